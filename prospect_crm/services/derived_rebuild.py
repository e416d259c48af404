"""Computes the derived columns of a whole table again: after an upgrade, or when data were written past the app.

bench --site SITE execute prospect_crm.services.derived_rebuild.rebuild_all
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from prospect_crm.domain.derived import records
from prospect_crm.domain.derived.company_columns import COMPANY_SOURCES
from prospect_crm.domain.derived.person_columns import CONTACT_FIELDS, PERSON_SOURCES, as_person
from prospect_crm.queries import batches, bulk_write
from prospect_crm.services.entity_sets import entity_set
from prospect_crm.services.regions import phone_region

Row = dict[str, Any]
Columns = dict[str, Any]

SOURCES = {
    "Sales Prospect": (
        "company_name",
        "email",
        "phone",
        "fax",
        "website",
        "siren",
        "siret",
        "vat_number",
    ),
    "Contact Prospect": (*PERSON_SOURCES, "company", "company_as_given", "sector", "city", "country"),
    "Contact": (*CONTACT_FIELDS.values(), "client_account", "company_name"),
    "Sales Lead": ("title", "short_description", "company", "contact_prospect", "contact"),
    "Sales Opportunity": ("title", "company", "contact_prospect", "contact"),
}
"""Kind of record -> the fields that its derived columns follow from; in the order in which they inherit."""


def rebuild_all() -> dict[str, int]:
    """Rebuild every kind of record; gives how many rows of each were not as they should be."""
    return {doctype: rebuild(doctype) for doctype in SOURCES}


def rebuild(doctype: str) -> int:
    """Write the derived columns of every row that has others; gives how many. ``modified`` stays."""
    columns = DERIVED[doctype]
    changed = 0
    for rows in batches.rows_of(doctype, [*SOURCES[doctype], *columns_of(doctype)]):
        found = columns(rows)
        other = [(row["name"], new) for row, new in zip(rows, found, strict=True) if _differs(row, new)]
        bulk_write.update_many(doctype, other)
        changed += len(other)
    return changed


def refresh(doctype: str, names: Sequence[str]) -> None:
    """Write the derived columns of these records anew, in a constant number of queries; ``modified`` stays."""
    if doctype not in DERIVED:
        return
    found = batches.by_name(doctype, names, [*SOURCES[doctype], *columns_of(doctype)])
    rows = list(found.values())
    new = zip((row["name"] for row in rows), DERIVED[doctype](rows), strict=True) if rows else ()
    bulk_write.update_many(doctype, list(new))


def columns_of(doctype: str) -> list[str]:
    """Name the derived columns of a kind of record."""
    blank: Row = {}
    names = {
        "Sales Prospect": lambda: records.company_derived(blank, "", "FR"),
        "Contact Prospect": lambda: records.person_derived(blank, None, "", [], [], "FR"),
        "Contact": lambda: records.client_contact_derived(blank, None, "", [], [], "FR"),
        "Sales Lead": lambda: records.lead_derived(blank, None, None, "", "FR"),
        "Sales Opportunity": lambda: records.opportunity_derived(blank, None, None, "FR"),
    }[doctype]()
    return [name for name in names if name not in SOURCES[doctype]]


def _differs(row: Row, columns: Columns) -> bool:
    return any((row.get(name) or None) != (value or None) for name, value in columns.items())


# -- a batch of each kind ----------------------------------------------------


def _companies(rows: Sequence[Row]) -> list[Columns]:
    own, region = _own_sets("Sales Prospect", rows), phone_region()
    return [records.company_derived(row, own[row["name"]], region) for row in rows]


def _people(rows: Sequence[Row]) -> list[Columns]:
    names = [row["name"] for row in rows]
    own, companies = _own_sets("Contact Prospect", rows), _companies_of(rows, "company")
    emails = batches.child_values("Contact Prospect Email", "Contact Prospect", names, "email")
    phones = batches.child_values("Contact Prospect Phone", "Contact Prospect", names, "number")
    return [
        records.person_derived(
            row,
            companies.get(row["company"]),
            own[row["name"]],
            emails.get(row["name"], []),
            phones.get(row["name"], []),
            phone_region(row["country"]),
        )
        for row in rows
    ]


def _client_contacts(rows: Sequence[Row]) -> list[Columns]:
    names, region = [row["name"] for row in rows], phone_region()
    own, companies = _own_sets("Contact", rows), _companies_of(rows, "client_account")
    emails = batches.child_values("Contact Email", "Contact", names, "email_id")
    phones = batches.child_values("Contact Phone", "Contact", names, "phone")
    return [
        records.client_contact_derived(
            row,
            companies.get(row["client_account"]),
            own[row["name"]],
            emails.get(row["name"], []),
            phones.get(row["name"], []),
            region,
        )
        for row in rows
    ]


def _leads(rows: Sequence[Row]) -> list[Columns]:
    own, region = _own_sets("Sales Lead", rows), phone_region()
    companies, people = _companies_of(rows, "company"), _people_of(rows)
    return [
        records.lead_derived(row, companies.get(row["company"]), people(row), own[row["name"]], region)
        for row in rows
    ]


def _opportunities(rows: Sequence[Row]) -> list[Columns]:
    region, companies, people = phone_region(), _companies_of(rows, "company"), _people_of(rows)
    return [
        records.opportunity_derived(row, companies.get(row["company"]), people(row), region) for row in rows
    ]


DERIVED: dict[str, Callable[[Sequence[Row]], list[Columns]]] = {
    "Sales Prospect": _companies,
    "Contact Prospect": _people,
    "Contact": _client_contacts,
    "Sales Lead": _leads,
    "Sales Opportunity": _opportunities,
}


# -- what a batch reads ------------------------------------------------------


def _own_sets(doctype: str, rows: Sequence[Row]) -> dict[str, str]:
    names = [row["name"] for row in rows]
    entities = batches.child_values("Sales Record Entity", doctype, names, "entity")
    return {name: entity_set(entities.get(name, [])) for name in names}


def _companies_of(rows: Iterable[Row], link: str) -> Mapping[str, Row]:
    names = {row[link] for row in rows if row[link]}
    return batches.by_name("Sales Prospect", sorted(names), [*COMPANY_SOURCES, "entity_set"])


def _people_of(rows: Sequence[Row]) -> Callable[[Row], Row | None]:
    names = sorted({row["contact_prospect"] for row in rows if row["contact_prospect"]})
    prospects = batches.by_name("Contact Prospect", names, [*PERSON_SOURCES, "entity_set"])
    names = sorted({row["contact"] for row in rows if row["contact"]})
    contacts = batches.by_name("Contact", names, [*CONTACT_FIELDS.values(), "entity_set"])

    def person(row: Row) -> Row | None:
        if row["contact_prospect"]:
            return prospects.get(row["contact_prospect"])
        contact = contacts.get(row["contact"])
        return {**as_person(contact), "entity_set": contact["entity_set"]} if contact else None

    return person
