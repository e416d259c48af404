"""Converting records: looked at, one by one or many at once, undone like every operation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document

from prospect_crm.domain.conversion.company import COMPANY
from prospect_crm.permissions import rights
from prospect_crm.permissions.checks import readable, require
from prospect_crm.queries import conversions
from prospect_crm.services import (
    conversion_choices,
    conversion_company_matches,
    conversion_matches,
    conversion_views,
    operation_plans,
    operations,
    selection,
)
from prospect_crm.services.conversion_once import Conversion, Result, plan_to_look_at, result_of

__all__ = ["Result", "convert", "convert_many", "plan_many", "preview", "result_of", "selected"]

SOURCES = tuple(conversions.BECAME)
MAX_NAMES = 10_000
PLANNED_INLINE = 300
"""So many sources are planned while the user waits; more in the background."""

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
    plan = plan_to_look_at(doctype, name, chosen)
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
    return Conversion(doctype, name, chosen, seen, owns_transaction).result()


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


def _matches(source: Document) -> conversion_matches.Matches:
    """A person may be a client contact already, a company a client; a lead's person may be known under another record."""
    if source.doctype == COMPANY:
        return conversion_company_matches.matches_of(source.as_dict())
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
