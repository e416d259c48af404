"""Tells a new sales rep that a record is theirs now."""

from __future__ import annotations

import frappe
from frappe import _
from frappe.model.document import Document

from prospect_crm.services import notices


def notify_new_rep(document: Document) -> None:
    """Notify the rep when somebody else makes a record theirs; bulk work tells them once, not here."""
    rep = document.sales_rep
    if not rep or not document.has_value_changed("sales_rep") or _is_bulk():
        return
    if frappe.get_cached_doc("Prospect CRM Settings").notify_new_rep:
        notices.notify([rep], "Assignment", _sentence(document.doctype), document)


def _sentence(doctype: str) -> str:
    sentences = {
        "Sales Task": "{0} gave you the task {1}",
        "Sales Lead": "{0} assigned the lead {1} to you",
        "Sales Opportunity": "{0} assigned the opportunity {1} to you",
    }
    return sentences.get(doctype, "{0} assigned {1} to you")


def _sentences() -> None:
    """The sentences above, for those who translate."""
    _("{0} gave you the task {1}")
    _("{0} assigned the lead {1} to you")
    _("{0} assigned the opportunity {1} to you")
    _("{0} assigned {1} to you")


def _is_bulk() -> bool:
    flags = frappe.flags
    return bool(flags.in_import or flags.in_install or flags.in_patch or flags.sales_operation_kind)
