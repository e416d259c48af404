"""The page behind the unsubscribe link of a mail: signed, without a login."""

from __future__ import annotations

from typing import Any

import frappe

from prospect_crm.services import unsubscribing

no_cache = True
ACTIONS = ("leave", "come_back", "refuse_all")


def get_context(context: frappe._dict) -> None:
    """Show what the address gets; a form on the page (or a mail program, RFC 8058) posts what is wanted instead."""
    context.no_header = context.no_breadcrumbs = context.no_cache = 1
    asked = unsubscribing.asked(frappe.safe_decode(frappe.request.query_string))
    context.is_valid = bool(asked)
    if not asked:
        context.http_status_code = 403
        return
    email, group = asked
    context.said = _act(email, group) if frappe.request.method == "POST" else ""
    context.preferences = unsubscribing.preferences(email, group)
    context.csrf_token = frappe.session.data.csrf_token or ""


def _act(email: str, group: str) -> str:
    """Do what was posted; a mail program's one click leaves the list, or everything where the mail was of none."""
    wanted: Any = frappe.form_dict.get("wanted")
    action = wanted if wanted in ACTIONS else "leave"
    if action == "come_back":
        unsubscribing.come_back(email, group)
    elif action == "leave" and group:
        unsubscribing.leave(email, group)
    else:
        unsubscribing.refuse_all(email)
    return action
