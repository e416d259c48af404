"""What the places of a mail hold for each recipient: person, company and sales rep, in a few queries a batch."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import frappe

from prospect_crm.queries.batches import by_name
from prospect_crm.services.mail_recipients import Recipient, readable_rows

PERSON_FIELDS = {
    "Contact Prospect": (
        *("salutation", "first_name", "last_name", "full_name", "job_title", "phone", "mobile"),
        *("company", "company_name", "company_as_given", "sales_rep"),
    ),
    "Contact": (
        *("salutation", "first_name", "last_name", "full_name", "designation as job_title", "phone"),
        *("mobile_no as mobile", "client_account as company", "client_name as company_name", "sales_rep"),
        *("unsubscribed", "has_left_company"),
    ),
    "Sales Prospect": ("company_name", "phone", "sales_rep"),
}
COMPANY_FIELDS = ("company_name", "website", "sector")
USER_FIELDS = ("full_name", "first_name", "email", "phone", "mobile_no", "enabled")
FROM_PERSON = ("salutation", "first_name", "last_name", "full_name", "job_title", "phone", "mobile")


@dataclass(frozen=True, slots=True)
class Filling:
    """The values of one recipient's mail: place -> text; ``sender`` as a From header, ``row`` the person's fields."""

    places: dict[str, str]
    rep: str
    row: Mapping[str, Any]


def fillings(batch: Sequence[Recipient]) -> dict[tuple[str, str], Filling]:
    """Give the values of each person or company of a batch: (DocType, name) -> values."""
    people: dict[tuple[str, str], dict[str, Any]] = {}
    for doctype, fields in PERSON_FIELDS.items():
        names = [entry.name for entry in batch if entry.doctype == doctype]
        people |= {(doctype, name): row for name, row in readable_rows(doctype, names, fields).items()}
    companies = _companies(people)
    users = by_name("User", sorted({_rep(row) for row in people.values()}), USER_FIELDS)
    found = {}
    for entry in batch:
        row = people.get((entry.doctype, entry.name), {})
        rep = users.get(_rep(row)) or {}
        company = companies.get(
            row.get("company") or (entry.name if entry.doctype == "Sales Prospect" else "")
        )
        places = {**_of_person(row), "email": entry.email, **_of_company(row, company or {}), **_of_rep(rep)}
        found[entry.doctype, entry.name] = Filling(_as_text(places), _rep(row), row)
    return found


def sender_of(user: str) -> str:
    """Give a user as the From header of a mail, or "" where the user has no address or is disabled."""
    row = frappe.db.get_value("User", user, ["email", "enabled"], as_dict=True)
    return frappe.utils.get_formatted_email(user) if row and row.enabled and row.email else ""


def _companies(people: Mapping[tuple[str, str], Mapping[str, Any]]) -> dict[str, dict[str, Any]]:
    names = [row.get("company") or "" for row in people.values()]
    names += [name for doctype, name in people if doctype == "Sales Prospect"]
    return readable_rows("Sales Prospect", names, COMPANY_FIELDS)


def _rep(row: Mapping[str, Any]) -> str:
    """Whoever sends stands in for a rep who is not there."""
    return row.get("sales_rep") or frappe.session.user


def _of_person(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: row.get(name) for name in FROM_PERSON}


def _of_company(row: Mapping[str, Any], company: Mapping[str, Any]) -> dict[str, Any]:
    name = company.get("company_name") or row.get("company_name") or row.get("company_as_given")
    return {
        "company_name": name,
        "company_website": company.get("website"),
        "company_sector": company.get("sector"),
    }


def _of_rep(rep: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "rep_name": rep.get("full_name"),
        "rep_first_name": rep.get("first_name"),
        "rep_email": rep.get("email"),
        "rep_phone": rep.get("phone") or rep.get("mobile_no"),
    }


def _as_text(places: Mapping[str, Any]) -> dict[str, str]:
    return {name: str(value or "").strip() for name, value in places.items()}
