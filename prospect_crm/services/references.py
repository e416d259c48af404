"""What a task or a note is about: a record of ours that its writer may read."""

from __future__ import annotations

import frappe
from frappe import _
from frappe.model.document import Document

from prospect_crm.domain.derived.reference_columns import TITLE_FIELDS


def check(document: Document, *, is_required: bool = False) -> None:
    """Refuse a half-given, foreign, missing or unreadable record; the last two answer alike."""
    doctype, name = document.reference_doctype, document.reference_name
    if not doctype and not name:
        if is_required:
            frappe.throw(_("Say what this is about: choose a record."), frappe.MandatoryError)
        return
    if not (doctype and name):
        frappe.throw(_("Say what this is about: choose both the type and the record, or neither."))
    if doctype not in TITLE_FIELDS:
        # translation: the names of DocTypes
        types = ", ".join(_(known) for known in TITLE_FIELDS)
        frappe.throw(_("{0} cannot be what this is about. Choose one of: {1}.").format(_(doctype), types))
    if document.has_value_changed("reference_name") and not _is_readable(document):
        frappe.throw(
            _("The record that this is about is not there, or you may not read it."), frappe.DoesNotExistError
        )


def _is_readable(document: Document) -> bool:
    doctype, name = document.reference_doctype, document.reference_name
    if not frappe.db.exists(doctype, name):
        return False
    return bool(document.flags.ignore_permissions or frappe.has_permission(doctype, "read", doc=name))
