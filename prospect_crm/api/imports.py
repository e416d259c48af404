"""Import of people from the desk: plan from uploaded files, complete what was refused; the rest is an operation's."""

from typing import Any

import frappe

from prospect_crm.api.arguments import as_dict, as_list, own_operation, planned
from prospect_crm.api.guard import complete
from prospect_crm.services import imports, templates

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
    return {**planned(operation), "ended_on": operation.ended_on}


@frappe.whitelist(methods=["POST"])
@complete
def plan_again(operation: str) -> dict[str, Any]:
    """Plan the files of an ended import anew, as a new operation."""
    return planned(imports.plan_again(own_operation(operation)))


@frappe.whitelist(methods=["POST"])
@complete
def correct(operation: str, position: int, values: str | dict) -> dict[str, Any]:
    """Give a refused entry the values it lacks; gives its new state and reason."""
    return imports.correct(own_operation(operation), position, as_dict(values))


@frappe.whitelist(methods=["GET"])
@complete
def template() -> None:
    """Download the workbook to fill in, in the user's language and with the site's own lists."""
    file = templates.contact_template()
    frappe.local.response.filename = file.name
    frappe.local.response.filecontent = file.content
    frappe.local.response.type = "download"


def _options(options: str | dict | None) -> dict[str, Any]:
    """Only known options of their type, so that nobody can smuggle anything into the stored parameters."""
    return {
        name: value
        for name, value in as_dict(options).items()
        if name in OPTIONS and isinstance(value, OPTIONS[name])
    }
