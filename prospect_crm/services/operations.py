"""Every change of many records: plan -> preview -> apply -> journal.

The only writer of many records. A plan is stored as entries before anything is written; apply consumes
the stored entries and never reads their source again. Each chunk is one transaction that holds both the
records and what the journal says of them, so a killed worker leaves neither half.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import add_to_date, now_datetime

from prospect_crm.domain.message import DomainError, Message
from prospect_crm.domain.operation import Outcome
from prospect_crm.queries import bulk_write
from prospect_crm.queries import operations as stored
from prospect_crm.services import messages
from prospect_crm.services import operation_plans as plans
from prospect_crm.services.handlers import handler_for

DOCTYPE = "Sales Operation"
INLINE_LIMIT = 200
CHUNK = 50
MAX_REFUSAL = 500
ENDED = ("Done", "Cancelled", "Failed", "Expired")


@dataclass(slots=True)
class Progress:
    """How far an operation is; ``counts`` has one number a counter of the Sales Operation."""

    operation: str
    status: str
    counts: dict[str, int] = field(default_factory=dict)
    error_message: str = ""


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
            plans.enqueue("prospect_crm.tasks.operations.run", operation.name)
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
    # what is made in bulk knows it: a lead its source, a rep that one notice is enough
    frappe.flags.sales_operation_kind = operation.kind
    entries = stored.next_planned(name, CHUNK)
    for entry in entries:
        outcome = _outcome(lambda entry=entry: handler.apply(operation, entry))
        values = {"state": outcome.state, "target_name": outcome.target_name or entry["target_name"]}
        if outcome.reason:
            _reason, warnings = messages.load(entry["reason"])
            values["reason"] = messages.dump(outcome.reason, warnings)
        stored.update_entry(entry["name"], values)
    frappe.flags.sales_operation_kind = None
    operation.db_set({**plans.count(operation), "heartbeat": now_datetime()}, update_modified=False)
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
        plans.discard(operation)
        _set_status(operation.name, "Cancelled", request_key=None)
    elif status in ("Queued", "Running", "Interrupted"):
        _set_status(operation.name, "Cancelled", request_key=None, ended_on=now_datetime())
    return progress(operation.name)


def progress(name: str) -> Progress:
    """Say how far the operation is."""
    operation = frappe.get_doc(DOCTYPE, name)
    counts = {
        name: operation.get(name) or 0
        for name in (*plans.COUNTERS.values(), "created_count", "updated_count")
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
        plans.enqueue("prospect_crm.tasks.operations.run", row.name, user=row.owner)
    return [row.name for row in found]


def expire_plans() -> int:
    """Forget plans that nobody applied in time; gives how many."""
    found = frappe.get_all(
        DOCTYPE,
        filters={"status": ["in", ["Planning", "Planned"]], "expires_on": ["<", now_datetime()]},
        pluck="name",
    )
    for name in found:
        plans.discard(frappe.get_doc(DOCTYPE, name))
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
