"""Reads and small updates on Sales Operations and their entries."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import frappe
from frappe.query_builder import Case, DocType, Order
from frappe.query_builder.functions import Count

if TYPE_CHECKING:
    from pypika.terms import Criterion

ENTRY = "Sales Operation Entry"
ROW_FIELDS = (
    "name",
    "group_no",
    "position",
    "source_file",
    "source_place",
    "label",
    "target_doctype",
    "target_name",
    "action",
    "state",
    "reason",
    "changes",
)
STATE_ORDER = ("refused", "skipped", "planned", "applied", "kept", "undone")


def counts(operation: str) -> list[dict[str, Any]]:
    """Count the entries by DocType, action and state, in one query."""
    entry = DocType(ENTRY)
    return (
        frappe.qb.from_(entry)
        .select(entry.target_doctype, entry.action, entry.state, Count("*").as_("number"))
        .where(entry.operation == operation)
        .groupby(entry.target_doctype, entry.action, entry.state)
        .run(as_dict=True)
    )


def counts_by_file(operation: str, doctype: str) -> list[dict[str, Any]]:
    """Count the entries of one DocType by file and state."""
    entry = DocType(ENTRY)
    return (
        frappe.qb.from_(entry)
        .select(entry.source_file, entry.state, Count("*").as_("number"))
        .where((entry.operation == operation) & (entry.target_doctype == doctype))
        .groupby(entry.source_file, entry.state)
        .run(as_dict=True)
    )


def count_warned(operation: str, doctype: str) -> int:
    """Count the planned or applied entries that carry a warning (a planned entry has no other reason)."""
    entry = DocType(ENTRY)
    rows = (
        frappe.qb.from_(entry)
        .select(Count("*"))
        .where((entry.operation == operation) & (entry.target_doctype == doctype))
        .where(entry.state.isin(["planned", "applied"]) & entry.reason.isnotnull())
        .run()
    )
    return int(rows[0][0])


def page(operation: str, filters: Mapping[str, str], start: int, length: int) -> list[dict[str, Any]]:
    """Give a page of entries, the refused first, each state in the order of its source."""
    entry = DocType(ENTRY)
    rank = Case()
    for number, state in enumerate(STATE_ORDER):
        rank = rank.when(entry.state == state, number)
    query = (
        frappe.qb.from_(entry)
        .select(*[entry[name] for name in ROW_FIELDS])
        .where(entry.operation == operation)
        .orderby(rank.else_(9))
        .orderby(entry.position)
        .limit(length)
        .offset(start)
    )
    for column, value in filters.items():
        query = query.where(entry[column] == value)
    return query.run(as_dict=True)


def next_planned(operation: str, length: int) -> list[dict[str, Any]]:
    """Give the next entries to apply with all that is stored of them, in their order."""
    return _entries(operation, DocType(ENTRY).state == "planned", length)


def count_planned(operation: str) -> int:
    """Count the entries that are still to be applied, of every DocType."""
    return frappe.db.count(ENTRY, {"operation": operation, "state": "planned"})


def at_positions(operation: str, positions: Sequence[int]) -> list[dict[str, Any]]:
    """Give the entries at these positions."""
    return _entries(operation, DocType(ENTRY).position.isin(list(positions)), len(positions))


def _entries(operation: str, condition: Criterion, length: int) -> list[dict[str, Any]]:
    entry = DocType(ENTRY)
    return (
        frappe.qb.from_(entry)
        .select(*[entry[name] for name in (*ROW_FIELDS, "snapshot")])
        .where((entry.operation == operation) & condition)
        .orderby(entry.position, order=Order.asc)
        .limit(length)
        .run(as_dict=True)
    )


def update_entry(name: int, values: Mapping[str, Any]) -> None:
    """Write what became of one entry."""
    entry = DocType(ENTRY)
    query = frappe.qb.update(entry).where(entry.name == name)
    for column, value in values.items():
        query = query.set(entry[column], value)
    query.run()


def delete_entries(operation: str) -> None:
    """Remove the entries of an operation that was never applied."""
    entry = DocType(ENTRY)
    frappe.qb.from_(entry).delete().where(entry.operation == operation).run()
