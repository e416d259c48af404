"""Refusals that name what is missing and whom to ask."""

from __future__ import annotations

import frappe
from frappe import _


def require(doctype: str, ptype: str) -> None:
    """Raise PermissionError with a sentence unless the user's roles allow this on the DocType."""
    if frappe.has_permission(doctype, ptype):
        return
    sentences = {
        "create": _("You may not add records of the type {0}. Ask whoever manages your rights."),
        "read": _("You may not read records of the type {0}. Ask whoever manages your rights."),
        "export": _("You may not export records of the type {0}. Ask whoever manages your rights."),
    }
    frappe.throw(sentences[ptype].format(_(doctype)), frappe.PermissionError)
