"""Notices to users in their own language, and only on what they may read."""

from __future__ import annotations

from collections.abc import Iterable

import frappe
from frappe import _
from frappe.desk.doctype.notification_log.notification_log import enqueue_create_notification
from frappe.model.document import Document


def notify(users: Iterable[str], kind: str, template: str, document: Document) -> list[str]:
    """Send each a notice about the document; gives those who may not read it and so were not told.

    ``template`` is a translation key with {0} for who did it and {1} for the document's title;
    ``kind`` is a type of Frappe's Notification Log.
    """
    left_out = []
    for user in dict.fromkeys(users):
        if user == frappe.session.user or not frappe.db.get_value("User", user, "enabled"):
            continue
        if not frappe.has_permission(document.doctype, "read", doc=document, user=user):
            left_out.append(user)
            continue
        notice = {
            "type": kind,
            "document_type": document.doctype,
            "document_name": document.name,
            "subject": _subject(user, template, document),
            "from_user": frappe.session.user,
        }
        enqueue_create_notification([user], notice)
    return left_out


def _subject(user: str, template: str, document: Document) -> str:
    language = frappe.db.get_value("User", user, "language") or frappe.local.lang
    by = frappe.utils.get_fullname(frappe.session.user)
    title = document.get_title() or document.name
    # translation: the templates of rep_notices and mentions
    sentence = _(template, lang=language)
    return sentence.format(*(frappe.bold(frappe.utils.escape_html(text)) for text in (by, title)))
