"""What a viewer who sees a record may do to it, and what they may add."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import frappe
from frappe.model.document import Document

from prospect_crm.permissions.subscribers import LIST_MANAGER

if TYPE_CHECKING:
    from prospect_crm.permissions.viewer import Viewer


def may_write(document: Document, looking: Viewer, ptype: str) -> bool:
    """Say whether the rights allow to create, write or delete this record (seeing it is asked elsewhere)."""
    return all(looking.holds(key) for key in missing_rights(document, looking, ptype))


def missing_rights(document: Document, looking: Viewer, ptype: str) -> list[str]:
    """Name the rights that the viewer would need and does not hold."""
    needed = NEEDED.get(document.doctype)
    return [key for key in needed(document, looking, ptype) if not looking.holds(key)] if needed else []


def _person(_document: Document, _looking: Viewer, _ptype: str) -> list[str]:
    return ["contact_prospects", "contact_prospects_write"]


def _contact(document: Document, _looking: Viewer, _ptype: str) -> list[str]:
    return ["client_contacts"] if document.get("client_account") else []


def _task(document: Document, _looking: Viewer, _ptype: str) -> list[str]:
    return ["tasks"] if document.reference_doctype == "Contact Prospect" else []


def _opportunity(document: Document, _looking: Viewer, _ptype: str) -> list[str]:
    is_free = document.contact_prospect and not document.company
    return ["free_contact_opportunities"] if is_free else []


def _note(document: Document, looking: Viewer, ptype: str) -> list[str]:
    if ptype == "create" or document.owner == looking.user:
        return ["own_notes"]
    return ["manage_all_notes"]


def _subscription(_document: Document, looking: Viewer, _ptype: str) -> list[str]:
    """Frappe's own role for mailing lists goes on as before."""
    return [] if LIST_MANAGER in frappe.get_roles(looking.user) else ["mailing_lists"]


NEEDED: dict[str, Callable[[Document, Viewer, str], list[str]]] = {
    "Contact Prospect": _person,
    "Contact": _contact,
    "Sales Task": _task,
    "Sales Opportunity": _opportunity,
    "Sales Note": _note,
    "Email Group Member": _subscription,
}

JUDGED_BY = {
    "Contact": ("client_account",),
    "Sales Task": ("reference_doctype",),
    "Sales Opportunity": ("contact_prospect", "company"),
    "Sales Note": ("owner",),
}
"""Kind of record -> the columns that the functions above look at."""
