"""Reads on people, and the one statement that carries a company's change to its people."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import frappe
from frappe.query_builder import DocType


def update_company_columns(company: str, columns: Mapping[str, Any]) -> None:
    """Write a company's derived columns to all its people in one statement; ``modified`` stays."""
    person = DocType("Contact Prospect")
    query = frappe.qb.update(person).where(person.company == company)
    for column, value in columns.items():
        query = query.set(person[column], value)
    query.run()


def child_rows(child: str, parents: Sequence[str], fieldnames: Iterable[str]) -> dict[str, list[dict]]:
    """Give the rows of one child table of many people in one query: person -> rows in order."""
    if not parents:
        return {}
    table = DocType(child)
    query = (
        frappe.qb.from_(table)
        .select(table.parent, *[table[name] for name in fieldnames])
        .where(table.parent.isin(list(parents)))
        .where(table.parenttype == "Contact Prospect")
        .orderby(table.idx)
    )
    rows: dict[str, list[dict]] = {}
    for row in query.run(as_dict=True):
        rows.setdefault(row.pop("parent"), []).append(dict(row))
    return rows


def with_emails(addresses: Sequence[str]) -> list[dict[str, Any]]:
    """Find the people who have one of these e-mail addresses (lower case) as main or other address."""
    if not addresses:
        return []
    person, other = DocType("Contact Prospect"), DocType("Contact Prospect Email")
    main = (
        frappe.qb.from_(person)
        .select(person.name, person.full_name, person.email)
        .where(person.email.isin(list(addresses)))
    )
    more = (
        frappe.qb.from_(other)
        .join(person)
        .on(other.parent == person.name)
        .select(person.name, person.full_name, other.email)
        .where(other.parenttype == "Contact Prospect")
        .where(other.email.isin(list(addresses)))
    )
    return [*main.run(as_dict=True), *more.run(as_dict=True)]


def with_full_names(full_names: Sequence[str]) -> list[dict[str, Any]]:
    """Find the people of these full names, with what tells namesakes apart."""
    if not full_names:
        return []
    person = DocType("Contact Prospect")
    return (
        frappe.qb.from_(person)
        .select(
            person.name,
            person.full_name,
            person.email,
            person.phone,
            person.mobile,
            person.company,
            person.company_name,
            person.company_as_given,
        )
        .where(person.full_name.isin(list(full_names)))
        .run(as_dict=True)
    )
