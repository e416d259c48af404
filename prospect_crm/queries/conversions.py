"""Reads of conversions: who is converted, which names are free, whom a person may already be."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

import frappe
from frappe.query_builder import DocType, Order
from frappe.query_builder.functions import Count
from pypika.terms import Criterion

from prospect_crm.queries.search import pattern

Rows = list[dict[str, Any]]
BECAME = {
    "Contact Prospect": ("Contact", "contact"),
    "Sales Lead": ("Sales Opportunity", "opportunity"),
    "Sales Prospect": ("Sales Prospect", "account_type"),
}
"""Kind of source -> the kind it becomes, and the field that says so."""
MAIN_EMAIL = {"Contact": "email_id", "Contact Prospect": "email"}
MOST_CANDIDATES = 50
SHARED = 10
"""So many contacts with one phone or name: it tells none of them from the others."""

Key = tuple[str, str]


def became(doctype: str, names: Sequence[str], *, lock: bool = False) -> dict[str, str]:
    """Give what each converted source became (its name); those that are not converted are left out.

    With ``lock`` the rows stay as they are until the transaction ends, and what others have committed counts.
    """
    if not names:
        return {}
    table, column = DocType(doctype), BECAME[doctype][1]
    query = frappe.qb.from_(table).select(table.name, table[column]).where(table.name.isin(list(names)))
    rows = (query.for_update() if lock else query).run()
    if doctype == "Sales Prospect":
        return {name: name for name, account_type in rows if account_type == "Client"}
    return {name: result for name, result in rows if result}


def addresses_of(companies: Sequence[str]) -> dict[str, Rows]:
    """Give the addresses of companies: company -> rows with name, street, postal code and city."""
    address, link = DocType("Address"), DocType("Dynamic Link")
    query = (
        frappe.qb.from_(address)
        .join(link)
        .on((link.parent == address.name) & (link.parenttype == "Address"))
        .select(link.link_name.as_("of"), address.name, address.address_line1, address.pincode, address.city)
        .where(link.link_doctype == "Sales Prospect")
    )
    return _rows_of(query, link.link_name, companies)


def _rows_of(query: Any, column: Any, names: Sequence[str]) -> dict[str, Rows]:
    """Give the rows of a query by what ``column``, selected as "of", says, for these names."""
    found: dict[str, Rows] = {}
    for row in query.where(column.isin(list(names))).run(as_dict=True) if names else ():
        found.setdefault(row.pop("of"), []).append(row)
    return found


def taken_names(doctype: str, names: Sequence[str]) -> set[str]:
    """Give those of the names that records have (the database compares without case and accents)."""
    if not names:
        return set()
    table = DocType(doctype)
    return {
        row[0] for row in frappe.qb.from_(table).select(table.name).where(table.name.isin(list(names))).run()
    }


def photos_of(names: Sequence[str]) -> dict[str, Rows]:
    """Give the files attached to contact prospects: person -> rows with file_url, file_name and is_private."""
    file = DocType("File")
    query = (
        frappe.qb.from_(file)
        .select(file.attached_to_name.as_("of"), file.file_url, file.file_name, file.is_private)
        .where(file.attached_to_doctype == "Contact Prospect")
    )
    return _rows_of(query, file.attached_to_name, names)


def contacts_of_accounts(companies: Sequence[str]) -> dict[str, list[str]]:
    """Name the client contacts of companies: company -> contacts."""
    contact = DocType("Contact")
    query = frappe.qb.from_(contact).select(contact.client_account.as_("of"), contact.name)
    found = _rows_of(query, contact.client_account, companies)
    return {company: [row["name"] for row in rows] for company, rows in found.items()}


def with_emails(doctype: str, addresses: Sequence[str]) -> list[str]:
    """Name the contacts, or the contact prospects, that have one of these addresses as their main one."""
    if not addresses:
        return []
    table = DocType(doctype)
    query = frappe.qb.from_(table).select(table.name).where(table[MAIN_EMAIL[doctype]].isin(list(addresses)))
    return [row[0] for row in query.limit(MOST_CANDIDATES).run()]


def contacts_with(keys: Collection[Key], accounts: Collection[str]) -> dict[Key, list[str]]:
    """Give the contacts that have these as one of their own: key -> names; a query a kind of key, for many at once.

    A key is ("email", address), ("phone", number as it is spelled) or ("name", full name) of a contact of one of the
    accounts, addresses and names casefolded. What more than ``SHARED`` contacts have is left out.
    """
    contact, email, phone = DocType("Contact"), DocType("Contact Email"), DocType("Contact Phone")
    wanted = {kind: sorted(value for of, value in keys if of == kind) for kind in ("email", "phone")}
    queries = {
        "email": _owners(email.email_id, email, email.parent, wanted["email"]),
        "phone": _owners(phone.phone, phone, phone.parent, wanted["phone"]),
        "name": _owners(contact.full_name, contact, contact.name, sorted(accounts), contact.client_account),
    }
    found: dict[Key, list[str]] = {}
    for kind, rows in queries.items():
        for value, owner in rows:
            key = (kind, value if kind == "phone" else (value or "").casefold())
            if key in keys:
                found.setdefault(key, []).append(owner)
    return {key: names for key, names in found.items() if len(names) <= SHARED}


def _owners(value: Any, table: Any, owner: Any, wanted: Sequence[str], column: Any = None) -> Sequence[Any]:
    """Rows of (value, owner) where the value, or another column, is one of those wanted."""
    query = frappe.qb.from_(table).select(value, owner)
    rows: Sequence[Any] = query.where((column or value).isin(list(wanted))).run() if wanted else ()
    return rows


def contacts_of_account(company: str, beginnings: Sequence[str]) -> list[str]:
    """Name the contacts of a client account whose last name begins like one of these."""
    contact = DocType("Contact")
    query = frappe.qb.from_(contact).select(contact.name).where(contact.client_account == company)
    alike = Criterion.any([contact.last_name.like(pattern(text)[1:]) for text in beginnings])
    return [row[0] for row in query.where(alike).limit(MOST_CANDIDATES).run()]


def subscriptions(addresses: Sequence[str]) -> int:
    """Count the mailing lists that these e-mail addresses are on."""
    if not addresses:
        return 0
    member = DocType("Email Group Member")
    query = frappe.qb.from_(member).select(Count("*")).where(member.unsubscribed == 0)
    return int(query.where(member.email.isin(list(addresses))).run()[0][0])


def operation_of(doctype: str, name: str) -> dict[str, Any] | None:
    """Give the latest conversion that changed this source: operation, owner and when; ``None`` without one."""
    entry, operation = DocType("Sales Operation Entry"), DocType("Sales Operation")
    rows = (
        frappe.qb.from_(entry)
        .join(operation)
        .on(operation.name == entry.operation)
        .select(operation.name, operation.owner, operation.ended_on, operation.title)
        .where((entry.target_name == name) & (entry.target_doctype == doctype))
        .where((operation.kind == "Conversion") & (entry.state == "applied"))
        .orderby(entry.name, order=Order.desc)
        .limit(1)
        .run(as_dict=True)
    )
    return rows[0] if rows else None
