"""Suggestions of link fields."""

from __future__ import annotations

from typing import Any

import frappe
from frappe import _

from prospect_crm.services import list_search

SHOWN = {
    "Contact Prospect": ("full_name", "job_title", "company_name", "email"),
    "Sales Prospect": ("company_name", "account_type", "territory", "siren"),
    "Sales Lead": ("title", "person_name", "status"),
    "Sales Opportunity": ("title", "company_name", "stage"),
}
"""Kind of record -> its title and what stands below it."""

MOST = 100
"""So many are given at once."""


def suggest(doctype: str, typed: str, start: int, length: int, filters: Any) -> list[list[Any]]:
    """Give rows (name, title, details …) of records that the user may read: titles that begin with it come first."""
    if doctype not in SHOWN:
        frappe.throw(_("There are no suggestions of this kind."))
    typed = (typed or "").strip()
    start, length = max(start, 0), min(max(length, 1), MOST)
    conditions = _known(list_search.checked(doctype, filters)) + list_search.conditions(doctype, typed)
    read = _ranked if typed else _latest
    rows = read(doctype, typed, start + length, conditions)
    return [[row[0], row[1], *[cell for cell in row[2:] if cell]] for row in rows[start:]]


def _known(conditions: list[Any]) -> list[Any]:
    """The conditions, when their columns exist: Frappe's own lists check that, its reads do not."""
    for table, field, *_rest in conditions:
        if not frappe.db.exists("DocType", table) or not frappe.db.has_column(table, field):
            frappe.throw(_("These filters cannot be read. Clear them, then filter again."))
    return conditions


def _latest(doctype: str, typed: str, most: int, conditions: list[Any]) -> list[Any]:
    return _read(doctype, most, conditions, "modified desc")


def _ranked(doctype: str, typed: str, most: int, conditions: list[Any]) -> list[Any]:
    """Two reads, because the first rows by title need not hold the best."""
    title = SHOWN[doctype][0]
    begins = f"{list_search.plain(typed)}%"
    first = _read(doctype, most, [*conditions, [doctype, title, "like", begins]], f"{title} asc")
    if len(first) == most:
        return first
    others = [*conditions, [doctype, title, "not like", begins]]
    return [*first, *_read(doctype, most - len(first), others, f"{title} asc")]


def _read(doctype: str, most: int, conditions: list[Any], order_by: str) -> list[Any]:
    rows = frappe.get_list(
        doctype,
        filters=conditions,
        fields=["name", *SHOWN[doctype]],
        order_by=order_by,
        limit_page_length=most,
        as_list=True,
    )
    return list(rows)
