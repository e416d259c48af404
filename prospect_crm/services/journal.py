"""What the journal keeps of applied entries, written in the transaction that writes the records."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import frappe
from frappe.model.document import Document
from frappe.utils import add_to_date

from prospect_crm.queries import bulk_write
from prospect_crm.queries import operations as stored
from prospect_crm.services import messages, operation_plans, record_values

if TYPE_CHECKING:
    from prospect_crm.domain.operation import Outcome

ENTRY = "Sales Operation Entry"
KEEP_DAYS = 365
PRUNED = ("Done", "Cancelled", "Failed", "Expired")
Entry = Mapping[str, Any]


def write(operation: Document, entries: Sequence[Entry], outcomes: Sequence[Outcome]) -> None:
    """Write what became of a chunk: most entries only change their state, by one statement."""
    plain: list[int] = []
    by_columns: dict[tuple[str, ...], list[tuple[Any, dict[str, Any]]]] = defaultdict(list)
    digests = _digests(entries, outcomes)
    for entry, outcome in zip(entries, outcomes, strict=True):
        values = _values(entry, outcome, digests)
        if values == {"state": "applied"}:
            plain.append(entry["name"])
        else:
            by_columns[tuple(sorted(values))].append((entry["name"], values))
    stored.set_states(plain, "applied")
    for rows in by_columns.values():
        bulk_write.update_many(ENTRY, rows)


def _values(entry: Entry, outcome: Outcome, digests: Mapping[tuple[str, str], str]) -> dict[str, Any]:
    values: dict[str, Any] = {"state": outcome.state}
    if outcome.target_name and outcome.target_name != entry["target_name"]:
        values["target_name"] = outcome.target_name
    if outcome.reason:
        _reason, warnings = messages.load(entry["reason"])
        values["reason"] = messages.dump(outcome.reason, warnings)
    if outcome.changes is not None and outcome.state == "applied":
        values["changes"] = json.dumps(dict(outcome.changes), ensure_ascii=False, default=str)
    if outcome.snapshot:
        values["snapshot"] = outcome.snapshot
    if digest := digests.get((entry["target_doctype"], outcome.target_name)):
        values["digest"] = digest
    return values


def _digests(entries: Sequence[Entry], outcomes: Sequence[Outcome]) -> dict[tuple[str, str], str]:
    """A digest of each record that was made, read once a kind of record."""
    made: dict[str, list[str]] = defaultdict(list)
    for entry, outcome in zip(entries, outcomes, strict=True):
        if entry["action"] == "create" and outcome.state == "applied" and outcome.target_name:
            made[entry["target_doctype"]].append(outcome.target_name)
    return {
        (doctype, name): digest
        for doctype, names in made.items()
        for name, digest in record_values.digests(doctype, names).items()
    }


def counters(operation: Document, entries: Sequence[Entry], outcomes: Sequence[Outcome]) -> dict[str, int]:
    """Give the operation's counters after a chunk, without counting its entries anew."""
    tally: Counter[str] = Counter()
    for entry, outcome in zip(entries, outcomes, strict=True):
        if entry["target_doctype"] == operation.target_doctype:
            tally["planned_count"] -= 1
            tally[operation_plans.counter_of(operation, entry["action"], outcome.state)] += 1
    return {name: (operation.get(name) or 0) + number for name, number in tally.items()}


# -- pruning ---------------------------------------------------------------------


def outdated() -> list[str]:
    """Name the operations that ended longer ago than the settings keep them, the oldest first."""
    days = frappe.get_cached_doc("Prospect CRM Settings").keep_journal_days or KEEP_DAYS
    filters = {"status": ["in", PRUNED], "modified": ["<", add_to_date(None, days=-days)]}
    names: list[str] = frappe.get_all("Sales Operation", filters=filters, pluck="name", order_by="modified")
    return names


def forget_entries(operation: str) -> int:
    """Delete some entries of an operation; gives how many, 0 when none are left."""
    return bulk_write.delete_batch(ENTRY, "operation", operation)


def forget(operation: str) -> None:
    """Delete an operation whose entries are gone, with the files that it kept for undo."""
    for column in ("undoes", "undone_by"):
        for other in frappe.get_all("Sales Operation", filters={column: operation}, pluck="name"):
            frappe.db.set_value("Sales Operation", other, column, None, update_modified=False)
    # permission: the scheduler prunes what the administrator's setting says
    frappe.delete_doc("Sales Operation", operation, ignore_permissions=True, delete_permanently=True)
