"""One source converted exactly once, in one transaction.

A second call, a retry, two users or two workers get the first result: the source's row is locked, the operation is
keyed by the source, and the writer asks the row again before it writes.
"""

from __future__ import annotations

import random
import time
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document

from prospect_crm.domain.message import Message
from prospect_crm.queries import conversions
from prospect_crm.services import (
    conversion_facts,
    conversion_views,
    messages,
    operation_plans,
    operations,
)
from prospect_crm.services.history_changes import title_of

ATTEMPTS = 10
PATIENCE, STAND_IN, PAUSE = 30.0, 5.0, 0.05
"""Seconds: to wait for somebody else's conversion of the same source, until one takes it up oneself, between looks."""
LOOK = "conversion_look"
UNDER_WAY = ("Queued", "Running", "Interrupted")
TRY_AGAIN = Message("This record could not be converted. Try again.")


@dataclass(frozen=True, slots=True)
class Result:
    """What a source became, and the operation that did it; ``is_new``: this call did it."""

    doctype: str
    name: str
    title: str
    operation: str
    is_new: bool


def result_of(doctype: str, name: str) -> Result | None:
    """Give what a source became, ``None`` while it is not converted; a result that is hidden has no title."""
    result = conversions.became(doctype, [name], lock=True).get(name)
    if not result:
        return None
    kind = conversions.BECAME[doctype][0]
    operation = conversions.operation_of(doctype, name) or {}
    return Result(kind, result, title_of(kind, result), operation.get("name") or "", is_new=False)


def plan_to_look_at(doctype: str, name: str, chosen: Mapping[str, Any]) -> Any:
    """Give the plan of one source; numbers that it has drawn from a naming series are given back."""
    frappe.db.savepoint(LOOK)
    [*_before, plan] = conversion_facts.plans_of(doctype, [name], chosen, is_bulk=False)
    frappe.db.rollback(save_point=LOOK)
    return plan


@dataclass(frozen=True, slots=True)
class Conversion:
    """One source with what the user chose; ``seen`` and ``owns_transaction`` as ``conversions.convert`` says.

    ``own`` are the operations that this call has begun: who waits may have ended one of them.
    """

    doctype: str
    name: str
    chosen: Mapping[str, Any]
    seen: str
    owns_transaction: bool
    own: set[str] = field(default_factory=set)

    def result(self) -> Result:
        """Convert and give the result; ValidationError says why it cannot be."""
        refusal: Message | None = None
        for attempt in range(ATTEMPTS):
            found = self._attempt(attempt)
            if isinstance(found, Result):
                return found
            if found and found == refusal:
                break
            refusal = found or refusal
        return messages.throw(refusal or TRY_AGAIN)

    def _attempt(self, number: int) -> Result | Message | None:
        """Two who look for keys that are not there yet may stand in each other's way: then ``None``, after a pause."""
        try:
            return self._try()
        except (frappe.QueryDeadlockError, frappe.QueryTimeoutError):
            if not self.owns_transaction:
                raise
        frappe.db.rollback()
        time.sleep(random.uniform(0, PAUSE * (number + 1)))
        return None

    def _try(self) -> Result | Message:
        """Convert, or find converted; else give why it was refused: what has changed meanwhile is worth another try."""
        self._wait()
        if became := self._became():
            return became
        self._check_seen()
        operation = self._apply()
        return self._became() or _free(operation)

    def _became(self) -> Result | None:
        became = result_of(self.doctype, self.name)
        return became and replace(became, is_new=became.operation in self.own)

    def _check_seen(self) -> None:
        if not self.seen:
            return
        plan = plan_to_look_at(self.doctype, self.name, self.chosen)
        if self.seen != conversion_views.digest(plan):
            frappe.throw(_("Something has changed since you looked. Look again at what will happen."))

    def _apply(self) -> Document:
        """Plan and apply the operation of this source, whose row is locked until the operation has its key."""
        operation = operation_plans.plan(
            "Conversion",
            self.doctype,
            title=_("Conversion: {0}").format(title_of(self.doctype, self.name)),
            parameters={"names": [self.name], "choices": dict(self.chosen), "is_bulk": False},
            request_key=self._key(),
        )
        self.own.add(str(operation.name))
        if operation.status == "Planned" and not operation.planned_count:
            # the plan goes with the transaction
            messages.throw(_free(operation))
        operations.apply(operation)
        _await_end(operation.name)
        return operation

    def _key(self) -> str:
        """There is one operation of a source at a time."""
        return f"convert:{self.doctype}:{self.name}"

    def _wait(self) -> None:
        """Lock the source once nobody else is converting it; who died at it is stood in for."""
        start = time.monotonic()
        while time.monotonic() < start + PATIENCE:
            found = self._under_way()
            if not found:
                return
            if not self.owns_transaction:
                break
            frappe.db.rollback()
            if time.monotonic() > start + STAND_IN:
                operations.run(found)
            time.sleep(PAUSE)
        frappe.throw(_("Somebody is converting this record right now. Try again in a moment."))

    def _under_way(self) -> str | None:
        """Lock the source; name the operation that is at it. One that has ended makes room for another."""
        if self.owns_transaction:
            # a transaction that begins with locks sees what was committed while it waited for them
            frappe.db.rollback()
        conversions.became(self.doctype, [self.name], lock=True)
        key = {"request_key": self._key()}
        found = frappe.db.get_value("Sales Operation", key, ["name", "status"], as_dict=True, for_update=True)
        if found and found.status not in UNDER_WAY:
            frappe.db.set_value("Sales Operation", found.name, "request_key", None, update_modified=False)
            return None
        return str(found.name) if found else None


def _await_end(operation: str) -> None:
    """Somebody who waits may have taken it up."""
    end = time.monotonic() + PATIENCE
    while _status(operation) in UNDER_WAY and time.monotonic() < end:
        frappe.db.rollback()
        time.sleep(PAUSE)


def _status(operation: str) -> str:
    return str(frappe.db.get_value("Sales Operation", operation, "status", for_update=True))


def _free(operation: Document) -> Message:
    """Give why nothing was converted, and let the source be tried again."""
    frappe.db.set_value("Sales Operation", operation.name, "request_key", None, update_modified=False)
    rows = frappe.get_all(
        "Sales Operation Entry",
        filters={"operation": operation.name, "state": "refused"},
        pluck="reason",
        order_by="position",
    )
    reasons = [messages.load(row)[0] for row in rows]
    return next((reason for reason in reasons if reason and "reason" not in reason.parameters), TRY_AGAIN)
