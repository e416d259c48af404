"""A client account's Customer in ERPNext: the known one, or the values of one to make."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import frappe
from frappe.model.naming import make_autoname
from frappe.query_builder import DocType

from prospect_crm.domain.conversion.company import Customer
from prospect_crm.domain.conversion.field_map import COMPANY_TO_CUSTOMER
from prospect_crm.domain.conversion.filling import fill, new_values
from prospect_crm.domain.normalize.text import fold
from prospect_crm.integrations.erpnext import CUSTOMER, is_installed

Row = Mapping[str, Any]
LISTS = {"account_group": ("customer_group", "Customer Group"), "territory": ("territory", "Territory")}
"""Field of the account -> field of the Customer, taken where ERPNext's list has an entry of that name."""
MAX_LENGTH = 130


class Customers:
    """The Customers of one plan: each is given once, those that it links and those that it will make.

    ``plain`` makes plain text of an account's description.
    """

    def __init__(self, plain: Callable[[str | None], str]) -> None:
        self.plain = plain
        is_there = is_installed()
        self.may_read = is_there and bool(frappe.has_permission(CUSTOMER, "read"))
        self.may_create = is_there and bool(frappe.has_permission(CUSTOMER, "create"))
        self.found: dict[str, Customer] = {}
        self.taken: set[str] = set()

    def of(self, companies: Sequence[Row]) -> dict[str, Customer]:
        """Give each company's Customer: a known one that no other account links, else one to make.

        Nothing without ERPNext, of companies that have theirs already, or where the user may neither read nor make one.
        """
        wanted = [company for company in companies if not company.get("erp_name")]
        if self.may_read or self.may_create:
            self._find([company for company in wanted if company["name"] not in self.found])
        names = [company["name"] for company in wanted]
        return {name: self.found[name] for name in names if name in self.found}

    def _find(self, companies: Sequence[Row]) -> None:
        known = _known(companies) if companies and self.may_read else []
        self.taken |= _taken([row["name"] for row in known])
        for company in companies:
            row = next((row for row in _alike(known, company) if row["name"] not in self.taken), None)
            if customer := _link(row) or self._made(company):
                self.found[company["name"]] = customer
                self.taken.add(customer.name)

    def _made(self, company: Row) -> Customer | None:
        if not self.may_create:
            return None
        title = str(company["company_name"]).strip()
        plain = {**company, "description": self.plain(company.get("description"))}
        return Customer(CUSTOMER, _name(title, self.taken), title, _values(plain))


def _link(row: Row | None) -> Customer | None:
    return Customer(CUSTOMER, row["name"], row["customer_name"]) if row else None


def _name(title: str, taken: set[str]) -> str:
    """Named as the Selling Settings say; ERPNext lets no Customer have the name of a Customer Group."""
    if frappe.defaults.get_global_default("cust_master_name") == "Naming Series":
        return str(make_autoname(_series(), CUSTOMER))
    base = name = title[:MAX_LENGTH]
    number = 1
    while name in taken or any(frappe.db.exists(kind, name) for kind in (CUSTOMER, "Customer Group")):
        name, number = f"{base} - {number}", number + 1
    return name


def _series() -> str:
    field = frappe.get_meta(CUSTOMER).get_field("naming_series")
    return str(field.default or (field.options or "").split("\n")[0])


def _known(companies: Sequence[Row]) -> list[dict[str, Any]]:
    """Customers of the same name or tax number that the user may read, those in use first."""
    names = [company["company_name"] for company in companies]
    numbers = [company["vat_number"] for company in companies if company.get("vat_number")]
    filters = [["customer_name", "in", names], ["tax_id", "in", numbers or [""]]]
    rows: list[dict[str, Any]] = frappe.get_list(
        CUSTOMER,
        or_filters=filters,
        fields=["name", "customer_name", "tax_id"],
        order_by="disabled, creation",
        limit_page_length=0,
    )
    return rows


def _alike(known: Sequence[Row], company: Row) -> Iterator[Row]:
    """The same tax number first, then the same name with no other number."""
    number = company.get("vat_number")
    yield from (row for row in known if number and row["tax_id"] == number)
    for row in known:
        same_name = fold(row["customer_name"] or "") == fold(company["company_name"])
        if same_name and not (number and row["tax_id"] and row["tax_id"] != number):
            yield row


def _taken(names: Sequence[str]) -> set[str]:
    """Those of the Customers that an account links already: the pair is unique."""
    if not names:
        return set()
    company = DocType("Sales Prospect")
    query = frappe.qb.from_(company).select(company.erp_name).where(company.erp_doctype == CUSTOMER)
    return {row[0] for row in query.where(company.erp_name.isin(list(names))).run()}


def _values(company: Row) -> dict[str, Any]:
    values = {**new_values(fill(COMPANY_TO_CUSTOMER, company)), "customer_type": "Company"}
    for source, (target, doctype) in LISTS.items():
        if company.get(source) and frappe.db.exists(doctype, company[source]):
            values[target] = company[source]
    return values
