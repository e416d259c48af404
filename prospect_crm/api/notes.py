"""The notes on a record."""

from typing import Any

import frappe

from prospect_crm.api.guard import complete
from prospect_crm.services import notes


@frappe.whitelist(methods=["GET", "POST"])
@complete
def on_record(doctype: str, name: str, start: int = 0) -> dict[str, Any]:
    """Give a page of the readable notes on a record, pinned ones first, with what the reader may do to each."""
    return notes.notes_on(doctype, name, start)
