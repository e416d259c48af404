"""One notice to each rep who was given many records at once."""

from __future__ import annotations

import frappe
from frappe import _
from frappe.desk.doctype.notification_log.notification_log import enqueue_create_notification
from frappe.model.document import Document

from prospect_crm.queries import operations as stored


def tell_new_reps(operation: Document) -> None:
    """Tell each new rep how many records became theirs; whoever did it knows."""
    if not frappe.get_cached_doc("Prospect CRM Settings").notify_new_rep:
        return
    for rep, number in stored.count_new_reps(operation.name).items():
        if rep != frappe.session.user and frappe.db.get_value("User", rep, "enabled"):
            enqueue_create_notification([rep], _notice(operation, rep, number))


def _notice(operation: Document, rep: str, number: int) -> dict[str, object]:
    language = frappe.db.get_value("User", rep, "language") or frappe.local.lang
    by = frappe.bold(frappe.utils.escape_html(frappe.utils.get_fullname(frappe.session.user)))
    sentence = _("{0} assigned {1} records to you: {2}", lang=language)
    # translation: the DocTypes' own names
    kind = _(operation.target_doctype, lang=language)
    return {
        "type": "Assignment",
        "document_type": operation.target_doctype,
        "document_name": "",
        "subject": sentence.format(by, number, kind),
        "from_user": frappe.session.user,
        "link": f"/app/{frappe.scrub(operation.target_doctype).replace('_', '-')}?sales_rep={rep}",
    }
