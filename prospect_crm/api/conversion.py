"""Converting people to client contacts, leads to opportunities, companies to clients.

Server Scripts call these by ``frappe.call``; docs/server-scripts.md says which, and when.
"""

from dataclasses import asdict
from typing import Any

import frappe

from prospect_crm.api.arguments import as_dict, as_list
from prospect_crm.api.guard import complete
from prospect_crm.services import conversion_jobs, conversions, operations, origins


@frappe.whitelist(methods=["GET", "POST"])
@complete
def preview(doctype: str, name: str, choices: str | dict | None = None) -> dict[str, Any]:
    """Say what a conversion would do, with possible duplicates; nothing is written."""
    return conversions.preview(doctype, name, as_dict(choices))


@frappe.whitelist(methods=["POST"])
@complete
def convert(doctype: str, name: str, choices: str | dict | None = None, seen: str = "") -> dict[str, Any]:
    """Convert one record and give what it became; the second call gives the first result."""
    is_script = bool(frappe.flags.in_safe_exec)
    result = conversions.convert(doctype, name, as_dict(choices), seen=seen, owns_transaction=not is_script)
    return asdict(result)


@frappe.whitelist(methods=["POST"])
@complete
def convert_later(doctype: str, name: str, choices: str | dict | None = None) -> None:
    """Convert one record in the background, once the transaction that asks is committed: for document events."""
    conversion_jobs.convert_later(doctype, name, as_dict(choices))


@frappe.whitelist(methods=["POST"])
@complete
def plan_many(
    doctype: str, selection: str | dict, choices: str | dict | None = None, token: str = ""
) -> dict[str, Any]:
    """Plan the conversion of many records; gives how far the operation is, to look at before it is applied.

    ``selection`` is {"names": […]}, or {"filters": […]} for all that match.
    """
    names = conversions.selected(doctype, as_dict(selection))
    operation = conversions.plan_many(doctype, names, as_dict(choices), token=token)
    return asdict(operations.progress(operation.name))


@frappe.whitelist(methods=["POST"])
@complete
def convert_many(
    doctype: str, names: str | list, choices: str | dict | None = None, token: str = ""
) -> dict[str, Any]:
    """Convert many records at once, those that can be; gives how far the operation is."""
    return asdict(conversions.convert_many(doctype, as_list(names, str), as_dict(choices), token=token))


@frappe.whitelist(methods=["GET", "POST"])
@complete
def ties(doctype: str, name: str) -> dict[str, Any]:
    """Say what a record became, and what it was made from with what came along."""
    return origins.ties_of(doctype, name)
