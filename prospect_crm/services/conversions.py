"""Converting records: exactly once, one transaction a source, undone like every operation.

A second call, a retry, two users or two workers get the first result: the source's row is locked, the operation is
keyed by the source, and the writer asks the row again before it writes.
"""

from __future__ import annotations

import random
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document

from prospect_crm.domain.message import Message
from prospect_crm.permissions import rights
from prospect_crm.permissions.checks import readable, require
from prospect_crm.queries import conversions
from prospect_crm.services import (
    conversion_choices,
    conversion_facts,
    conversion_matches,
    conversion_views,
    messages,
    operation_plans,
    operations,
    selection,
)
from prospect_crm.services.history_changes import title_of

SOURCES = tuple(conversions.BECAME)
MAX_NAMES = 10_000
PLANNED_INLINE = 300
"""So many sources are planned while the user waits; more in the background."""
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


# -- one source -----------------------------------------------------------------


def preview(doctype: str, name: str, choices: Mapping[str, Any]) -> dict[str, Any]:
    """Say what a conversion would do, without writing anything; with possible duplicates and the defaults.

    A source that is converted gives {"became": Result}. DoesNotExistError where it is missing or not readable.
    """
    source = _source(doctype, name)
    if became := result_of(doctype, name):
        return {"became": asdict(became)}
    require_rights(doctype)
    chosen = conversion_choices.checked(doctype, choices)
    matches = _matches(source)
    if "contact" not in choices and doctype == "Contact Prospect":
        chosen |= _best_contact(matches)
    plan = _plan(doctype, name, chosen)
    return {
        **conversion_views.view(plan),
        "choices": {**_defaults(doctype, plan), **chosen},
        "matches": [asdict(match) for match in matches.found],
        "ask": matches.ask,
        "own_person": source.get("person_name") or "",
    }


def convert(
    doctype: str,
    name: str,
    choices: Mapping[str, Any] | None = None,
    *,
    seen: str = "",
    owns_transaction: bool = False,
) -> Result:
    """Convert one source and give what it became; whoever comes second gets the same.

    ``seen`` is the digest of the preview that the user looked at: when the conversion would write something else by
    now, ValidationError says so. ValidationError names whatever refuses it; then nothing was written.
    A person whose known client contact nobody has chosen or declined becomes the one that strongly matches.
    ``owns_transaction``: nothing of the caller's is pending, so it may wait for somebody else's conversion.
    """
    source = _source(doctype, name)
    require_rights(doctype)
    chosen = conversion_choices.checked(doctype, choices or {})
    if doctype == "Contact Prospect" and "contact" not in (choices or {}):
        chosen |= _best_contact(_matches(source))
    refusal: Message | None = None
    for attempt in range(ATTEMPTS):
        try:
            found = _try(doctype, name, chosen, seen, owns_transaction)
        except (frappe.QueryDeadlockError, frappe.QueryTimeoutError):
            # two who look for keys that are not there yet may stand in each other's way
            if not owns_transaction:
                raise
            frappe.db.rollback()
            time.sleep(random.uniform(0, PAUSE * (attempt + 1)))
            continue
        if isinstance(found, Result):
            return found
        if found == refusal:
            break
        refusal = found
    return messages.throw(refusal or TRY_AGAIN)


def _try(
    doctype: str, name: str, chosen: Mapping[str, Any], seen: str, owns_transaction: bool
) -> Result | Message:
    """Convert, or find converted; else give why it was refused: what has changed meanwhile is worth another try."""
    _wait(doctype, name, owns_transaction)
    if became := result_of(doctype, name):
        return became
    if seen and seen != conversion_views.digest(_plan(doctype, name, chosen)):
        frappe.throw(_("Something has changed since you looked. Look again at what will happen."))
    operation = _apply(doctype, name, chosen)
    if became := result_of(doctype, name):
        return replace(became, is_new=became.operation == operation.name)
    return _free(operation)


def _apply(doctype: str, name: str, chosen: Mapping[str, Any]) -> Document:
    """Plan and apply the operation of this source, whose row is locked until the operation has its key."""
    title = _("Conversion: {0}").format(title_of(doctype, name))
    operation = operation_plans.plan(
        "Conversion",
        doctype,
        title=title,
        parameters={"names": [name], "choices": dict(chosen), "is_bulk": False},
        request_key=request_key(doctype, name),
    )
    if operation.status == "Planned" and not operation.planned_count:
        # the plan goes with the transaction
        messages.throw(_free(operation))
    operations.apply(operation)
    # somebody who waits may have taken it up
    end = time.monotonic() + PATIENCE
    while _status(operation.name) in UNDER_WAY and time.monotonic() < end:
        frappe.db.rollback()
        time.sleep(PAUSE)
    return operation


def _status(operation: str) -> str:
    return str(frappe.db.get_value("Sales Operation", operation, "status", for_update=True))


def request_key(doctype: str, name: str) -> str:
    """Give the key under which one source is converted: there is one operation of it at a time."""
    return f"convert:{doctype}:{name}"


