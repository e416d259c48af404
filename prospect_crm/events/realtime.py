"""What realtime tells the lists: that something has changed, never which record or by whom.

Frappe sends the name of every changed record to whoever may read its DocType; the name of a Contact is the person's.
"""

from __future__ import annotations

import frappe
from frappe.model.document import Document

from prospect_crm.compat import events_to_send
from prospect_crm.permissions.rules import RULES

FRAPPES = "list_update"
OURS = "prospect_crm_list"
"""public/js/list/changes.js listens, and asks for the list anew as its user."""


def before_telling(_document: Document, _method: str | None = None) -> None:
    """Take the names out of this transaction's events once it is committed."""
    if getattr(frappe.local, "prospect_crm_takes_names_out", False):
        return
    frappe.local.prospect_crm_takes_names_out = True
    frappe.db.before_commit.add(take_names_out)
    frappe.db.after_rollback.add(_forget)


def take_names_out() -> None:
    """Put one event without names in the place of Frappe's, for every DocType that has a rule."""
    _forget()
    events, told = events_to_send(), set()
    for number in reversed(range(len(events))):
        event, message, room = events[number]
        if event != FRAPPES or message.get("doctype") not in RULES:
            continue
        if message["doctype"] in told:
            del events[number]
            continue
        told.add(message["doctype"])
        events[number] = [OURS, {"doctype": message["doctype"]}, room]


def _forget() -> None:
    frappe.local.prospect_crm_takes_names_out = False
