"""Giving many records a rep, a status, labels, entities or any other value: planned, compared, journaled."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import cycle
from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.permissions import get_user_permissions

from prospect_crm.domain.lead import status_with_opportunity
from prospect_crm.domain.message import Message
from prospect_crm.domain.operation import Outcome, Path, Plan, Source
from prospect_crm.permissions.checks import require
from prospect_crm.permissions.conditions import allowed_names
from prospect_crm.queries.batches import by_name
from prospect_crm.services import (
    bulk_fields,
    bulk_notices,
    listeners,
    operation_plans,
    record_changes,
    record_values,
    selection,
)
from prospect_crm.services.handlers import Handler
from prospect_crm.services.labels import checked_name
from prospect_crm.services.record_values import LABELS

INLINE = 2000
"""Up to so many records are planned while the user waits; more in the background."""

MODES = ("set", "add", "remove", "deal")
"""Put a value in; add to a list; take from a list; deal several values out in turn (round robin)."""

ALREADY = Message("It has this value already.")


def plan_change(
    doctype: str,
    chosen: Mapping[str, Any],
    changes: Sequence[Mapping[str, Any]],
    *,
    title: str = "",
    why: str = "",
    request_key: str | None = None,
) -> Document:
    """Plan to change many records: ``changes`` are {"field", "mode", "value"}, the field "labels" for tags.

    Gives the Sales Operation. PermissionError without the right to write such records, ValidationError with a
    sentence for a field or a value that cannot be.
    """
    if doctype not in bulk_fields.CHANGEABLE:
        frappe.throw(_("Records of this type cannot be changed many at once."))
    require(doctype, "write")
    stored = selection.checked(doctype, chosen)
    wanted = [_checked(doctype, change) for change in changes]
    if not wanted:
        frappe.throw(_("Choose what to change."))
    return operation_plans.plan(
        "Bulk Change",
        doctype,
        title=title or _title(doctype, wanted),
        parameters={"selection": stored, "changes": wanted},
        request_key=request_key,
        why=why,
        in_background=selection.is_larger_than(doctype, stored, INLINE),
    )


def fields_of(doctype: str) -> list[dict[str, Any]]:
    """Give the fields that the user may change on many records of this kind; PermissionError without the right."""
    if doctype not in bulk_fields.CHANGEABLE:
        frappe.throw(_("Records of this type cannot be changed many at once."))
    require(doctype, "write")
    return bulk_fields.choices(doctype)


def _checked(doctype: str, change: Mapping[str, Any]) -> dict[str, Any]:
    fieldname, mode, value = change.get("field"), change.get("mode", "set"), change.get("value")
    if not isinstance(fieldname, str) or mode not in MODES:
        frappe.throw(_("The request is not complete. Reload the page and try again."))
    if fieldname == LABELS:
        names = [checked_name(str(name)) for name in (value if isinstance(value, list) else [value]) if name]
        return {"field": fieldname, "mode": mode, "value": sorted(set(filter(None, names)))}
    if mode == "deal":
        values = value if isinstance(value, list) else [value]
        return {
            "field": fieldname,
            "mode": mode,
            "value": [bulk_fields.checked(doctype, fieldname, one) for one in values if one],
        }
    return {"field": fieldname, "mode": mode, "value": bulk_fields.checked(doctype, fieldname, value)}


def _title(doctype: str, changes: Sequence[Mapping[str, Any]]) -> str:
    labels = [
        _("Labels") if change["field"] == LABELS else _label(doctype, change["field"]) for change in changes
    ]
    # translation: the DocTypes' own names
    return _("Change: {0} ({1})").format(", ".join(labels), _(doctype))


def _label(doctype: str, fieldname: str) -> str:
    # translation: the labels of the DocTypes
    return _(frappe.get_meta(doctype).get_label(fieldname), context=doctype)


class BulkChangeHandler(Handler):
    """Plans and applies a change of many records of one kind."""

    def plan(self, operation: Document) -> Iterator[Plan]:
        parameters, doctype = json.loads(operation.parameters), operation.target_doctype
        dealt = [
            cycle(change["value"]) if change["mode"] == "deal" else None for change in parameters["changes"]
        ]
        turns = list(zip(parameters["changes"], dealt, strict=True))
        for names in selection.batches(doctype, parameters["selection"]):
            yield from _plans(doctype, names, turns)

    def path(self, operation: Document) -> tuple[Path, Message]:
        """Say how the records are written, and why."""
        changes = json.loads(operation.parameters)["changes"]
        return path_for(operation.target_doctype, {change["field"] for change in changes})

    def apply(self, operation: Document, entry: Mapping[str, Any]) -> Outcome:
        return record_changes.apply_entry(operation, entry)

    def apply_many(self, operation: Document, entries: Sequence[Mapping[str, Any]]) -> list[Outcome]:
        return record_changes.apply_updates(entries)

    def finish(self, operation: Document) -> None:
        """A new rep hears once of all that became theirs."""
        if any(change["field"] == "sales_rep" for change in json.loads(operation.parameters)["changes"]):
            bulk_notices.tell_new_reps(operation)


def path_for(doctype: str, fieldnames: set[str]) -> tuple[Path, Message]:
    """Say how changes of these fields are written, and why."""
    if not bulk_fields.is_by_statement(doctype, fieldnames):
        return "Document", Message("More follows from these fields than a statement can write.")
    if reason := listeners.reason_for_documents(doctype, fieldnames - {LABELS}):
        return "Document", reason
    if _are_restricted(doctype, fieldnames):
        return "Document", Message("User Permissions decide which values you may choose.")
    return "Set", Message("Nobody listens to changes of these fields.")


def _are_restricted(doctype: str, fieldnames: set[str]) -> bool:
    """Frappe judges a document's new links by the User Permissions of whoever saves it."""
    links = {
        field.options for field in frappe.get_meta(doctype).get_link_fields() if field.fieldname in fieldnames
    }
    return bool(links & set(get_user_permissions(frappe.session.user)))


