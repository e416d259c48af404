"""@mentions in notes notify only people who may read them."""

from __future__ import annotations

import frappe
from frappe import _
from frappe.desk.notifications import extract_mentions
from frappe.model.document import Document

from prospect_crm.services import notices

SENTENCE = "{0} mentioned you in a note on {1}"


def notify(document: Document) -> None:
    """Notify who is mentioned for the first time; the writer is told whom nobody notified."""
    before = document.get_doc_before_save()
    known = extract_mentions(before.content or "") if before else []
    users = [user for user in extract_mentions(document.content or "") if user not in known]
    left_out = notices.notify(users, "Mention", SENTENCE, document)
    if left_out:
        names = ", ".join(frappe.utils.escape_html(frappe.utils.get_fullname(user)) for user in left_out)
        frappe.msgprint(
            _("Not notified, because they may not read this note: {0}.").format(names), alert=True
        )


def _sentences() -> None:
    """The sentence above, for those who translate."""
    _("{0} mentioned you in a note on {1}")
