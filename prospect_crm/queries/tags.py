"""Reads and statements on Frappe's tags."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import frappe
from frappe.query_builder import DocType
from pypika.functions import Concat
from pypika.terms import CustomFunction

from prospect_crm.queries import bulk_write

Replace = CustomFunction("REPLACE", ["text", "old", "new"])
Left = CustomFunction("LEFT", ["text", "length"])
CharLength = CustomFunction("CHAR_LENGTH", ["text"])


def doctypes_with(tag: str) -> list[str]:
    """Name the kinds of records that carry a tag."""
    link = DocType("Tag Link")
    rows = frappe.qb.from_(link).select(link.document_type).distinct().where(link.tag == tag).run()
    return [row[0] for row in rows]


def rename(doctype: str, old: str, new: str) -> None:
    """Write a tag's new name to the records of one kind, which hold their tags as ",a,b"."""
    record, link = DocType(doctype), DocType("Tag Link")
    replaced = Replace(Concat(record._user_tags, ","), f",{old},", f",{new},")
    tagged = frappe.qb.from_(link).select(link.document_name)
    tagged = tagged.where((link.document_type == doctype) & (link.tag == old))
    query = frappe.qb.update(record)
    query = query.set(record._user_tags, Left(replaced, CharLength(replaced) - 1))
    query.where(record.name.isin(tagged)).run()
    change = frappe.qb.update(link).set(link.tag, new)
    change.where((link.document_type == doctype) & (link.tag == old)).run()


def write(doctype: str, labels: Mapping[str, Sequence[str]]) -> None:
    """Give each record exactly these tags: the column on the record and Frappe's Tag Links, as its own tags are kept."""
    names = list(labels)
    link = DocType("Tag Link")
    mine = (link.document_type == doctype) & link.document_name.isin(names)
    there = {
        tuple(row) for row in frappe.qb.from_(link).select(link.document_name, link.tag).where(mine).run()
    }
    wanted = {(name, tag) for name, tags in labels.items() for tag in tags}
    for tag in {tag for _name, tag in wanted} - set(frappe.get_all("Tag", pluck="name")):
        # permission: Frappe lets any user make tags
        frappe.get_doc({"doctype": "Tag", "name": tag}).insert(ignore_permissions=True)
    for tag in {tag for _name, tag in there - wanted}:
        gone = [name for name, other in there - wanted if other == tag]
        query = frappe.qb.from_(link).delete()
        query.where((link.document_type == doctype) & (link.tag == tag) & link.document_name.isin(gone)).run()
    _link(doctype, sorted(wanted - there))
    columns = [(name, {"_user_tags": "".join(f",{tag}" for tag in labels[name])}) for name in names]
    bulk_write.update_many(doctype, columns)


def _link(doctype: str, pairs: Sequence[tuple[str, str]]) -> None:
    titles = _titles(doctype, [name for name, _tag in pairs])
    rows = [
        (frappe.generate_hash(length=10), doctype, name, titles.get(name) or "", tag) for name, tag in pairs
    ]
    bulk_write.insert_many("Tag Link", ("name", "document_type", "document_name", "title", "tag"), rows)


def _titles(doctype: str, names: Sequence[str]) -> dict[str, str]:
    record, title = DocType(doctype), frappe.get_meta(doctype).get_title_field()
    if not names:
        return {}
    return dict(
        frappe.qb.from_(record).select(record.name, record[title]).where(record.name.isin(names)).run()
    )
