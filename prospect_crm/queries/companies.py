"""Reads on companies."""

from __future__ import annotations

from collections.abc import Sequence

import frappe
from frappe.query_builder import DocType


def named(names: Sequence[str]) -> dict[str, list[str]]:
    """Find companies by their names: lower-case company name -> names of the records.

    The database compares without case and accents, and so answers for "Société" and "SOCIETE" alike.
    """
    if not names:
        return {}
    company = DocType("Sales Prospect")
    rows = (
        frappe.qb.from_(company)
        .select(company.name, company.company_name)
        .where(company.company_name.isin(list(names)))
        .run(as_dict=True)
    )
    found: dict[str, list[str]] = {}
    for row in rows:
        found.setdefault(row["company_name"], []).append(row["name"])
    return found
