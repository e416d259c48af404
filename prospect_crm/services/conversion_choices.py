"""What a user may choose for a conversion, checked before anything reads it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import frappe
from frappe import _

TEXTS = {
    "Contact Prospect": ("contact", "account", "account_name", "duplicates"),
    "Sales Lead": (
        "title",
        "pipeline",
        "stage",
        "visibility",
        "currency",
        "expected_close_on",
        "sales_rep",
        "company",
        "person_doctype",
        "person",
    ),
    "Sales Prospect": ("duplicates",),
}
"""Kind of source -> choices that are text."""
NUMBERS = {"Sales Lead": ("value",)}
OF_OPPORTUNITY = (
    "title",
    "pipeline",
    "stage",
    "visibility",
    "value",
    "currency",
    "expected_close_on",
    "sales_rep",
)
DUPLICATES = {"Contact Prospect": ("leave", "use", "create"), "Sales Prospect": ("leave", "create")}
"""Of many at once: leave those out who may already be client contacts, use the known contact, or make a new one; leave
companies out that may already be clients, or convert them all the same."""
MAX_LENGTH = 140
MAX_FIELDS = 100


def checked(doctype: str, choices: Mapping[str, Any]) -> dict[str, Any]:
    """Give the choices that this kind of source knows; ValidationError for values of another type."""
    found: dict[str, Any] = {}
    for name in TEXTS[doctype]:
        value = choices.get(name)
        if value is not None and not (isinstance(value, str) and len(value) <= MAX_LENGTH):
            _refuse()
        if value and value.strip():
            found[name] = value.strip()
    for name in NUMBERS.get(doctype, ()):
        value = choices.get(name)
        if value is not None and (isinstance(value, bool) or not isinstance(value, int | float)):
            _refuse()
        if value:
            found[name] = float(value)
    found |= _overwrite(choices.get("overwrite"))
    if "duplicates" in found and found["duplicates"] not in DUPLICATES[doctype]:
        _refuse()
    return found


def _overwrite(fields: Any) -> dict[str, Any]:
    """Fields of the target for which the user took the source's value."""
    if not fields:
        return {}
    is_list = isinstance(fields, list) and len(fields) <= MAX_FIELDS
    if not is_list or not all(isinstance(name, str) and len(name) <= MAX_LENGTH for name in fields):
        _refuse()
    return {"overwrite": sorted(set(fields))}


def _refuse() -> None:
    frappe.throw(_("The request is not complete. Reload the page and try again."))
