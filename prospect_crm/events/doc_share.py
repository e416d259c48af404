"""Frappe's share of a record with a user."""

from __future__ import annotations

from frappe.model.document import Document

from prospect_crm.permissions import viewer


def on_change(_document: Document, _method: str | None = None) -> None:
    """Let the rest of the request see what is shared, or no longer."""
    viewer.forget()
