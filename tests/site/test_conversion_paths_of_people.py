"""Statement or document: whoever is converted in bulk, the rows of contacts and all that comes with them are the same."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import frappe
import pytest
from hypothesis import given
from hypothesis import strategies as st

from prospect_crm.services import conversions
from tests.factories import make, make_company, make_person, make_user
from tests.site.listening import drawn_twice, listening, take_path

KNOWN_USER = "rep@example.com"
CHILDREN = (
    "Contact Email",
    "Contact Phone",
    "Dynamic Link",
    "Sales Contact Skill",
    "Sales Social Profile",
    "Sales Record Entity",
)
LINKS = ("name", "parent", "link_name", "client_account", "contact_prospect", "contact", "address", "company")
UNSAID = ("creation", "modified", "converted_on", "_comments")
TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=20) | st.sampled_from(
    ["<b onclick=alert(1)>Salon</b>", "a < b & c", "l'été %s", "\\", "x" * 140]
)
NAME = TEXT.filter(lambda text: 0 < len(text.strip()) < 60)
EMAIL = st.sampled_from(["a@vauban.fr", "A.B@vauban.fr", KNOWN_USER])
PHONE = st.sampled_from(["04 65 71 20 80", "+33 6 12 34 56 78", "06.12.34.56.78", "poste 12"])
SKILL, ENTITY = "SAP", "Lille"
PERSON = st.fixed_dictionaries(
    {"company": st.integers(0, 2)},
    optional={
        "first_name": NAME,
        "last_name": NAME,
        "job_title": TEXT,
        "email": EMAIL,
        "other_emails": st.lists(EMAIL, unique=True, max_size=2),
        "phone": PHONE,
        "mobile": PHONE,
        "other_phones": st.lists(PHONE, unique=True, max_size=2),
        "fax": PHONE,
        "sales_rep": st.just("Administrator"),
        "skills": st.just([SKILL]),
        "entities": st.just([ENTITY]),
        "social_profiles": st.just(["https://linkedin.com/in/karim"]),
        "address_line1": TEXT,
        "address_line2": TEXT,
        "city": TEXT,
        "pincode": st.just("38000"),
        "country": st.just("France"),
    },
)
TABLES = {
    "other_emails": lambda value: {"email": value, "kind": "Work"},
    "other_phones": lambda value: {"number": value, "kind": "Other"},
    "skills": lambda value: {"skill": value, "level": "Expert"},
    "entities": lambda value: {"entity": value},
    "social_profiles": lambda value: {"network": "linkedin", "url": value},
}


@pytest.fixture(autouse=True)
def listener(fresh: None) -> Iterator[Any]:
    """Somebody who listens to contacts, to be switched on and off."""
    make_user(KNOWN_USER, "Sales Prospection Manager")
    make("Sales Skill", skill_name=SKILL)
    make("Sales Entity", entity_name=ENTITY)
    with listening("Contact", disabled=1) as found:
        yield found
    for doctype, name in (("Sales Skill", SKILL), ("Sales Entity", ENTITY)):
        frappe.db.delete(doctype, {"name": name})
    frappe.db.commit()
    frappe.clear_cache()


def made(drawn: list[dict[str, Any]]) -> tuple[list[Any], list[Any]]:
    """Two companies that become clients and one that is, with these people."""
    companies = [make_company("Nexalis", sales_rep="Administrator"), make_company("Vauban")]
    companies.append(make_company("Known", account_type="Client"))
    people = []
    for values in drawn:
        tables = {
            name: [row(value) for value in values[name]] for name, row in TABLES.items() if name in values
        }
        company = companies[values["company"]].name
        people.append(make_person(**{**values, **tables, "company": company}))
    return companies, people


def rows(companies: list[Any], people: list[Any]) -> dict[str, Any]:
    """What is stored of companies, people and what these became; names are replaced by their places."""
    found: dict[str, Any] = {}
    names = {
        record.name: f"{record.doctype} {place}"
        for kind in (companies, people)
        for place, record in enumerate(kind)
    }
    contacts = [frappe.db.get_value("Contact Prospect", person.name, "contact") for person in people]
    addresses = [frappe.db.get_value("Contact", contact, "address") for contact in contacts]
    for kind, those in (("Contact", contacts), ("Address", addresses)):
        names |= {name: f"{kind} {place}" for place, name in enumerate(those) if name}
    for kind in ("Sales Prospect", "Contact Prospect", "Contact", "Address"):
        found[kind] = [named(row, names) for row in stored(kind, "name", names)]
    for kind in CHILDREN:
        found[kind] = [
            {key: value for key, value in named(row, names).items() if key != "name"}
            for row in stored(kind, "parent", names)
        ]
    return {kind: sorted(those, key=str) for kind, those in found.items()}


def stored(doctype: str, column: str, names: dict[str, str]) -> list[dict[str, Any]]:
    return frappe.get_all(doctype, filters={column: ["in", list(names)]}, fields=["*"])


def named(row: dict[str, Any], names: dict[str, str]) -> dict[str, Any]:
    return {
        key: names.get(value, value) if key in LINKS else value
        for key, value in row.items()
        if key not in UNSAID
    }


def journal(operation: str) -> list[Any]:
    fields = ["action", "target_doctype", "state", "reason", "group_no", "digest"]
    found = frappe.get_all("Sales Operation Entry", {"operation": operation}, fields, order_by="position")
    return [{**row, "digest": bool(row.digest)} for row in found]


@drawn_twice
@given(drawn=st.lists(PERSON, min_size=1, max_size=5))
def test_both_paths_make_the_same_of_people(listener: Any, drawn: list[dict[str, Any]]) -> None:
    told = {}
    for path in ("Document", "Set"):
        take_path(listener, path)
        companies, people = made(drawn)
        done = conversions.convert_many(
            "Contact Prospect", [person.name for person in people], {"duplicates": "create"}
        )
        assert frappe.db.get_value("Sales Operation", done.operation, "path") == path
        told[path] = rows(companies, people), journal(done.operation), done.counts
    assert told["Set"] == told["Document"]