def _wait(doctype: str, name: str, owns_transaction: bool) -> None:
    """Lock the source once nobody else is converting it; who died at it is stood in for."""
    start = time.monotonic()
    while time.monotonic() < start + PATIENCE:
        if owns_transaction:
            # a transaction that begins with locks sees what was committed while it waited for them
            frappe.db.rollback()
        conversions.became(doctype, [name], lock=True)
        key = {"request_key": request_key(doctype, name)}
        found = frappe.db.get_value("Sales Operation", key, ["name", "status"], as_dict=True, for_update=True)
        if not found:
            return
        if found.status not in UNDER_WAY:
            frappe.db.set_value("Sales Operation", found.name, "request_key", None, update_modified=False)
            return
        if not owns_transaction:
            break
        frappe.db.rollback()
        if time.monotonic() > start + STAND_IN:
            operations.run(found.name)
        time.sleep(PAUSE)
    frappe.throw(_("Somebody is converting this record right now. Try again in a moment."))


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


def result_of(doctype: str, name: str) -> Result | None:
    """Give what a source became, ``None`` while it is not converted; a result that is hidden has no title."""
    result = conversions.became(doctype, [name], lock=True).get(name)
    if not result:
        return None
    kind = conversions.BECAME[doctype][0]
    operation = conversions.operation_of(doctype, name) or {}
    return Result(kind, result, title_of(kind, result), operation.get("name") or "", is_new=False)


# -- many ------------------------------------------------------------------------


def selected(doctype: str, chosen: Mapping[str, Any]) -> list[str]:
    """Name the records of a selection: those ticked, or all that match filters, readable ones only."""
    check_kind(doctype)
    require_rights(doctype)
    found: list[str] = []
    for names in selection.batches(doctype, selection.checked(doctype, chosen)):
        found += names
        if len(found) > MAX_NAMES:
            break
    return found


def plan_many(
    doctype: str, names: Sequence[str], choices: Mapping[str, Any] | None = None, *, token: str = ""
) -> Document:
    """Plan the conversion of many sources; gives the operation to look at and apply.

    ``token`` is the dialog's: the same one again is the same operation. Sources that are converted meanwhile, or by
    somebody else's operation, keep their first result.
    """
    check_kind(doctype)
    require_rights(doctype)
    wanted = list(dict.fromkeys(names))
    if not wanted:
        frappe.throw(_("Nothing is selected. Tick the records first."))
    if len(wanted) > MAX_NAMES:
        frappe.throw(
            _("More than {0} records at once are too many. Filter the list further.").format(MAX_NAMES)
        )
    chosen = conversion_choices.checked(doctype, choices or {})
    return operation_plans.plan(
        "Conversion",
        doctype,
        title=_("Conversion of {0} records").format(len(wanted)),
        parameters={"names": wanted, "choices": chosen, "is_bulk": True},
        request_key=f"convert:{frappe.session.user}:{token}"[:140] if token else None,
        in_background=len(wanted) > PLANNED_INLINE,
    )


def convert_many(
    doctype: str, names: Sequence[str], choices: Mapping[str, Any] | None = None, *, token: str = ""
) -> operations.Progress:
    """Plan and apply at once, for scripts; above 200 records the work goes on in the background."""
    operation = plan_many(doctype, names, choices, token=token)
    return (
        operations.apply(operation) if operation.status == "Planned" else operations.progress(operation.name)
    )


# -- parts ------------------------------------------------------------------------


def require_rights(doctype: str) -> None:
    """Raise PermissionError with a sentence unless the user may convert this kind of record."""
    if doctype == "Contact Prospect":
        rights.require("convert")
    target = conversions.BECAME[doctype][0]
    if doctype != target:
        require(target, "create")


def check_kind(doctype: str) -> None:
    if doctype not in SOURCES:
        frappe.throw(_("Records of this type are not converted."))


def _source(doctype: str, name: str) -> Document:
    check_kind(doctype)
    return readable(doctype, name)


def _plan(doctype: str, name: str, chosen: Mapping[str, Any]) -> Any:
    """A plan to look at: numbers that it has drawn from a naming series are given back."""
    frappe.db.savepoint(LOOK)
    [*_before, plan] = conversion_facts.plans_of(doctype, [name], chosen, is_bulk=False)
    frappe.db.rollback(save_point=LOOK)
    return plan


def _matches(source: Document) -> conversion_matches.Matches:
    """A person may be a client contact already; a lead's person may be known under another record."""
    if source.doctype == "Contact Prospect":
        return conversion_matches.matches_of(source.as_dict(), ["Contact"])
    if source.doctype == "Sales Lead" and source.contact_prospect:
        person = frappe.get_doc("Contact Prospect", source.contact_prospect)
        if person.has_permission("read"):
            return conversion_matches.matches_of(person.as_dict())
        frappe.clear_messages()
    return conversion_matches.Matches()


def _best_contact(matches: conversion_matches.Matches) -> dict[str, str]:
    """The safe answer is the known contact: nothing of it is overwritten, and nobody is there twice."""
    strong = next((match for match in matches.found if match.is_strong), None)
    return {"contact": strong.name} if strong else {}


def _defaults(doctype: str, plan: Any) -> dict[str, Any]:
    """What the fields of the dialog hold when it opens: the values that the opportunity would get."""
    if doctype != "Sales Lead":
        return {}
    step = next((step for step in plan.steps if step.doctype == "Sales Opportunity"), None)
    values = {name: after for name, (_before, after) in step.changes.items()} if step else {}
    return {name: values[name] for name in conversion_choices.OF_OPPORTUNITY if name in values}
