"""Planning an operation: what would happen is stored, one entry a record, before anything is written."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import add_to_date, now_datetime

from prospect_crm.domain.message import DomainError, Message
from prospect_crm.queries import bulk_write
from prospect_crm.queries import operations as stored
from prospect_crm.services import messages
from prospect_crm.services.handlers import handler_for

if TYPE_CHECKING:
    from prospect_crm.domain.operation import Kind, Plan

DOCTYPE = "Sales Operation"
ENTRY = "Sales Operation Entry"
KEEP_PLAN_HOURS = 24
ENTRY_FIELDS = ("operation", *stored.ROW_FIELDS[1:], "snapshot", "is_reversible", "undoes_entry")
""""name" comes from the sequence."""
COUNTERS = {
    "skipped": "skipped_count",
    "refused": "refused_count",
    "planned": "planned_count",
    "kept": "kept_count",
}
APPLIED_COUNTERS = {"create": "created_count", "update": "updated_count", "delete": "deleted_count"}
ALL_COUNTERS = (*COUNTERS.values(), *APPLIED_COUNTERS.values())
"""A record that is sent, exported or moved counts as updated."""


def plan(
    kind: Kind,
    doctype: str,
    *,
    title: str,
    parameters: Mapping[str, Any],
    request_key: str | None = None,
    in_background: bool = False,
    **values: Any,
) -> Document:
    """Start an operation and plan it, now or in the background; the same request twice is one operation.

    ``values`` are further fields of the operation. Gives the Sales Operation: Planned (or Planning, in the
    background), or the earlier one of the same key.
    """
    if earlier := _earlier(request_key):
        return earlier
    values |= {"request_key": request_key, "expires_on": add_to_date(None, hours=KEEP_PLAN_HOURS)}
    operation = _new(kind, doctype, title, parameters, status="Planning", **values)
    if in_background:
        enqueue("prospect_crm.tasks.operations.plan", operation.name)
    else:
        store_plan(operation)
    return operation


def record(
    kind: Kind, doctype: str, *, title: str, parameters: Mapping[str, Any], plans: Iterable[Plan]
) -> Document:
    """Journal what was done without a plan (an export): the operation is Done from the start."""
    operation = _new(kind, doctype, title, parameters, status="Done", started_on=now_datetime())
    bulk_write.insert_many(ENTRY, ENTRY_FIELDS, _entry_rows(operation, plans))
    operation.db_set({**count(operation), "ended_on": now_datetime()})
    return operation


def _new(kind: Kind, doctype: str, title: str, parameters: Mapping[str, Any], **values: Any) -> Document:
    operation = frappe.get_doc(
        doctype=DOCTYPE,
        kind=kind,
        target_doctype=doctype,
        title=title[:240],
        parameters=json.dumps(parameters, default=str, ensure_ascii=False),
        **values,
    )
    # permission: the journal is written for every user who may do what it records; the caller has checked
    return operation.insert(ignore_permissions=True)


def _earlier(request_key: str | None) -> Document | None:
    """The operation of this key that was applied or still runs; a mere plan makes room for a new one."""
    name = request_key and frappe.db.get_value(DOCTYPE, {"request_key": request_key}, for_update=True)
    if not name:
        return None
    operation = frappe.get_doc(DOCTYPE, name)
    if operation.status in ("Queued", "Running", "Interrupted", "Done"):
        return operation
    operation.db_set("request_key", None)
    if operation.status in ("Planning", "Planned"):
        discard(operation)
    return None


def store_plan(operation: Document) -> None:
    """Ask the kind's handler what would happen and store it, one entry a record."""
    try:
        plans = handler_for(operation.kind).plan(operation)
        bulk_write.insert_many(ENTRY, ENTRY_FIELDS, _entry_rows(operation, plans))
        check_completeness(operation)
    except DomainError as error:
        stored.delete_entries(operation.name)
        sentence = messages.translated(error.message)
        operation.db_set({"status": "Failed", "error_message": sentence, "request_key": None})
        return
    operation.db_set({"status": "Planned", **count(operation)})


