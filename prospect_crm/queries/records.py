"""Reads of records of any kind, many at once: whole rows, child rows, and what points at them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import frappe
from frappe.query_builder import DocType
from frappe.query_builder.functions import Count

Rows = list[dict[str, Any]]


def rows(doctype: str, names: Sequence[str], columns: Sequence[str], *, lock: bool = False) -> Rows:
    """Give columns of these records, "name" among them; with ``lock`` they stay so until the transaction ends."""
    if not names:
        return []
    table = DocType(doctype)
    query = frappe.qb.from_(table).select(table.name, *[table[column] for column in columns])
    query = query.where(table.name.isin(list(names)))
    return (query.for_update() if lock else query).run(as_dict=True)


def child_rows(
    child: str, parenttype: str, parentfield: str, parents: Sequence[str], columns: Sequence[str]
) -> Rows:
    """Give columns of the child rows of many records, "parent" among them, in their order."""
    if not parents:
        return []
    table = DocType(child)
    query = frappe.qb.from_(table).select(table.parent, *[table[column] for column in columns])
    query = query.where((table.parenttype == parenttype) & (table.parentfield == parentfield))
    return query.where(table.parent.isin(list(parents))).orderby(table.parent, table.idx).run(as_dict=True)


def whole_rows(doctype: str, conditions: dict[str, Any]) -> Rows:
    """Give whole rows, every column of the table, of those that fulfil the conditions (field -> value)."""
    table = DocType(doctype)
    query = frappe.qb.from_(table).select("*")
    for column, value in conditions.items():
        query = query.where(table[column] == value)
    return query.run(as_dict=True)


def pointing_at(
    holder: str, column: str, names: Sequence[str], dynamic: tuple[str, str] | None = None
) -> list[tuple[str, str, str]]:
    """Give (name pointed at, kind, name) of the records whose ``column`` names one of ``names``.

    ``dynamic`` is the column with the kind and the kind it has to hold; a child row stands for its parent.
    """
    table = DocType(holder)
    is_child = frappe.get_meta(holder).istable
    own = (table.parenttype, table.parent) if is_child else (table.name, table.name)
    query = frappe.qb.from_(table).select(table[column], *own).where(table[column].isin(list(names)))
    if dynamic:
        query = query.where(table[dynamic[0]] == dynamic[1])
    return [(found, kind if is_child else holder, name) for found, kind, name in query.run()]


def count_about(
    doctype: str, kind_column: str, name_column: str, kind: str, names: Sequence[str], **further: Any
) -> dict[str, int]:
    """Count the records about each of ``names`` in one query; names without any are left out."""
    table = DocType(doctype)
    query = frappe.qb.from_(table).select(table[name_column], Count("*"))
    query = query.where((table[kind_column] == kind) & table[name_column].isin(list(names)))
    for column, value in further.items():
        query = query.where(table[column] == value)
    return dict(query.groupby(table[name_column]).run())
