"""Every change of many records: plan -> preview -> apply -> journal.

The only writer of many records. A plan is stored as entries before anything is written; apply consumes
the stored entries and never reads their source again. Each chunk is one transaction that holds both the
records and what the journal says of them, so a killed worker leaves neither half.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import add_to_date, now_datetime

from prospect_crm.domain.message import DomainError, Message
from prospect_crm.domain.operation import Kind, Outcome, Plan
from prospect_crm.queries import bulk_write
from prospect_crm.queries import operations as stored
from prospect_crm.services import messages
from prospect_crm.services.handlers import handler_for

DOCTYPE = "Sales Operation"
ENTRY = "Sales Operation Entry"
INLINE_LIMIT = 200
CHUNK = 50
KEEP_PLAN_HOURS = 24
MAX_REFUSAL = 500
ENTRY_FIELDS = (
    "operation",
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
    "snapshot",
)
ENDED = ("Done", "Cancelled", "Failed", "Expired")
COUNTERS = {"skipped": "skipped_count", "refused": "refused_count", "planned": "planned_count"}
APPLIED_COUNTERS = {"create": "created_count", "update": "updated_count", "export": "updated_count"}


@dataclass(slots=True)
class Progress:
    """How far an operation is; ``counts`` has one number a counter of the Sales Operation."""

    operation: str
    status: str
    counts: dict[str, int] = field(default_factory=dict)
    error_message: str = ""


# -- plan ----------------------------------------------------------------------


def plan(
    kind: Kind,
    doctype: str,
    *,
    title: str,
    parameters: Mapping[str, Any],
    request_key: str | None = None,
    in_background: bool = False,
) -> Document:
    """Start an operation and plan it, now or in the background; the same request twice is one operation.

    Gives the Sales Operation: Planned (or Planning, in the background), or the earlier one of the same key.
    """
    if earlier := _earlier(request_key):
        return earlier
    expires_on = add_to_date(None, hours=KEEP_PLAN_HOURS)
    operation = _new(
        kind, doctype, title, parameters, status="Planning", request_key=request_key, expires_on=expires_on
    )
    if in_background:
        _enqueue("prospect_crm.tasks.operations.plan", operation.name)
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
    except DomainError as error:
        stored.delete_entries(operation.name)
        sentence = messages.translated(error.message)
        operation.db_set({"status": "Failed", "error_message": sentence, "request_key": None})
        return
    operation.db_set({"status": "Planned", **count(operation)})


def fail(operation: Document) -> None:
    """Say that planning ended on an error nobody foresaw; the Error Log has it."""
    message = Message(
        "The files could not be read to the end. The Error Log says more; tell your administrator."
    )
    stored.delete_entries(operation.name)
    operation.db_set({"status": "Failed", "error_message": messages.translated(message), "request_key": None})


def _entry_rows(operation: Document, plans: Iterable[Plan]) -> Iterator[tuple[Any, ...]]:
    for position, planned in enumerate(plans, start=1):
        yield (
            operation.name,
            planned.group or position,
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
        )


def dump_changes(planned: Plan) -> str:
    """Write the changes of an entry as JSON: {field: [before, after]}."""
    return json.dumps(dict(planned.changes), ensure_ascii=False, default=str)


def discard(operation: Document) -> None:
    """Forget a plan that nobody applied: its entries go, the operation stays as Expired."""
    stored.delete_entries(operation.name)
    operation.db_set({"status": "Expired", "planned_count": 0})


# -- preview -------------------------------------------------------------------


def count(operation: Document) -> dict[str, int]:
    """Count the entries on the operation's own DocType by what the Sales Operation calls them."""
    counts = dict.fromkeys((*COUNTERS.values(), "created_count", "updated_count"), 0)
    for row in stored.counts(operation.name):
        if row["target_doctype"] != operation.target_doctype:
            continue
        counter = COUNTERS.get(row["state"]) or APPLIED_COUNTERS.get(row["action"], "updated_count")
        counts[counter] += row["number"]
    return counts


def choose(operation: Document, positions: list[int], is_wanted: bool) -> int:
    """Take entries out of the plan or back into it; gives how many changed. Refused ones stay refused."""
    if operation.status != "Planned":
        frappe.throw(_("Only a plan that is not applied yet can be changed."))
    before, after = ("skipped", "planned") if is_wanted else ("planned", "skipped")
    entries = [row for row in stored.at_positions(operation.name, positions) if row["state"] == before]
    for entry in entries:
        stored.update_entry(entry["name"], {"state": after})
    operation.db_set(count(operation))
    return len(entries)


# -- apply ---------------------------------------------------------------------


def apply(operation: Document) -> Progress:
    """Carry the plan out: at once up to ``INLINE_LIMIT`` records, else in the background as the same user.

    A second call, or a second click, finds the operation queued, running or done and starts nothing.
    """
    status = frappe.db.get_value(DOCTYPE, operation.name, "status", for_update=True)
    if status == "Planned":
        _set_status(operation.name, "Queued", started_on=now_datetime())
        is_small = stored.count_planned(operation.name) <= INLINE_LIMIT
        if not is_small:
            _enqueue("prospect_crm.tasks.operations.run", operation.name)
        # the job is handed over with this commit: a later one might never come
        frappe.db.commit()
        if is_small:
            run(operation.name)
    elif status not in ("Queued", "Running", "Interrupted", "Done"):
        frappe.throw(_("This operation is not ready to be applied. Plan it again."))
    return progress(operation.name)


