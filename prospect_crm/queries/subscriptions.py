"""Reads on mailing lists (Frappe's Email Group), their members, and whose the addresses are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import frappe
from frappe.query_builder import DocType
from frappe.query_builder.functions import Count

MEMBER = "Email Group Member"
COLUMNS = (
    "name",
    "email_group",
    "email",
    "unsubscribed",
    "subscribed_on",
    "subscription_source",
    "unsubscribed_on",
    "creation",
    "modified",
)
TITLES = {"Contact Prospect": "full_name", "Contact": "full_name", "Sales Prospect": "company_name"}
"""Who can be subscribed -> the column that names them."""
MAIN = {"Contact Prospect": "email", "Contact": "email_id", "Sales Prospect": "email"}
"""Who can be subscribed -> the field of the address that is."""
ROWS = {
    "Contact Prospect": ("other_emails", "Contact Prospect Email", "email"),
    "Contact": ("email_ids", "Contact Email", "email_id"),
}
"""Who has further addresses -> the table field, its DocType, and the field of the address."""


def members(addresses: Iterable[str], groups: Sequence[str] = ()) -> list[dict[str, Any]]:
    """Give the rows of these addresses (lower case), of all lists or some, in one query."""
    wanted = sorted({address for address in addresses if address})
    if not wanted:
        return []
    member = DocType(MEMBER)
    query = frappe.qb.from_(member).select(*[member[name] for name in COLUMNS])
    query = query.where(member.email.isin(wanted)).orderby(member.email_group)
    if groups:
        query = query.where(member.email_group.isin(list(groups)))
    return [{**row, "email": row["email"].lower()} for row in query.run(as_dict=True)]


def holders(addresses: Iterable[str]) -> list[dict[str, str]]:
    """Give who has these addresses, as main or further one: rows of email, doctype, name, title. No rights asked."""
    wanted = sorted({address for address in addresses if address})
    if not wanted:
        return []
    found: dict[tuple[str, str, str], dict[str, str]] = {}
    for doctype, title in TITLES.items():
        table = DocType(doctype)
        for row in _holding(doctype, table, table[title], wanted):
            found[row["email"], doctype, row["name"]] = {**row, "doctype": doctype}
    return list(found.values())


def _holding(doctype: str, table: DocType, title: Any, wanted: list[str]) -> list[dict[str, str]]:
    rows = []
    if doctype != "Contact":
        # the main address of a Contact is one of its rows
        query = frappe.qb.from_(table).select(table.name, title.as_("title"), table.email)
        rows += query.where(table.email.isin(wanted)).run(as_dict=True)
    if doctype in ROWS:
        _table_field, child, column = ROWS[doctype]
        row = DocType(child)
        address = row[column]
        query = frappe.qb.from_(row).join(table).on(row.parent == table.name)
        query = query.select(table.name, title.as_("title"), address.as_("email"))
        query = query.where((row.parenttype == doctype) & address.isin(wanted))
        rows += query.run(as_dict=True)
    return [{**row, "email": row["email"].lower(), "title": row["title"] or ""} for row in rows]


def addresses_of(doctype: str, name: str) -> list[str]:
    """Give all e-mail addresses of a person or company, the main one first."""
    main = frappe.db.get_value(doctype, name, MAIN[doctype])
    further: list[str] = []
    if doctype in ROWS:
        _table_field, child, column = ROWS[doctype]
        of_record = {"parent": name, "parenttype": doctype}
        further = frappe.get_all(child, filters=of_record, pluck=column, order_by="idx")
    return list(dict.fromkeys(address.lower() for address in (main, *further) if address))


def global_opt_outs(addresses: Iterable[str]) -> dict[str, Any]:
    """Give when each of these addresses refused all mail (Frappe's Email Unsubscribe): address -> date."""
    wanted = sorted({address for address in addresses if address})
    if not wanted:
        return {}
    refusal = DocType("Email Unsubscribe")
    query = frappe.qb.from_(refusal).select(refusal.email, refusal.creation)
    query = query.where((refusal.global_unsubscribe == 1) & refusal.email.isin(wanted))
    return {row[0].lower(): row[1] for row in query.run()}


def count_members(groups: Iterable[str]) -> dict[str, int]:
    """Count the members of lists as Frappe does, those who left included: list -> number."""
    wanted = sorted(set(groups))
    if not wanted:
        return {}
    member = DocType(MEMBER)
    query = frappe.qb.from_(member).select(member.email_group, Count("*")).groupby(member.email_group)
    return dict.fromkeys(wanted, 0) | dict(query.where(member.email_group.isin(wanted)).run())
