"""The notes on a record, with what the reader may do to each."""

from __future__ import annotations

from typing import Any

import frappe

from prospect_crm.permissions.checks import readable
from prospect_crm.services import origins

PAGE = 20
FIELDS = (
    "name",
    "reference_doctype",
    "reference_name",
    "content",
    "attachment",
    "is_private",
    "is_pinned",
    "owner",
    "creation",
    "modified",
)


def notes_on(doctype: str, name: str, start: int = 0) -> dict[str, Any]:
    """Give a page of the notes that the reader may read, pinned ones first, then newest first.

    Those on what the record was made from by a conversion are among them.

    ``notes`` are rows of the note's fields with ``author``, ``may_write`` and ``may_delete``; ``has_more`` says
    whether there are more. DoesNotExistError where the record is missing or not readable.
    """
    records = origins.with_sources(readable(doctype, name))
    if not frappe.has_permission("Sales Note", "read"):
        frappe.clear_messages()
        return {"notes": [], "has_more": False}
    rows = frappe.get_list(
        "Sales Note",
        filters={
            "reference_doctype": ["in", [kind for kind, _name in records]],
            "reference_name": ["in", [known for _kind, known in records]],
        },
        fields=list(FIELDS),
        order_by="is_pinned desc, creation desc, name desc",
        limit_start=max(start, 0),
        limit_page_length=PAGE + 1,
    )
    return {"notes": [_with_rights(row) for row in rows[:PAGE]], "has_more": len(rows) > PAGE}


def _with_rights(row: dict[str, Any]) -> dict[str, Any]:
    note = frappe.get_doc("Sales Note", row["name"])
    return {
        **row,
        "author": frappe.utils.get_fullname(row["owner"]),
        "may_write": bool(note.has_permission("write")),
        "may_delete": bool(note.has_permission("delete")),
    }
