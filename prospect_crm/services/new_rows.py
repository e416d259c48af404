"""New records as rows: what inserting a document would store, written by a statement a table.

Nothing is judged here but by ``is_plain``: what it does not know for certain is left to a document.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

import frappe
from frappe.model import no_value_fields
from frappe.utils import cint, flt, validate_email_address, validate_phone_number

from prospect_crm.queries import bulk_write, conversions
from prospect_crm.services import derived_rebuild

Row = dict[str, Any]
Link = tuple[str, str]
STAMPS = ("name", "owner", "creation", "modified", "modified_by")
NUMBERS: dict[str, Callable[[Any], Any]] = {
    "Int": cint,
    "Check": cint,
    "Float": flt,
    "Currency": flt,
    "Percent": flt,
}
MOMENTS = ("Date", "Datetime", "Time")
SHORT = ("Data", "Link", "Dynamic Link", "Select", "Read Only", "Attach Image")
LONG = ("Text", "Small Text", "Long Text")
WIDTH = 140
OPTIONS: dict[str, Callable[[str], Any]] = {"Email": validate_email_address, "Phone": validate_phone_number}
"""What the option of a text field demands, as Frappe asks it."""


def rows_of(doctype: str, records: Sequence[tuple[str, Mapping[str, Any]]]) -> list[Row]:
    """Give whole rows of records to make (name, values) with the defaults of their kind, tables as lists of rows.

    Of a Table MultiSelect the values name what it links, as the journal keeps them.
    """
    defaults = _defaults(doctype)
    links = {
        field.fieldname: frappe.get_meta(field.options).fields[0].fieldname
        for field in _tables(doctype)
        if field.fieldtype == "Table MultiSelect"
    }
    found = []
    for name, values in records:
        tables = {
            table: [{link: entry} for entry in values.get(table) or []] for table, link in links.items()
        }
        found.append({**defaults, **values, **tables, "name": name})
    return found


def write(doctype: str, rows: Sequence[Row]) -> None:
    """Insert rows with their tables and what derives from both."""
    if not rows:
        return
    for field in _tables(doctype):
        _insert(field.options, [child for row in rows for child in _children(doctype, row, field)])
    if doctype in derived_rebuild.DERIVED:
        complete = [dict.fromkeys(_columns(doctype)) | row for row in rows]
        derived = derived_rebuild.DERIVED[doctype](complete)
        rows = [{**row, **more} for row, more in zip(rows, derived, strict=True)]
    _insert(doctype, rows)


def _children(doctype: str, row: Row, field: Any) -> Iterator[Row]:
    defaults = _defaults(field.options)
    for number, child in enumerate(row.get(field.fieldname) or [], 1):
        place = {"parent": row["name"], "parenttype": doctype, "parentfield": field.fieldname, "idx": number}
        yield {**defaults, **child, **place, "name": frappe.generate_hash(length=10)}


def _insert(doctype: str, rows: Sequence[Row]) -> None:
    if not rows:
        return
    columns = _columns(doctype)
    stored = {name: _stored(doctype, name) for name in columns}
    values = ([row["name"], *[stored[name](row.get(name)) for name in columns]] for row in rows)
    bulk_write.insert_many(doctype, ["name", *columns], values)


def _columns(doctype: str) -> list[str]:
    """The columns of the table that a document writes, its stamps aside."""
    return [name for name in frappe.get_meta(doctype).get_valid_columns() if name not in STAMPS]


def _stored(doctype: str, column: str) -> Callable[[Any], Any]:
    """Numbers have no other "nothing" than 0 in the database, moments none but NULL."""
    field = frappe.get_meta(doctype).get_field(column)
    if column in ("docstatus", "idx"):
        return cint
    if field and field.fieldtype in NUMBERS:
        return NUMBERS[field.fieldtype]
    return _or_null if field and field.fieldtype in MOMENTS else _as_it_is


def _as_it_is(value: Any) -> Any:
    return value


def _or_null(value: Any) -> Any:
    return value or None


def _defaults(doctype: str) -> Row:
    """What Frappe fills in, but the site's own country: a document of an operation leaves that empty too."""
    given = {
        name: value for name, value in frappe.new_doc(doctype, as_dict=True).items() if value is not None
    }
    is_free = frappe.get_meta(doctype).has_field("country") and not frappe.get_meta(doctype).istable
    return {**given, "country": ""} if is_free else given


def _tables(doctype: str) -> list[Any]:
    return list(frappe.get_meta(doctype).get_table_fields())


# -- what only a document judges ----------------------------------------------------


def is_plain(doctype: str, row: Mapping[str, Any]) -> bool:
    """Say whether a document would store this row, its tables included, and change nothing of it; links aside."""
    return all(_is_plain(kind, part) for kind, part in _parts(doctype, row))


def unknown_links(doctype: str, rows: Iterable[Mapping[str, Any]]) -> set[Link]:
    """Give the links of rows and their tables (kind, name) that lead nowhere, spelled otherwise ones too."""
    links = sorted({link for row in rows for link in links_of(doctype, row)})
    unknown: set[Link] = set()
    for kind, pairs in groupby(links, key=lambda link: link[0]):
        names = [name for _kind, name in pairs]
        there = conversions.taken_names(kind, names)
        unknown |= {(kind, name) for name in names if name not in there}
    return unknown


def links_of(doctype: str, row: Mapping[str, Any]) -> Iterator[Link]:
    """Give what a row and its tables link to, as (kind, name)."""
    for kind, part in _parts(doctype, row):
        for field in frappe.get_meta(kind).fields:
            name = part.get(field.fieldname)
            if name and field.fieldtype == "Link":
                yield field.options, name
            elif name and field.fieldtype == "Dynamic Link":
                yield part[field.options], name


def _parts(doctype: str, row: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    yield doctype, row
    for field in _tables(doctype):
        yield from ((field.options, child) for child in row.get(field.fieldname) or [])


def _is_plain(doctype: str, row: Mapping[str, Any]) -> bool:
    fields = (field for field in frappe.get_meta(doctype).fields if field.fieldtype not in no_value_fields)
    return all(_is_plain_value(field, row.get(field.fieldname)) for field in fields)


def _is_plain_value(field: Any, value: Any) -> bool:
    if value in (None, "", 0):
        return not field.reqd
    if field.permlevel:
        return False
    if not isinstance(value, str):
        return field.fieldtype in NUMBERS
    is_known = field.fieldtype in SHORT or field.fieldtype in LONG or field.fieldtype in MOMENTS
    return is_known and not {"<", ">"} & set(value) and _fits(field, value)


def _fits(field: Any, value: str) -> bool:
    if field.fieldtype == "Select":
        return value in (field.options or "").split("\n")
    if field.fieldtype in SHORT and len(value) > (cint(field.length) or WIDTH):
        return False
    judge = OPTIONS.get(field.options) if field.fieldtype == "Data" else None
    return value == value.strip() and (judge is None or bool(judge(value)))
