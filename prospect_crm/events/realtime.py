"""What realtime tells the lists and the open forms: that something has changed, never what or by whom.

Frappe sends the name of every changed record to whoever may read its DocType; the name of a Contact is the person's.
And it sends comments and e-mails whole to everybody who has the form open: also to those who may no longer read it,
as the socket server asks once, when a page subscribes.
"""

from __future__ import annotations

from typing import Any

import frappe
from frappe.model.document import Document

from prospect_crm.compat import events_to_send
from prospect_crm.permissions.rules import RULES

FRAPPES = "list_update"
OURS = "prospect_crm_list"
"""public/js/list/changes.js listens, and asks for the list anew as its user."""

FRAPPES_COMMENTS = "docinfo_update"
OUR_COMMENTS = "prospect_crm_docinfo"
"""public/js/form/comments.js listens, and asks for comments and e-mails as its user."""


def before_telling(_document: Document, _method: str | None = None) -> None:
    """Take the names out of this transaction's events once it is committed."""
    if getattr(frappe.local, "prospect_crm_takes_names_out", False):
        return
    frappe.local.prospect_crm_takes_names_out = True
    frappe.db.before_commit.add(take_names_out)
    frappe.db.after_rollback.add(_forget)


def take_names_out() -> None:
    """Put events without names and contents in the place of Frappe's, one of a kind, where a DocType has a rule."""
    _forget()
    events: list[list[Any]] = events_to_send()
    told: list[list[Any]] = []
    for number in reversed(range(len(events))):
        silent = _silent(*events[number])
        if silent in told:
            del events[number]
        elif silent:
            told.append(silent)
            events[number] = silent


def _silent(event: str, message: dict[str, Any], room: str) -> list[Any] | None:
    """Give what is told in an event's place; ``None`` where it may stay."""
    if event == FRAPPES and message.get("doctype") in RULES:
        return [OURS, {"doctype": message["doctype"]}, room]
    if event == FRAPPES_COMMENTS and (about := message["doc"]).get("reference_doctype") in RULES:
        return [OUR_COMMENTS, {"doctype": about["reference_doctype"], "name": about["reference_name"]}, room]
    return None


def _forget() -> None:
    frappe.local.prospect_crm_takes_names_out = False
