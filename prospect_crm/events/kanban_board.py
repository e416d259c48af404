"""Frappe's Kanban Board on records that have a rule."""

from __future__ import annotations

from frappe.model.document import Document

from prospect_crm.services.kanban import drop_order


def validate(document: Document, _method: str | None = None) -> None:
    """Keep no order of cards."""
    drop_order(document)
