"""Many leads at once by a few statements, with the rows that a document each would have written.

Only where nobody listens to either kind of record, and where the user's rights depend on nothing but roles and our own
rules; otherwise documents are saved one by one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

import frappe

from prospect_crm.domain.conversion.lead import LEAD, OPPORTUNITY, PERSON_LINKS
from prospect_crm.domain.message import Message
from prospect_crm.domain.operation import Outcome
from prospect_crm.permissions.viewer import viewer
from prospect_crm.permissions.writing import missing_rights
from prospect_crm.queries import conversions
from prospect_crm.services import new_rows, record_changes
from prospect_crm.services.conversion_outcomes import skipped, together

Entry = Mapping[str, Any]
Groups = Mapping[int, Mapping[str, Entry]]
LINKS = {"company": "Sales Prospect", "pipeline": "Sales Pipeline", **{v: k for k, v in PERSON_LINKS.items()}}
NOT_ALLOWED = Message("You are not allowed to do this to this record. Ask whoever manages your rights.")
GONE = Message("A record that it links to is not there any more. Convert it again.")


def apply_leads(entries: Sequence[Entry]) -> list[Outcome]:
    """Convert a chunk of leads; gives an outcome an entry, in order. Both entries of a lead share their fate."""
    every: dict[int, dict[str, Entry]] = defaultdict(dict)
    for entry in entries:
        every[entry["group_no"]][entry["target_doctype"]] = entry
    results = conversions.became(LEAD, [group[LEAD]["target_name"] for group in every.values()], lock=True)
    groups = {number: group for number, group in every.items() if group[LEAD]["target_name"] not in results}
    refused = _convert(groups)
    return [
        _outcome(entry, refused)
        if entry["group_no"] in groups
        else skipped(entry, LEAD, results[every[entry["group_no"]][LEAD]["target_name"]])
        for entry in entries
    ]


def _convert(groups: Groups) -> dict[int, tuple[Entry, Message | None]]:
    """Write what may be written; gives of each other group the entry that stands in its way, and why."""
    refused = _refusals(groups)
    updates = [group[LEAD] for number, group in groups.items() if number not in refused]
    for entry, outcome in zip(updates, record_changes.apply_updates(updates), strict=True):
        if outcome.state == "refused":
            refused[entry["group_no"]] = (entry, outcome.reason)
    _insert([group[OPPORTUNITY] for number, group in groups.items() if number not in refused])
    return refused


def _outcome(entry: Entry, refused: Mapping[int, tuple[Entry, Message | None]]) -> Outcome:
    if entry["group_no"] not in refused:
        return Outcome("applied", entry["target_name"])
    culprit, reason = refused[entry["group_no"]]
    if entry is culprit or reason is None:
        return Outcome("refused", entry["target_name"], reason)
    return Outcome("refused", entry["target_name"], together(culprit, reason))


def _refusals(groups: Groups) -> dict[int, tuple[Entry, Message | None]]:
    """What may not be added, and what links to a record that is gone."""
    gone = _gone([record_changes.values_of(group[OPPORTUNITY]) for group in groups.values()])
    may_add = bool(frappe.has_permission(OPPORTUNITY, "create"))
    found: dict[int, tuple[Entry, Message | None]] = {}
    for number, group in groups.items():
        entry, values = group[OPPORTUNITY], record_changes.values_of(group[OPPORTUNITY])
        if not may_add or missing_rights(_as_document(values), viewer(), "create"):
            found[number] = (entry, NOT_ALLOWED)
        elif any((field, values.get(field)) in gone for field in LINKS):
            found[number] = (entry, GONE)
    return found


def _as_document(values: Mapping[str, Any]) -> Any:
    """What the rules of writing look at; ``get`` answers for every field."""
    return frappe._dict({"doctype": OPPORTUNITY, **values})


def _gone(rows: Sequence[Mapping[str, Any]]) -> set[tuple[str, Any]]:
    gone: set[tuple[str, Any]] = set()
    for field, doctype in LINKS.items():
        names = {row[field] for row in rows if row.get(field)}
        there = conversions.taken_names(doctype, sorted(names))
        gone |= {(field, name) for name in names - there}
    return gone


def _insert(entries: Sequence[Entry]) -> None:
    """Insert opportunities with what a document's validation would add."""
    records = [(entry["target_name"], record_changes.values_of(entry)) for entry in entries]
    new_rows.write(OPPORTUNITY, [_staged(row) for row in new_rows.rows_of(OPPORTUNITY, records)])


def _staged(row: dict[str, Any]) -> dict[str, Any]:
    stages = frappe.get_cached_doc("Sales Pipeline", row["pipeline"]).stages
    stage = next((found for found in stages if found.stage_name == row["stage"]), stages[0])
    kept = {"stage": stage.stage_name, "stage_kind": stage.kind}
    return {**row, **kept, "probability": row.get("probability") or stage.probability}
