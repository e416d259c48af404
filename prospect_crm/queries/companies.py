"""Reads on companies."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import frappe
from frappe.query_builder import DocType

Rows = list[dict[str, Any]]
TELLING = ("company_name", "siren", "email")
"""Fields with an index of which one that is the same makes two companies worth comparing."""
COMPARED = (*TELLING, "siret", "vat_number", "phone", "website", "account_type", "sales_rep")


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


def alike(companies: Sequence[Mapping[str, Any]]) -> Rows:
    """Give the companies that share the name, SIREN or e-mail with one of these, themselves among them; a query each."""
    company = DocType("Sales Prospect")
    found: dict[str, dict[str, Any]] = {}
    for field in TELLING:
        values = sorted({row[field] for row in companies if row.get(field)})
        rows = _compared().where(company[field].isin(values)).run(as_dict=True) if values else ()
        found |= {row["name"]: row for row in rows}
    return list(found.values())


def of_names(names: Sequence[str]) -> Rows:
    """Give what companies are compared by, of these records."""
    company = DocType("Sales Prospect")
    return _compared().where(company.name.isin(list(names))).run(as_dict=True) if names else []


def _compared() -> Any:
    company = DocType("Sales Prospect")
    return frappe.qb.from_(company).select(company.name, *[company[field] for field in COMPARED])
