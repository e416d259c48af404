"""Suggestions of link fields."""

from __future__ import annotations

from typing import Any

import frappe

from prospect_crm.domain.derived.search_text import search_terms
from prospect_crm.queries.search import names_with

SHOWN = {
    "Contact Prospect": ("full_name", "job_title", "company_name", "email"),
    "Sales Prospect": ("company_name", "account_type", "territory", "siren"),
    "Sales Lead": ("title", "person_name", "status"),
    "Sales Opportunity": ("title", "company_name", "stage"),
}
"""Kind of record -> its title and what stands below it."""

MOST = 200
"""So many matches are looked at: the title that begins with what was typed comes first among them."""


def suggest(doctype: str, typed: str, start: int, length: int, filters: Any) -> list[list[Any]]:
    """Give rows (name, title, details …) of records that the user may read, best matches first."""
    fields = ["name", *SHOWN[doctype]]
    conditions = _as_list(doctype, filters)
    if terms := search_terms(typed or ""):
        conditions.append([doctype, "name", "in", names_with(doctype, terms, MOST) or [""]])
    title = SHOWN[doctype][0]
    rows = frappe.get_list(
        doctype,
        filters=conditions,
        fields=fields,
        order_by=f"{title} asc" if terms else "modified desc",
        limit_start=0 if terms else start,
        limit_page_length=MOST if terms else length,
        as_list=True,
    )
    if terms:
        ranked = sorted(rows, key=lambda row: not str(row[1] or "").casefold().startswith(typed.casefold()))
        rows = ranked[start : start + length]
    return [[row[0], row[1], *[cell for cell in row[2:] if cell]] for row in rows]


def _as_list(doctype: str, filters: Any) -> list[Any]:
    if isinstance(filters, dict):
        return [
            [doctype, name, *(value if isinstance(value, list | tuple) else ("=", value))]
            for name, value in filters.items()
        ]
    return list(filters or [])
