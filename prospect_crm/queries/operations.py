"""Reads and small updates on Sales Operations and their entries."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile
from typing import TYPE_CHECKING, Any

import frappe
from frappe.query_builder import Case, DocType, Order
from frappe.query_builder.functions import Count, Max
from pypika.terms import CustomFunction

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
APPLY_FIELDS = (*ROW_FIELDS, "snapshot", "digest", "undoes_entry")
LOOK_AHEAD = 10
STATE_ORDER = ("refused", "kept", "skipped", "planned", "applied", "undone")
REVERSIBLE = ("applied", "kept")


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
    """Give the next entries to apply, in their order; a group is never split, so they may be more."""
    entry = DocType(ENTRY)
    found = _entries(operation, entry.state == "planned", length)
    if len(found) < length:
        return found
    group = found[-1]["group_no"]
    # the rest of a group comes right behind: to ask for it by its number would look at all that is planned
    while rest := _entries(
        operation, (entry.state == "planned") & (entry.position > found[-1]["position"]), LOOK_AHEAD
    ):
        same = list(takewhile(lambda row: row["group_no"] == group, rest))
        found += same
        if len(same) < len(rest):
            break
    return found


def count_planned(operation: str) -> int:
    """Count the entries that are still to be applied, of every DocType."""
    return frappe.db.count(ENTRY, {"operation": operation, "state": "planned"})


def at_positions(operation: str, positions: Sequence[int]) -> list[dict[str, Any]]:
    """Give the entries at these positions."""
    return _entries(operation, DocType(ENTRY).position.isin(list(positions)), len(positions))


def names_in(operation: str, state: str) -> list[str]:
    """Name the records of the entries in a state."""
    entry = DocType(ENTRY)
    query = frappe.qb.from_(entry).select(entry.target_name).orderby(entry.position)
    return [row[0] for row in query.where((entry.operation == operation) & (entry.state == state)).run()]


def groups_at(operation: str, positions: Sequence[int]) -> list[dict[str, Any]]:
    """Give the entries at these positions with those of their groups: what is applied together."""
    groups = {row["group_no"] for row in at_positions(operation, positions)}
    return _entries(operation, DocType(ENTRY).group_no.isin(sorted(groups)), None) if groups else []


def _entries(operation: str, condition: Criterion, length: int | None) -> list[dict[str, Any]]:
    entry = DocType(ENTRY)
    query = (
        frappe.qb.from_(entry)
        .select(*[entry[name] for name in APPLY_FIELDS])
        .where((entry.operation == operation) & condition)
        .orderby(entry.position, order=Order.asc)
    )
    return (query.limit(length) if length else query).run(as_dict=True)


def update_entry(name: int, values: Mapping[str, Any]) -> None:
    """Write what became of one entry."""
    entry = DocType(ENTRY)
    query = frappe.qb.update(entry).where(entry.name == name)
    for column, value in values.items():
        query = query.set(entry[column], value)
    query.run()


def set_states(entries: Sequence[int], state: str) -> None:
    """Write one state to many entries."""
    entry = DocType(ENTRY)
    if entries:
        frappe.qb.update(entry).set(entry.state, state).where(entry.name.isin(list(entries))).run()


def delete_entries(operation: str) -> None:
    """Remove the entries of an operation that was never applied."""
    entry = DocType(ENTRY)
    frappe.qb.from_(entry).delete().where(entry.operation == operation).run()


# -- undo -----------------------------------------------------------------------


def count_reversible(operation: str) -> int:
    """Count the entries that could be taken back."""
    entry = DocType(ENTRY)
    query = frappe.qb.from_(entry).select(Count("*"))
    return int(query.where((entry.operation == operation) & _is_reversible(entry)).run()[0][0])


def reversible_backwards(operation: str, length: int) -> Iterator[list[dict[str, Any]]]:
    """Yield the entries that could be taken back, last first, whole groups only.

    Read by ranges of positions, which the index knows: any other page would sort all the entries anew.
    """
    rest: list[dict[str, Any]] = []
    for top in range(_last_position(operation), 0, -length):
        rows = rest + _reversible_between(operation, top - length, top)
        rest, last = [], rows[-1]["group_no"] if rows else 0
        while rows and rows[-1]["group_no"] == last:
            rest.insert(0, rows.pop())
        if rows:
            yield rows
    if rest:
        yield rest


def _last_position(operation: str) -> int:
    entry = DocType(ENTRY)
    found = frappe.qb.from_(entry).select(Max(entry.position)).where(entry.operation == operation).run()
    return found[0][0] or 0


def _reversible_between(operation: str, above: int, top: int) -> list[dict[str, Any]]:
    entry = DocType(ENTRY)
    query = frappe.qb.from_(entry).select(*[entry[name] for name in APPLY_FIELDS])
    query = query.where((entry.operation == operation) & _is_reversible(entry))
    query = query.where((entry.position > above) & (entry.position <= top))
    return query.orderby(entry.position, order=Order.desc).run(as_dict=True)


def _is_reversible(entry: DocType) -> Criterion:
    return entry.state.isin(REVERSIBLE) & (entry.is_reversible == 1)


def are_all_updates(operation: str) -> bool:
    """Say whether nothing that is planned makes or deletes a record."""
    return not {row["action"] for row in counts(operation) if row["state"] == "planned"} - {"update"}


def changed_fields(operation: str) -> list[str]:
    """Name the fields that the entries of an operation changed."""
    entry, keys = DocType(ENTRY), CustomFunction("JSON_KEYS", ["text"])
    query = frappe.qb.from_(entry).select(keys(entry.changes)).distinct()
    rows = query.where((entry.operation == operation) & entry.changes.isnotnull()).run()
    return sorted({name for row in rows for name in json.loads(row[0] or "[]")})


def written_by(operation: str, names: Sequence[str]) -> set[tuple[str, str]]:
    """Give (kind, name) of those of the named records that the operation made or changed: undo comes to them first."""
    entry = DocType(ENTRY)
    if not names:
        return set()
    query = frappe.qb.from_(entry).select(entry.target_doctype, entry.target_name)
    query = query.where(entry.target_name.isin(list(dict.fromkeys(names))) & (entry.operation == operation))
    return {tuple(row) for row in query.where(entry.action.isin(["create", "update"])).run()}


def undone_entries(entries: Sequence[int]) -> list[int]:
    """Give the entries that these had undone."""
    entry = DocType(ENTRY)
    query = frappe.qb.from_(entry).select(entry.undoes_entry)
    query = query.where(entry.name.isin(list(entries)) & (entry.undoes_entry > 0))
    return [row[0] for row in query.run()]


def left_alone(undo: str) -> list[int]:
    """Give the entries of the original that an undo leaves alone."""
    entry = DocType(ENTRY)
    query = frappe.qb.from_(entry).select(entry.undoes_entry)
    query = query.where((entry.operation == undo) & entry.state.isin(["kept", "refused"]))
    return [row[0] for row in query.where(entry.undoes_entry > 0).run()]


def undone_counts(operation: str) -> dict[str, int]:
    """Count the entries of an operation that were undone, and those that an undo left alone."""
    numbers = {"undone": 0, "kept": 0}
    for row in counts(operation):
        if row["state"] in numbers:
            numbers[row["state"]] += row["number"]
    return {"undone_count": numbers["undone"], "kept_count": numbers["kept"]}


def count_new_reps(operation: str) -> dict[str, int]:
    """Count the applied entries by the sales rep that they set."""
    entry, extract = DocType(ENTRY), CustomFunction("JSON_VALUE", ["text", "path"])
    rep = extract(entry.changes, "$.sales_rep[1]")
    query = frappe.qb.from_(entry).select(rep, Count("*"))
    rows = query.where((entry.operation == operation) & (entry.state == "applied")).groupby(rep).run()
    return {row[0]: row[1] for row in rows if row[0]}
