"""A client account's Customer in ERPNext: the known one, or the values of one to make."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import frappe
from frappe.query_builder import DocType

from prospect_crm.domain.conversion.company import Customer
from prospect_crm.domain.conversion.field_map import COMPANY_TO_CUSTOMER
from prospect_crm.domain.conversion.filling import fill, new_values
from prospect_crm.domain.normalize.text import fold
from prospect_crm.integrations.erpnext import CUSTOMER, is_installed

LISTS = {"account_group": ("customer_group", "Customer Group"), "territory": ("territory", "Territory")}
"""Field of the account -> field of the Customer, taken where ERPNext's list has an entry of that name."""


def customers_of(companies: Sequence[Mapping[str, Any]]) -> dict[str, Customer]:
    """Give each company's Customer: a known one that no other account links, else one to make.

    Nothing without ERPNext, of companies that have theirs already, or where the user may neither read nor make one.
    """
    wanted = [company for company in companies if not company.get("erp_name")]
    if not wanted or not is_installed() or not frappe.has_permission(CUSTOMER, "create"):
        return {}
    known, taken = _known(wanted), _taken()
    found: dict[str, Customer] = {}
    for company in wanted:
        customer = next((row for row in _alike(known, company) if row["name"] not in taken), None)
        made = customer or _new(company, taken)
        taken.add(made["name"])
        values = {} if customer else made["values"]
        found[company["name"]] = Customer(CUSTOMER, made["name"], made["customer_name"], values)
    return found


def _known(companies: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Customers of the same name or tax number that the user may read."""
    names = [company["company_name"] for company in companies]
    numbers = [company["vat_number"] for company in companies if company.get("vat_number")]
    filters = [["customer_name", "in", names], ["tax_id", "in", numbers or [""]]]
    rows: list[dict[str, Any]] = frappe.get_list(
        CUSTOMER, or_filters=filters, fields=["name", "customer_name", "tax_id"], limit_page_length=0
    )
    return rows


def _alike(known: Sequence[Mapping[str, Any]], company: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """The same tax number first, then the same name with no other number."""
    number = company.get("vat_number")
    yield from (row for row in known if number and row["tax_id"] == number)
    for row in known:
        same_name = fold(row["customer_name"] or "") == fold(company["company_name"])
        if same_name and not (number and row["tax_id"] and row["tax_id"] != number):
            yield row


def _taken() -> set[str]:
    """Customers that an account links already: the pair is unique."""
    company = DocType("Sales Prospect")
    query = frappe.qb.from_(company).select(company.erp_name).where(company.erp_doctype == CUSTOMER)
    return {row[0] for row in query.run()}


def _new(company: Mapping[str, Any], taken: set[str]) -> dict[str, Any]:
    values = {**new_values(fill(COMPANY_TO_CUSTOMER, company)), "customer_type": "Company"}
    for source, (target, doctype) in LISTS.items():
        if company.get(source) and frappe.db.exists(doctype, company[source]):
            values[target] = company[source]
    base = name = str(company["company_name"]).strip()[:130]
    number = 1
    while name in taken or frappe.db.exists(CUSTOMER, name):
        name, number = f"{base} - {number}", number + 1
    return {"name": name, "customer_name": company["company_name"], "values": values}