def check_completeness(operation: Document) -> None:
    """Every row that was read has a verdict: the reader's own count against the stored entries."""
    judged = sum(count(operation).values())
    if operation.source_count and judged != operation.source_count:
        raise DomainError(
            Message(
                "{read} rows were read, but {judged} have a verdict. Nothing will be imported;"
                " tell your administrator.",
                {"read": operation.source_count, "judged": judged},
            )
        )


def fail(operation: Document) -> None:
    """Say that planning ended on an error nobody foresaw; the Error Log has it."""
    message = Message("It could not be planned to the end. The Error Log says more; tell your administrator.")
    if operation.kind == "Import":
        message = Message(
            "The files could not be read to the end. The Error Log says more; tell your administrator."
        )
    stored.delete_entries(operation.name)
    operation.db_set({"status": "Failed", "error_message": messages.translated(message), "request_key": None})


def _entry_rows(operation: Document, plans: Iterable[Plan]) -> Iterator[tuple[Any, ...]]:
    """A group is known by the position of its first entry."""
    group, first = 0, 0
    for position, planned in enumerate(plans, start=1):
        if not planned.group or planned.group != group:
            group, first = planned.group, position
        yield (
            operation.name,
            first,
            position,
            planned.source.file[:240],
            messages.dump_one(planned.source.place),
            planned.source.label[:240],
            planned.target_doctype,
            planned.target_name,
            planned.action,
            planned.state,
            messages.dump(planned.reason, planned.warnings),
            dump_changes(planned),
            planned.snapshot or None,
            int(planned.is_reversible),
            planned.undoes_entry,
        )


def dump_changes(planned: Plan) -> str:
    """Write the changes of an entry as JSON: {field: [before, after]}."""
    return json.dumps(dict(planned.changes), ensure_ascii=False, default=str)


def discard(operation: Document) -> None:
    """Forget a plan that nobody applied: its entries go, the operation stays as Expired."""
    stored.delete_entries(operation.name)
    operation.db_set({"status": "Expired", "planned_count": 0})


def count(operation: Document) -> dict[str, int]:
    """Count the entries on the operation's own DocType by what the Sales Operation calls them."""
    counts = dict.fromkeys(ALL_COUNTERS, 0)
    for row in stored.counts(operation.name):
        if row["target_doctype"] == operation.target_doctype:
            counts[counter_of(operation, row["action"], row["state"])] += row["number"]
    return counts


def counter_of(operation: Document, action: str, state: str) -> str:
    """Name the counter of an entry. One that a later undo left alone still counts as what was done to it."""
    if state in COUNTERS and (state != "kept" or operation.kind == "Undo"):
        return COUNTERS[state]
    return APPLIED_COUNTERS.get(action, "updated_count")


def choose(operation: Document, positions: list[int], is_wanted: bool) -> int:
    """Take entries, each with its whole group, out of the plan or back into it; gives how many changed.

    Refused ones stay refused.
    """
    if frappe.db.get_value(DOCTYPE, operation.name, "status", for_update=True) != "Planned":
        frappe.throw(_("Only a plan that is not applied yet can be changed."))
    before, after = ("skipped", "planned") if is_wanted else ("planned", "skipped")
    rows = [row for row in stored.groups_at(operation.name, positions) if row["state"] == before]
    entries = [row["name"] for row in rows if before == "planned" or _may_come_back(operation, row)]
    stored.set_states(entries, after)
    operation.db_set(count(operation))
    return len(entries)


def _may_come_back(operation: Document, entry: Mapping[str, Any]) -> bool:
    """What the user had left out; of an import also what looks like somebody who is there already."""
    reason, _warnings = messages.load(entry["reason"])
    return operation.kind == "Import" or reason is None


def enqueue(method: str, operation: str, user: str | None = None) -> None:
    """Queue a job on an operation as the user who asked, with the next commit."""
    frappe.enqueue(
        method,
        queue="long",
        timeout=6 * 3600,
        operation=operation,
        user=user or frappe.session.user,
        enqueue_after_commit=True,
    )
