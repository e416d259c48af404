"""What happened to a record."""

from dataclasses import asdict
from typing import Any

import frappe

from prospect_crm.api.guard import complete
from prospect_crm.services import history


@frappe.whitelist(methods=["GET", "POST"])
@complete
def of_record(doctype: str, name: str, start: int = 0, length: int = history.PAGE) -> dict[str, Any]:
    """Give a page of the record's history, newest first, and whether there is more."""
    return asdict(history.history_of(doctype, name, start, length))


@frappe.whitelist(methods=["GET", "POST"])
@complete
def emails(doctype: str, name: str, start: int = 0, length: int = history.PAGE) -> list[dict[str, Any]]:
    """Give the e-mails about a record, newest first."""
    return history.emails_of(doctype, name, start, length)
