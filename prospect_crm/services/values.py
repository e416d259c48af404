"""Values that many kinds of record complete in the same way."""

from __future__ import annotations

import frappe
from frappe.model.document import Document


def set_currency(document: Document) -> None:
    """Give an amount the site's currency where somebody has emptied it (Frappe fills it into new records)."""
    if document.value and not document.currency:
        document.currency = frappe.db.get_default("currency")


def clear_erp_link(document: Document) -> None:
    """Store no counterpart as NULL: the pair is unique, and only NULL may stand in many rows."""
    if not (document.erp_doctype and document.erp_name):
        document.erp_doctype = document.erp_name = None
