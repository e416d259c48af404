"""What tasks and notes show of the record they are about."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

TITLE_FIELDS = {
    "Sales Prospect": "company_name",
    "Contact Prospect": "full_name",
    "Contact": "full_name",
    "Sales Lead": "title",
    "Sales Opportunity": "title",
}
"""What tasks and notes may be about -> the field that names it."""

COMPANY_FIELDS = {
    "Sales Prospect": "name",
    "Contact Prospect": "company",
    "Contact": "client_account",
    "Sales Lead": "company",
    "Sales Opportunity": "company",
}
"""The field of each that leads to its company."""


def note_columns(doctype: str, reference: Mapping[str, Any]) -> dict[str, Any]:
    """Give the derived columns of a note: the title of what it is about, and its entities."""
    return {
        "reference_title": reference.get(TITLE_FIELDS[doctype]),
        "entity_set": reference.get("entity_set") or "",
    }


def task_columns(
    doctype: str, reference: Mapping[str, Any], person: Mapping[str, Any] | None
) -> dict[str, Any]:
    """Give the derived columns of a task; the phones are the person's, else the company's own."""
    phones = person or (reference if doctype == "Sales Prospect" else {})
    return {
        **note_columns(doctype, reference),
        "company": reference.get(COMPANY_FIELDS[doctype]),
        "mobile": phones.get("mobile"),
        "phone": phones.get("phone"),
    }
