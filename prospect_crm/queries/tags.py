"""Reads and statements on Frappe's tags."""

from __future__ import annotations

import frappe
from frappe.query_builder import DocType
from pypika.functions import Concat
from pypika.terms import CustomFunction

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
