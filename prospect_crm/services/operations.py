"""Every change of many records: plan -> preview -> apply -> journal -> undo.

The only writer of many records. A plan is stored as entries before anything is written; apply consumes
the stored entries and never reads their source again. Each chunk is one transaction that holds both the
records and what the journal says of them, so a killed worker leaves neither half.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from time import monotonic, sleep
from typing import TYPE_CHECKING, Any

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import add_to_date, now_datetime

from prospect_crm.queries import bulk_write
from prospect_crm.queries import operations as stored
from prospect_crm.services import journal, messages, operation_groups
from prospect_crm.services import operation_plans as plans
from prospect_crm.services.handlers import handler_for

if TYPE_CHECKING:
    from prospect_crm.domain.operation import Outcome, Path
    from prospect_crm.services.handlers import Handler

DOCTYPE = "Sales Operation"
INLINE_LIMIT = 200
CHUNK = 50
SET_CHUNK = 1000
MAX_TRIES = 5
RETRY_SECONDS = 0.2
MAX_ATTEMPTS = 6
ENDED = ("Done", "Cancelled", "Failed", "Expired")


@dataclass(slots=True)
class Progress:
    """How far an operation is; ``counts`` has one number a counter of the Sales Operation.

    ``rate`` is in records a second; ``seconds_left`` is ``None`` where nobody can say.
    """

    operation: str
    status: str
    counts: dict[str, int] = field(default_factory=dict)
    error_message: str = ""
    rate: float = 0
    seconds_left: int | None = None


# -- apply ---------------------------------------------------------------------


def apply(operation: Document, *, why: str = "") -> Progress:
    """Carry the plan out: at once up to ``INLINE_LIMIT`` records, else in the background as the same user.

    A second call, or a second click, finds the operation queued, running or done and starts nothing.
    """
    status = frappe.db.get_value(DOCTYPE, operation.name, "status", for_update=True)
    if status == "Planned":
        _set_status(operation.name, "Queued", started_on=now_datetime(), why=why or operation.why)
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
        if not is_mine or not _take_up(name):
            return
        try:
            _run_chunks(name)
        except Exception:
            frappe.db.rollback()
            frappe.log_error(title=f"Sales Operation {name}")
            _set_status(name, "Interrupted")
            frappe.db.commit()
            _publish(name)
            return
        finish(name)


def _take_up(name: str) -> bool:
    """Mark the operation as running; one that was killed again and again without progress has failed."""
    before = frappe.db.get_value(DOCTYPE, name, ["status", "attempts", "resumed_count"], as_dict=True)
    if before.status not in ("Queued", "Running", "Interrupted"):
        return False
    if before.attempts >= MAX_ATTEMPTS:
        sentence = _("It was interrupted {0} times at the same record and was given up.").format(MAX_ATTEMPTS)
        _set_status(name, "Failed", error_message=sentence, ended_on=now_datetime(), request_key=None)
        frappe.db.commit()
        return False
    resumed = before.resumed_count + (before.status != "Queued")
    values = {"heartbeat": now_datetime(), "attempts": before.attempts + 1, "resumed_count": resumed}
    _set_status(name, "Running", **values)
    frappe.db.commit()
    return True


def _run_chunks(name: str) -> None:
    """A deadlock, or a lock held too long by somebody else, is worth another try."""
    tries, began, done = 0, monotonic(), 0
    while frappe.db.get_value(DOCTYPE, name, "status") == "Running":
        try:
            number = apply_chunk(name, rate=done / max(monotonic() - began, 0.001))
        except (frappe.QueryDeadlockError, frappe.QueryTimeoutError):
            frappe.db.rollback()
            tries += 1
            if tries == MAX_TRIES:
                raise
            sleep(tries * RETRY_SECONDS)
            continue
        if not number:
            return
        done, tries = done + number, 0
        _publish(name)


def apply_chunk(name: str, *, rate: float = 0) -> int:
    """Apply the next entries as one transaction, journal included; gives how many there were.

    ``rate`` is how many records a second were applied so far, for whoever watches.
    """
    operation = frappe.get_doc(DOCTYPE, name)
    handler = handler_for(operation.kind)
    path, why = handler.path(operation)
    entries = stored.next_planned(name, _chunk(path, operation))
    if not entries:
        return 0
    outcomes = _applied(handler, path, operation, entries)
    journal.write(operation, entries, outcomes)
    handler.applied(operation, entries, outcomes)
    progressed = {
        "heartbeat": now_datetime(),
        "attempts": 0,
        "rate": rate,
        "path": path,
        "path_reason": messages.dump_one(why) or "",
    }
    operation.db_set({**journal.counters(operation, entries, outcomes), **progressed}, update_modified=False)
    frappe.db.commit()
    return len(entries)


def _applied(
    handler: Handler, path: Path, operation: Document, entries: list[dict[str, Any]]
) -> list[Outcome]:
    # what is made in bulk knows it: a lead its source, a rep that one notice is enough
    frappe.flags.sales_operation_kind = operation.kind
    try:
        if path == "Set":
            return handler.apply_many(operation, entries)
        return list(operation_groups.apply(handler, operation, entries))
    finally:
        frappe.flags.sales_operation_kind = None


def _chunk(path: Path, operation: Document) -> int:
    """Where a worker died twice at the same place, one record after the other shows which one it is."""
    if operation_groups.goes_singly(operation):
        return 1
    return SET_CHUNK if path == "Set" else CHUNK


def cancel(operation: Document) -> Progress:
    """Stop between two chunks; what is applied stays and is journaled, what is only planned never happens."""
    status = frappe.db.get_value(DOCTYPE, operation.name, "status", for_update=True)
    if status in ("Planning", "Planned"):
        plans.discard(operation)
        _set_status(operation.name, "Cancelled", request_key=None)
    elif status in ("Queued", "Running", "Interrupted"):
        _set_status(operation.name, "Cancelled", request_key=None, ended_on=now_datetime())
        # a worker that is at it finds out between two chunks and ends it; one that was killed does not
        if not bulk_write.is_locked(f"operation:{operation.name}"):
            finish(operation.name)
    return progress(operation.name)


def progress(name: str) -> Progress:
    """Say how far the operation is."""
    operation = frappe.get_doc(DOCTYPE, name)
    counts = {name: operation.get(name) or 0 for name in (*plans.ALL_COUNTERS, "undone_count")}
    rate = operation.rate or 0
    return Progress(
        operation.name,
        operation.status,
        counts,
        operation.error_message or "",
        rate=rate,
        seconds_left=round(operation.planned_count / rate)
        if rate and operation.status == "Running"
        else None,
    )


# -- the scheduler's part --------------------------------------------------------


def resume(operation: Document) -> Progress:
    """Go on with an operation whose worker was lost; does nothing while one is at work."""
    if operation.status not in ("Queued", "Running", "Interrupted"):
        frappe.throw(_("Only an operation that was interrupted can be resumed."))
    plans.enqueue("prospect_crm.tasks.operations.run", operation.name)
    frappe.db.commit()
    return progress(operation.name)


def resume_interrupted(silent_minutes: int = 10) -> list[str]:
    """Queue operations again whose worker, or whose place in the queue, was lost; gives their names.

    An operation that a worker is at has a fresh heartbeat, and its lock would turn a second worker away. What was
    lost while it was planned is planned anew.
    """
    limit = add_to_date(None, minutes=-silent_minutes)
    for row in _silent({"status": "Planning", "modified": ["<", limit]}):
        plans.enqueue("prospect_crm.tasks.operations.plan", row.name, user=row.owner)
    found = [
        *_silent({"status": ["in", ["Running", "Interrupted"]], "heartbeat": ["<", limit]}),
        *_silent({"status": ["in", ["Running", "Interrupted"]], "heartbeat": ["is", "not set"]}),
        *_silent({"status": "Queued", "started_on": ["<", limit]}),
    ]
    for row in found:
        plans.enqueue("prospect_crm.tasks.operations.run", row.name, user=row.owner)
    return [row.name for row in found]


def _silent(filters: dict[str, Any]) -> list[frappe._dict]:
    return frappe.get_all(DOCTYPE, filters=filters, fields=["name", "owner"])


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


def finish(name: str) -> None:
    """End an operation that ran out of entries or was cancelled: count anew, let its kind tie things up."""
    operation = frappe.get_doc(DOCTYPE, name)
    if operation.status == "Running":
        _set_status(name, "Done", ended_on=now_datetime())
    operation.db_set(plans.count(operation), update_modified=False)
    handler = handler_for(operation.kind)
    handler.finish(operation)
    frappe.db.commit()
    _publish(name)


def _set_status(name: str, status: str, **values: Any) -> None:
    frappe.db.set_value(DOCTYPE, name, {"status": status, **values})


def _publish(name: str) -> None:
    frappe.publish_realtime("sales_operation_progress", asdict(progress(name)), user=frappe.session.user)