def _plans(
    doctype: str, names: Sequence[str], turns: Sequence[tuple[Mapping[str, Any], Any]]
) -> Iterator[Plan]:
    """A verdict a record, in six queries a batch."""
    writable = allowed_names(doctype, readable := allowed_names(doctype, names), "write")
    title = frappe.get_meta(doctype).get_title_field()
    wanted = {title, *(change["field"] for change, _dealt in turns), *bulk_fields.read_along(doctype)}
    found = record_values.read(doctype, sorted(readable), sorted(wanted - {"name"}))
    leads = _leads_along(doctype, found.values(), turns)
    for number, name in enumerate(names, start=1):
        current = found.get(name)
        planned = _plan(doctype, name, current, turns, is_writable=name in writable)
        if current:
            planned.source = Source(label=str(current.get(title) or name))
        lead = _lead_along(planned, leads.get((current or {}).get("lead")))
        if lead:
            planned.group = lead.group = number
        yield planned
        if lead:
            yield lead


def _plan(
    doctype: str,
    name: str,
    current: Mapping[str, Any] | None,
    turns: Sequence[tuple[Mapping[str, Any], Any]],
    *,
    is_writable: bool,
) -> Plan:
    planned = Plan("update", doctype, name)
    if current is None:
        planned.state, planned.reason = "refused", record_changes.GONE
    elif not is_writable:
        planned.state, planned.reason = "refused", record_changes.FORBIDDEN
    else:
        _judge(planned, doctype, current, turns)
    return planned


def _leads_along(
    doctype: str, rows: Iterable[Mapping[str, Any]], turns: Sequence[tuple[Mapping[str, Any], Any]]
) -> dict[str, dict[str, Any]]:
    """The leads whose status follows that of their opportunities."""
    if doctype != "Sales Opportunity" or not any(change["field"] == "status" for change, _dealt in turns):
        return {}
    return by_name("Sales Lead", [row["lead"] for row in rows if row["lead"]], ("status", "title"))


def _lead_along(opportunity: Plan, lead: Mapping[str, Any] | None) -> Plan | None:
    """Won or lost with its opportunity, a lead is journaled with it, so that both go back together."""
    if not lead or opportunity.state != "planned" or "status" not in opportunity.changes:
        return None
    after = status_with_opportunity(lead["status"], str(opportunity.changes["status"][1]))
    if after == lead["status"]:
        return None
    changes = {"status": (lead["status"], after)}
    return Plan("update", "Sales Lead", lead["name"], changes=changes, source=Source(label=lead["title"]))


def _judge(
    planned: Plan, doctype: str, current: Mapping[str, Any], turns: Sequence[tuple[Mapping[str, Any], Any]]
) -> None:
    new = {change["field"]: _new(change, dealt, current) for change, dealt in turns}
    new |= bulk_fields.consequences(doctype, current, new)
    planned.changes = {
        name: (current.get(name), value)
        for name, value in new.items()
        if not record_values.same(current.get(name), value)
    }
    if not planned.changes:
        planned.state, planned.reason = "skipped", ALREADY


def _new(change: Mapping[str, Any], dealt: Any, current: Mapping[str, Any]) -> Any:
    """The value after; values that are dealt out come in turn."""
    mode, value, before = change["mode"], change["value"], current.get(change["field"])
    if mode == "deal":
        return next(dealt)
    if mode == "add":
        return sorted({*(before or []), *(value or [])})
    if mode == "remove":
        return [entry for entry in before or [] if entry not in (value or [])]
    return value
