"""Import of people from the desk: plan from uploaded files, look, choose, apply."""

from dataclasses import asdict
from typing import Any

import frappe
from frappe.model.document import Document

from prospect_crm.api.arguments import as_dict, as_list, own_operation
from prospect_crm.api.guard import complete
from prospect_crm.services import imports, operation_plans, operation_preview, operations, templates

OPTIONS = {"charset": str, "region": str, "strict": bool}


@frappe.whitelist(methods=["POST"])
@complete
def plan(
    files: str | list, options: str | dict | None = None, labels: str | list | None = None
) -> dict[str, Any]:
    """Plan the import of uploaded files, shown by their labels; nothing else is written.

    Gives the operation's name and status, and ``ended_on`` when the files had been imported before.
    """
    operation = imports.plan_import(as_list(files, str), _options(options), as_list(labels or [], str))
    return _planned(operation)


@frappe.whitelist(methods=["POST"])
@complete
def plan_again(operation: str) -> dict[str, Any]:
    """Plan the files of an ended import anew, as a new operation."""
    return _planned(imports.plan_again(own_operation(operation)))


@frappe.whitelist(methods=["GET", "POST"])
@complete
def preview(
    operation: str, state: str = "", file: str = "", start: int = 0, length: int = operation_preview.PAGE
) -> dict[str, Any]:
    """Give a page of what would happen, or of what has happened, with the totals."""
    page = operation_preview.preview(
        own_operation(operation), state=state, file=file, start=start, length=length
    )
    return asdict(page)


@frappe.whitelist(methods=["POST"])
@complete
def choose(operation: str, positions: str | list, is_wanted: bool) -> int:
    """Take entries out of the plan, or back into it; gives how many changed."""
    return operation_plans.choose(own_operation(operation), as_list(positions, int), bool(is_wanted))


@frappe.whitelist(methods=["POST"])
@complete
def correct(operation: str, position: int, values: str | dict) -> dict[str, Any]:
    """Give a refused entry the values it lacks; gives its new state and reason."""
    return imports.correct(own_operation(operation), position, as_dict(values))


@frappe.whitelist(methods=["POST"])
@complete
def apply(operation: str) -> dict[str, Any]:
    """Write what the plan says; a second call starts nothing and tells how far it is."""
    return asdict(operations.apply(own_operation(operation)))


@frappe.whitelist(methods=["POST"])
@complete
def cancel(operation: str) -> dict[str, Any]:
    """Give a plan up, or stop a running import after the batch it is in."""
    return asdict(operations.cancel(own_operation(operation)))


@frappe.whitelist(methods=["GET", "POST"])
@complete
def progress(operation: str) -> dict[str, Any]:
    """Say how far the operation is."""
    return asdict(operations.progress(own_operation(operation).name))


@frappe.whitelist(methods=["GET"])
@complete
def template() -> None:
    """Download the workbook to fill in, in the user's language and with the site's own lists."""
    file = templates.contact_template()
    frappe.local.response.filename = file.name
    frappe.local.response.filecontent = file.content
    frappe.local.response.type = "download"


def _planned(operation: Document) -> dict[str, Any]:
    """``ended_on`` is set when the files had been imported before and nothing was planned."""
    return {"operation": operation.name, "status": operation.status, "ended_on": operation.ended_on}


def _options(options: str | dict | None) -> dict[str, Any]:
    """Only known options of their type, so that nobody can smuggle anything into the stored parameters."""
    return {
        name: value
        for name, value in as_dict(options).items()
        if name in OPTIONS and isinstance(value, OPTIONS[name])
    }