def run(name: str) -> None:
    """Apply chunk after chunk until nothing is planned any more, somebody cancels, or the database fails."""
    with bulk_write.named_lock(f"operation:{name}") as is_mine:
        if not is_mine:
            return
        _set_status(name, "Running", heartbeat=now_datetime())
        frappe.db.commit()
        try:
            while frappe.db.get_value(DOCTYPE, name, "status") == "Running" and apply_chunk(name):
                _publish(name)
        except Exception:
            frappe.db.rollback()
            frappe.log_error(title=f"Sales Operation {name}")
            _set_status(name, "Interrupted")
            frappe.db.commit()
            _publish(name)
            return
        _finish(name)


def apply_chunk(name: str) -> int:
    """Apply the next entries as one transaction, journal included; gives how many there were."""
    operation = frappe.get_doc(DOCTYPE, name)
    handler = handler_for(operation.kind)
    entries = stored.next_planned(name, CHUNK)
    for entry in entries:
        outcome = _outcome(lambda entry=entry: handler.apply(operation, entry))
        values = {"state": outcome.state, "target_name": outcome.target_name or entry["target_name"]}
        if outcome.reason:
            _reason, warnings = messages.load(entry["reason"])
            values["reason"] = messages.dump(outcome.reason, warnings)
        stored.update_entry(entry["name"], values)
    operation.db_set({**count(operation), "heartbeat": now_datetime()}, update_modified=False)
    frappe.db.commit()
    return len(entries)


def _outcome(apply_entry: Callable[[], Outcome]) -> Outcome:
    """Apply one entry; what refuses it takes back its own writes only. A failing database ends the chunk."""
    frappe.db.savepoint("operation_entry")
    try:
        return apply_entry()
    except DomainError as error:
        refusal = error.message
    except (frappe.db.OperationalError, frappe.QueryDeadlockError, frappe.QueryTimeoutError):
        raise
    except Exception as error:
        refusal = _refusal(error)
    finally:
        frappe.clear_messages()
    frappe.db.rollback(save_point="operation_entry")
    return Outcome("refused", reason=refusal)


def _refusal(error: Exception) -> Message:
    """A sentence for what a record's own validation said; an unforeseen error is logged, not shown."""
    said = frappe.utils.strip_html(str(error)).strip()
    if isinstance(error, frappe.PermissionError):
        return Message("You are not allowed to do this to this record. Ask whoever manages your rights.")
    if isinstance(error, frappe.MandatoryError) and "]: " in said:
        # Frappe says "[DocType, name]: fieldname, fieldname"
        return Message("A required value is missing: {fields}.", {"fields": said.split("]: ", 1)[1]})
    if isinstance(error, frappe.ValidationError | frappe.NameError) and said:
        return Message("{error}", {"error": said[:MAX_REFUSAL]})
    frappe.log_error(title="Sales Operation Entry")
    return Message("This record could not be saved. The Error Log says more; tell your administrator.")


def cancel(operation: Document) -> Progress:
    """Stop between two chunks; what is applied stays and is journaled, what is only planned never happens."""
    status = frappe.db.get_value(DOCTYPE, operation.name, "status", for_update=True)
    if status in ("Planning", "Planned"):
        discard(operation)
        _set_status(operation.name, "Cancelled", request_key=None)
    elif status in ("Queued", "Running", "Interrupted"):
        _set_status(operation.name, "Cancelled", request_key=None, ended_on=now_datetime())
    return progress(operation.name)


def progress(name: str) -> Progress:
    """Say how far the operation is."""
    operation = frappe.get_doc(DOCTYPE, name)
    counts = {
        name: operation.get(name) or 0 for name in (*COUNTERS.values(), "created_count", "updated_count")
    }
    return Progress(operation.name, operation.status, counts, operation.error_message or "")


# -- the scheduler's part --------------------------------------------------------


def resume_interrupted(silent_minutes: int = 10) -> list[str]:
    """Queue operations again whose worker gave no sign of life; gives their names."""
    limit = add_to_date(None, minutes=-silent_minutes)
    found = frappe.get_all(
        DOCTYPE,
        filters={"status": ["in", ["Running", "Interrupted"]], "heartbeat": ["<", limit]},
        fields=["name", "owner"],
    )
    for row in found:
        _enqueue("prospect_crm.tasks.operations.run", row.name, user=row.owner)
    return [row.name for row in found]


def expire_plans() -> int:
    """Forget plans that nobody applied in time; gives how many."""
    found = frappe.get_all(
        DOCTYPE,
        filters={"status": ["in", ["Planning", "Planned"]], "expires_on": ["<", now_datetime()]},
        pluck="name",
    )
    for name in found:
        discard(frappe.get_doc(DOCTYPE, name))
        _set_status(name, "Expired", request_key=None)
    return len(found)


# -- parts -----------------------------------------------------------------------


def _finish(name: str) -> None:
    if frappe.db.get_value(DOCTYPE, name, "status") == "Running":
        _set_status(name, "Done", ended_on=now_datetime())
    frappe.db.commit()
    _publish(name)


def _set_status(name: str, status: str, **values: Any) -> None:
    frappe.db.set_value(DOCTYPE, name, {"status": status, **values})


def _publish(name: str) -> None:
    frappe.publish_realtime("sales_operation_progress", asdict(progress(name)), user=frappe.session.user)


def _enqueue(method: str, operation: str, user: str | None = None) -> None:
    frappe.enqueue(
        method,
        queue="long",
        timeout=6 * 3600,
        operation=operation,
        user=user or frappe.session.user,
        enqueue_after_commit=True,
    )
