"""Reads on companies."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import frappe
from frappe.query_builder import DocType
from pypika.terms import Criterion

Rows = list[dict[str, Any]]
TELLING = ("company_name", "siren", "vat_number", "email", "phone", "website")
"""Fields of which one that is the same makes two companies worth comparing."""
COMPARED = (*TELLING, "siret", "account_type", "sales_rep")


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
    """Give the companies that share the name, a number or an address with one of these, themselves among them."""
    company = DocType("Sales Prospect")
    given = {field: sorted({row[field] for row in companies if row.get(field)}) for field in TELLING}
    same = [company[field].isin(values) for field, values in given.items() if values]
    return _compared().where(Criterion.any(same)).run(as_dict=True) if same else []


def of_names(names: Sequence[str]) -> Rows:
    """Give what companies are compared by, of these records."""
    company = DocType("Sales Prospect")
    return _compared().where(company.name.isin(list(names))).run(as_dict=True) if names else []


def _compared() -> Any:
    company = DocType("Sales Prospect")
    return frappe.qb.from_(company).select(company.name, *[company[field] for field in COMPARED])
