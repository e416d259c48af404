"""Reads over whole tables in batches, in the order of names: constant memory, one index."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import frappe
from frappe.query_builder import DocType

SIZE = 1000


def rows_of(doctype: str, fieldnames: Sequence[str]) -> Iterator[list[dict[str, Any]]]:
    """Yield all rows of a DocType, a thousand at a time; a row written meanwhile may be missing."""
    table, last = DocType(doctype), ""
    while True:
        query = frappe.qb.from_(table).select(table.name, *[table[name] for name in fieldnames])
        rows = query.where(table.name > last).orderby(table.name).limit(SIZE).run(as_dict=True)
        if not rows:
            return
        last = rows[-1]["name"]
        yield rows


def by_name(doctype: str, names: Sequence[str], fieldnames: Sequence[str]) -> dict[str, dict[str, Any]]:
    """Give the rows of these names in one query: name -> row."""
    if not names:
        return {}
    table = DocType(doctype)
    query = frappe.qb.from_(table).select(table.name, *[table[name] for name in fieldnames])
    return {row["name"]: row for row in query.where(table.name.isin(list(names))).run(as_dict=True)}


def child_values(
    child: str, parenttype: str, parents: Sequence[str], fieldname: str
) -> Mapping[str, list[str]]:
    """Give one column of the child rows of many records in one query: parent -> values in their order."""
    table = DocType(child)
    query = frappe.qb.from_(table).select(table.parent, table[fieldname]).orderby(table.parent, table.idx)
    query = query.where((table.parenttype == parenttype) & table.parent.isin(list(parents)))
    found: dict[str, list[str]] = {}
    for parent, value in query.run():
        found.setdefault(parent, []).append(value)
    return found
