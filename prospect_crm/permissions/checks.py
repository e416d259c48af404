"""Refusals that name what is missing and whom to ask."""

from __future__ import annotations

import frappe
from frappe import _
from frappe.model.document import Document

from prospect_crm.domain.derived.reference_columns import TITLE_FIELDS


def require(doctype: str, ptype: str) -> None:
    """Raise PermissionError with a sentence unless the user's roles allow this on the DocType."""
    if frappe.has_permission(doctype, ptype):
        return
    sentences = {
        "create": _("You may not add records of the type {0}. Ask whoever manages your rights."),
        "read": _("You may not read records of the type {0}. Ask whoever manages your rights."),
        "write": _("You may not change records of the type {0}. Ask whoever manages your rights."),
        "delete": _("You may not delete records of the type {0}. Ask whoever manages your rights."),
        "export": _("You may not export records of the type {0}. Ask whoever manages your rights."),
        "email": _("You may not send e-mail about records of the type {0}. Ask whoever manages your rights."),
    }
    frappe.throw(sentences[ptype].format(_(doctype)), frappe.PermissionError)


def readable(doctype: str, name: str, *further: str) -> Document:
    """Give a company, person, lead or opportunity (or a record of ``further`` types) that the user may read.

    DoesNotExistError with one sentence for all others: missing, unreadable and of another type answer alike.
    """
    is_there = doctype in (*TITLE_FIELDS, *further) and frappe.db.exists(doctype, name)
    document = frappe.get_doc(doctype, name) if is_there else None
    if document is None or not document.has_permission("read"):
        frappe.clear_messages()
        frappe.throw(_("This record is not there, or you may not read it."), frappe.DoesNotExistError)
    return document
