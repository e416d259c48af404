"""Arguments as browsers send them, checked before a service sees them.

Endpoints keep their annotations real (no ``from __future__ import annotations``): Frappe checks them.
"""

import json
from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document

MAX_ITEMS = 100_000
MAX_TOKEN = 100


def as_list(value: str | list[Any], item: type) -> list[Any]:
    """Give a list of one type from a list or its JSON; ValidationError with a sentence for anything else."""
    found = parsed(value)
    if (
        not isinstance(found, list)
        or len(found) > MAX_ITEMS
        or not all(type(entry) is item for entry in found)
    ):
        frappe.throw(_("The request is not complete. Reload the page and try again."))
    return found


def as_dict(value: str | dict[str, Any] | None) -> dict[str, Any]:
    """Give a dictionary from a dictionary or its JSON; ValidationError with a sentence for anything else."""
    found = parsed(value or {})
    if not isinstance(found, dict):
        frappe.throw(_("The request is not complete. Reload the page and try again."))
    return found


def own_operation(name: str) -> Document:
    """Give the caller's own operation; somebody else's and one that does not exist answer alike."""
    owner = frappe.db.get_value("Sales Operation", str(name), "owner")
    if owner != frappe.session.user:
        frappe.throw(_("This operation is not there, or it is not yours."), frappe.DoesNotExistError)
    return frappe.get_doc("Sales Operation", str(name))


def readable_operation(name: str) -> Document:
    """Give an operation that the caller did or may read; one that does not exist and others answer alike."""
    operation = (
        frappe.get_doc("Sales Operation", str(name))
        if frappe.db.exists("Sales Operation", str(name))
        else None
    )
    if not operation or not (operation.owner == frappe.session.user or operation.has_permission("read")):
        frappe.clear_messages()
        frappe.throw(_("This operation is not there, or it is not yours."), frappe.DoesNotExistError)
    return operation


def request_key(token: str) -> str | None:
    """A dialog's token is the user's own: nobody else's request is answered by it."""
    return f"{frappe.session.user}:{token[:MAX_TOKEN]}" if token else None


def planned(operation: Document) -> dict[str, Any]:
    """Say which operation was planned, and whether it still is being planned."""
    return {"operation": operation.name, "status": operation.status}


def parsed(value: Any) -> Any:
    """Give what JSON text holds, or the value itself; ``None`` for text that is no JSON."""
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except (ValueError, RecursionError):
        return None
