"""Many leads at once by a few statements, with the rows that a document each would have written.

Only where nobody listens to either kind of record, and where the user's rights depend on nothing but roles and our own
rules; otherwise documents are saved one by one.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

import frappe
from frappe.model.document import Document
from frappe.utils import flt

from prospect_crm.domain.conversion.lead import LEAD, OPPORTUNITY, PERSON_LINKS
from prospect_crm.domain.message import Message
from prospect_crm.domain.operation import Outcome, Path
from prospect_crm.permissions.viewer import viewer
from prospect_crm.permissions.writing import missing_rights
from prospect_crm.queries import bulk_write, conversions
from prospect_crm.services import derived_rebuild, listeners, record_changes
from prospect_crm.services.conversion_outcomes import already, together

Entry = Mapping[str, Any]
INSERTING = ("before_insert", "after_insert", "before_naming", "autoname")
WRITTEN = {
    LEAD: {"inbox_state", "opportunity", "converted_on"},
    OPPORTUNITY: {"title", "company", "contact_prospect", "contact", "lead", "pipeline", "stage", "value"},
}
LINKS = {"company": "Sales Prospect", "pipeline": "Sales Pipeline", **{v: k for k, v in PERSON_LINKS.items()}}


def path_of(operation: Document) -> tuple[Path, Message]:
    """Say how the conversions of an operation are written, and why."""
    parameters = json.loads(operation.parameters or "{}")
    if operation.target_doctype != LEAD or not parameters.get("is_bulk"):
        return "Document", Message("Records of several kinds come of one.")
    for doctype, fields in WRITTEN.items():
        if reason := listeners.reason_for_documents(doctype, fields) or _listens_to_new(doctype):
            return "Document", reason
    if reason := _depends_on_user():
        return "Document", reason
    return "Set", Message("Nobody listens to changes of these fields.")


def _listens_to_new(doctype: str) -> Message | None:
    hooks = frappe.get_doc_hooks()
    for kind in (doctype, "*"):
        for event in INSERTING:
            for path in hooks.get(kind, {}).get(event, []):
                return Message("“{path}” of another app listens to every change.", {"path": path})
    return None


def _depends_on_user() -> Message | None:
    """User Permissions are judged document by document; so is what a user follows when they add it."""
    user = frappe.session.user
    if frappe.permissions.get_user_permissions(user):
        return Message("Your User Permissions are judged document by document.")
    if frappe.db.get_value("User", user, "follow_created_documents"):
        return Message("You follow the documents that you add.")
    return None


def apply_many(entries: Sequence[Entry]) -> list[Outcome]:
    """Convert a chunk of leads; gives an outcome an entry, in order. Both entries of a lead share their fate."""
    groups: dict[int, dict[str, Entry]] = defaultdict(dict)
    for entry in entries:
        groups[entry["group_no"]][entry["target_doctype"]] = entry
    refused = _refusals(groups)
    updates = [group[LEAD] for number, group in groups.items() if number not in refused]
    for entry, outcome in zip(updates, record_changes.apply_updates(updates), strict=True):
        if outcome.state == "refused":
            refused[entry["group_no"]] = (entry, outcome.reason)
    _insert([group[OPPORTUNITY] for number, group in groups.items() if number not in refused])
    return [_outcome(entry, refused) for entry in entries]


def _outcome(entry: Entry, refused: Mapping[int, tuple[Entry, Message | None]]) -> Outcome:
    if entry["group_no"] not in refused:
        return Outcome("applied", entry["target_name"])
    culprit, reason = refused[entry["group_no"]]
    if entry is culprit or reason is None:
        return Outcome("refused", entry["target_name"], reason)
    return Outcome("refused", entry["target_name"], together(culprit, reason))


def _refusals(groups: Mapping[int, Mapping[str, Entry]]) -> dict[int, tuple[Entry, Message | None]]:
    """Who is converted by now, what may not be added, and what links to a record that is gone."""
    leads = [group[LEAD]["target_name"] for group in groups.values()]
    converted = conversions.became(LEAD, leads, lock=True)
    gone = _gone([_values(group[OPPORTUNITY]) for group in groups.values()])
    may_add = bool(frappe.has_permission(OPPORTUNITY, "create"))
    found: dict[int, tuple[Entry, Message | None]] = {}
    for number, group in groups.items():
        entry, values = group[OPPORTUNITY], _values(group[OPPORTUNITY])
        if result := converted.get(group[LEAD]["target_name"]):
            found[number] = (entry, already(LEAD, result))
        elif not may_add or missing_rights(_as_document(values), viewer(), "create"):
            found[number] = (entry, NOT_ALLOWED)
        elif any((field, values.get(field)) in gone for field in LINKS):
            found[number] = (entry, GONE)
    return found


NOT_ALLOWED = Message("You are not allowed to do this to this record. Ask whoever manages your rights.")
GONE = Message("A record that it links to is not there any more. Convert it again.")


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


def _values(entry: Entry) -> dict[str, Any]:
    return {field: after for field, (_before, after) in record_changes.changes_of(entry).items()}


def _insert(entries: Sequence[Entry]) -> None:
    """Insert opportunities with what a document's defaults and validation would add."""
    if not entries:
        return
    defaults = frappe.new_doc(OPPORTUNITY, as_dict=True)
    columns = _columns()
    rows = [dict.fromkeys(columns) | _row(entry, defaults) for entry in entries]
    for row, derived in zip(rows, derived_rebuild.DERIVED[OPPORTUNITY](rows), strict=True):
        row |= derived
    bulk_write.insert_many(OPPORTUNITY, ["name", *columns], [_ordered(row, columns) for row in rows])


def _row(entry: Entry, defaults: Mapping[str, Any]) -> dict[str, Any]:
    given = {name: value for name, value in defaults.items() if value is not None}
    values = given | _values(entry)
    stages = frappe.get_cached_doc("Sales Pipeline", values["pipeline"]).stages
    stage = next((row for row in stages if row.stage_name == values["stage"]), stages[0])
    return {
        **values,
        "name": entry["target_name"],
        "stage": stage.stage_name,
        "stage_kind": stage.kind,
        "probability": values.get("probability") or stage.probability,
    }


def _columns() -> list[str]:
    """The columns of the table that a document writes, its stamps aside."""
    return [name for name in frappe.get_meta(OPPORTUNITY).get_valid_columns() if name not in STAMPS]


STAMPS = ("name", "owner", "creation", "modified", "modified_by")
NUMBERS = ("Int", "Check", "Float", "Currency", "Percent")


def _ordered(row: Mapping[str, Any], columns: Sequence[str]) -> list[Any]:
    meta = frappe.get_meta(OPPORTUNITY)
    values = [row["name"]]
    for name in columns:
        field = meta.get_field(name)
        is_number = name in ("docstatus", "idx") or (field and field.fieldtype in NUMBERS)
        values.append(flt(row.get(name)) if is_number else row.get(name))
    return values
