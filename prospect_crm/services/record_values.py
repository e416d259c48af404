"""Values of records as the journal keeps and compares them: one form, whichever path has written them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cache
from hashlib import blake2b
from typing import Any

import frappe
from frappe.model import no_value_fields, table_fields
from frappe.model.document import Document

from prospect_crm.queries import records
from prospect_crm.services import derived_rebuild

LABELS = "labels"
"""Frappe's tags, as if they were a field: the names in their order."""

FOLLOWING = frozenset({"next_task_on", "activity_status", "score", "entity_set", "search_text"})
FOLLOWING_OF = {
    "Contact Prospect": frozenset({"sector"}),
    "Sales Task": frozenset({"reference_title", "company", "mobile", "phone"}),
    "Sales Note": frozenset({"reference_title", "title"}),
}
"""Columns that follow from other records; the rest of them is what ``derived_rebuild`` computes."""

Values = dict[str, Any]


def journaled_fields(doctype: str) -> tuple[str, ...]:
    """Name the fields that the journal is about: all that hold values, but those that follow from other records."""
    following = FOLLOWING | FOLLOWING_OF.get(doctype, frozenset()) | _derived(doctype)
    fields = [
        field.fieldname
        for field in frappe.get_meta(doctype).fields
        if field.fieldname not in following
        and not field.get("is_virtual")
        and (field.fieldtype not in no_value_fields or field.fieldtype in table_fields)
    ]
    return (*fields, LABELS)


@cache
def _derived(doctype: str) -> frozenset[str]:
    known = doctype in derived_rebuild.DERIVED
    return frozenset(derived_rebuild.columns_of(doctype)) if known else frozenset()


def read(
    doctype: str, names: Sequence[str], fieldnames: Iterable[str], *, lock: bool = False
) -> dict[str, Values]:
    """Give these fields of records by name, in two queries and one more a child table; missing ones are left out.

    With ``lock`` the rows stay as they are until the transaction ends.
    """
    wanted = list(dict.fromkeys(fieldnames))
    tables = {name: field for name in wanted if (field := _table_field(doctype, name))}
    columns = [name for name in wanted if name not in tables and name != LABELS]
    if LABELS in wanted:
        columns.append("_user_tags")
    rows = records.rows(doctype, names, columns, lock=lock)
    found = {row["name"]: {name: plain(row[name]) for name in columns} for row in rows}
    for values in found.values():
        if LABELS in wanted:
            values[LABELS] = tags_of(values.pop("_user_tags"))
    for name, field in tables.items():
        _read_table(doctype, found, name, field)
    return found


def tags_of(text: str | None) -> list[str]:
    """Give the tags that Frappe keeps as ",a,b"."""
    return sorted(filter(None, (text or "").split(",")))


def _table_field(doctype: str, name: str) -> Any:
    field = frappe.get_meta(doctype).get_field(name) if name != LABELS else None
    return field if field and field.fieldtype in table_fields else None


def _read_table(doctype: str, found: dict[str, Values], name: str, field: Any) -> None:
    """A table is a list of rows; a Table MultiSelect is the list of what it links, in one order."""
    columns = _columns_of(field.options)
    for values in found.values():
        values[name] = []
    for row in records.child_rows(field.options, doctype, name, list(found), columns):
        found[row["parent"]][name].append({column: plain(row[column]) for column in columns})
    if field.fieldtype == "Table MultiSelect":
        for values in found.values():
            values[name] = sorted(next(iter(row.values())) for row in values[name])


def _columns_of(child: str) -> list[str]:
    fields = frappe.get_meta(child).fields
    return [field.fieldname for field in fields if field.fieldtype not in no_value_fields]


def plain(value: object) -> Any:
    """Give a value as JSON holds it: moments as text, numbers as numbers."""
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, datetime | date | timedelta):
        return str(value)
    return value


def same(one: object, other: object) -> bool:
    """Say whether two values are the same; empty text, 0 and nothing are."""
    return (one or None) == (other or None)


def changed_since(current: Mapping[str, Any], changes: Mapping[str, Sequence[Any]]) -> list[str]:
    """Name the fields that have another value than the one the plan found."""
    return [name for name, (before, _after) in changes.items() if not same(current.get(name), before)]


def is_there_already(current: Mapping[str, Any], changes: Mapping[str, Sequence[Any]]) -> bool:
    """Say whether every field has the value that the plan wants."""
    return all(same(current.get(name), after) for name, (_before, after) in changes.items())


def difference(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, tuple[Any, Any]]:
    """Give {field: (before, after)} of what differs."""
    return {name: (before[name], after[name]) for name in before if not same(before[name], after[name])}


def put(document: Document, values: Mapping[str, Any]) -> None:
    """Write values to a document, tables too; labels are no field and are left to ``queries.tags``."""
    for name, value in values.items():
        field = document.meta.get_field(name)
        if field is None:
            continue
        if field.fieldtype == "Table MultiSelect":
            [column] = _columns_of(field.options)[:1]
            value = [{column: entry} for entry in value or []]
        document.set(name, value)


def digests(doctype: str, names: Sequence[str]) -> dict[str, str]:
    """Give a short digest of what each record holds, to tell later whether anybody has changed it."""
    return {
        name: blake2b(_canonical(values), digest_size=12).hexdigest()
        for name, values in read(doctype, names, journaled_fields(doctype)).items()
    }


def _canonical(values: Values) -> bytes:
    kept = {name: value for name, value in values.items() if value}
    return json.dumps(kept, sort_keys=True, ensure_ascii=False).encode()
