"""Conversions in the background."""

from __future__ import annotations

from typing import Any

import frappe

from prospect_crm.services import conversions


def convert(source_doctype: str, source_name: str, choices: dict[str, Any], user: str) -> None:
    """Convert one source as the user who asked; a refusal is logged, for nobody waits for it."""
    frappe.set_user(user)
    try:
        conversions.convert(source_doctype, source_name, choices, owns_transaction=True)
    except frappe.ValidationError as error:
        frappe.db.rollback()
        frappe.log_error(
            title="Conversion",
            message=str(error),
            reference_doctype=source_doctype,
            reference_name=source_name,
        )
