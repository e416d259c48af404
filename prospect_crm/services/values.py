"""Values that many kinds of record complete in the same way."""

from __future__ import annotations

import frappe
from frappe.model.document import Document


def set_currency(document: Document) -> None:
    """Give an amount its currency where none is chosen: that of the settings, or of the site."""
    if document.value and not document.currency:
        document.currency = default_currency()


def default_currency() -> str | None:
    """Give the currency of the settings, or of the site; ``None`` when neither has one."""
    chosen = frappe.get_cached_doc("Prospect CRM Settings").default_currency
    return chosen or frappe.db.get_default("currency")


def clear_erp_link(document: Document) -> None:
    """Store no counterpart as NULL: the pair is unique, and only NULL may stand in many rows."""
    if not (document.erp_doctype and document.erp_name):
        document.erp_doctype = document.erp_name = None
