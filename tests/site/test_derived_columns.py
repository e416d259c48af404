"""Derived columns stay equal to what they are derived from, whatever is changed in whatever order."""

from __future__ import annotations

import random
from typing import Any

import frappe
import pytest

from prospect_crm.services import derived_rebuild
from tests.factories import (
    make_company,
    make_contact,
    make_entity,
    make_lead,
    make_note,
    make_opportunity,
    make_person,
    make_task,
)

KINDS = ("Sales Prospect", "Contact Prospect", "Contact", "Sales Lead", "Sales Opportunity")


def entities(*names: str) -> list[dict[str, str]]:
    return [{"entity": name} for name in names]


def set_of(record: Any) -> str:
    return frappe.db.get_value(record.doctype, record.name, "entity_set")


def members(name: str) -> list[str]:
    rows = frappe.get_all("Sales Record Entity", filters={"parent": name}, pluck="entity")
    return sorted(rows)


def test_everything_below_a_company_inherits_its_entities_and_their_change() -> None:
    lille, paris = make_entity("Lille").name, make_entity("Paris").name
    company = make_company(entities=entities(lille))
    person, contact = make_person(company=company.name), make_contact(client_account=company.name)
    own = make_person("Anne", "Weisse", company=company.name, entities=entities(paris))
    lead = make_lead(contact_prospect=person.name)
    opportunity = make_opportunity(company=company.name)
    task, note = make_task(lead), make_note(person)
    below = [person, contact, lead, opportunity, task, note, make_task(contact), make_note(opportunity)]
    assert {set_of(record) for record in below} == {company.entity_set}
    assert members(company.entity_set) == ["Lille"]
    company.reload()
    company.update({"entities": entities(lille, paris)}).save()
    assert members(company.entity_set) == ["Lille", "Paris"]
    assert {set_of(record) for record in below} == {company.entity_set}
    assert members(set_of(own)) == ["Paris"]


def test_a_lead_that_names_only_a_person_follows_the_persons_company() -> None:
    lille = make_entity("Lille").name
    company = make_company()
    person = make_person(company=company.name)
    lead = make_lead(contact_prospect=person.name)
    frappe.db.set_value("Sales Lead", lead.name, "company", None)
    company.update({"entities": entities(lille)}).save()
    assert members(set_of(lead)) == ["Lille"]


def test_sets_are_shared_and_go_with_their_entity() -> None:
    lille = make_entity("Lille")
    first, second = (make_company(entities=entities(lille.name)) for _ in range(2))
    assert (first.entity_set, frappe.db.count("Sales Entity Set")) == (second.entity_set, 1)
    with pytest.raises(frappe.LinkExistsError):
        lille.delete()
    frappe.db.rollback()
    free = make_entity("Nantes")
    company = make_company(entities=entities(free.name))
    company.update({"entities": []}).save()
    free.delete()
    assert frappe.db.count("Sales Entity Set") == 0


def test_a_company_changes_its_people_in_one_statement_each() -> None:
    company = make_company("Nexalis")
    for number in range(30):
        make_person(f"P{number}", "Weisse", company=company.name)
    company.reload()
    statements: list[str] = []
    real = frappe.db.sql

    def counted(query: Any, *args: Any, **kwargs: Any) -> Any:
        statements.append(str(query))
        return real(query, *args, **kwargs)

    frappe.db.sql = counted
    try:
        company.update({"company_name": "Nexalis Énergie", "headcount": 9}).save()
    finally:
        frappe.db.sql = real
    updates = [
        text for text in statements if text.lstrip().upper().startswith("UPDATE `TABCONTACT PROSPECT`")
    ]
    assert len(updates) == 2, updates  # the columns, and one segment of the search text
    texts = frappe.get_all("Contact Prospect", pluck="search_text")
    assert {text.split("|")[1] for text in texts} == {"nexalis energie"}


def made_at_random(chance: random.Random, companies: list[Any]) -> list[Any]:
    """Give records of every kind that hang on these companies, and the companies."""
    people = [make_person(f"P{n}", "Weisse", company=chance.choice(companies).name) for n in range(6)]
    contacts = [make_contact(f"C{n}", "Blou", client_account=chance.choice(companies).name) for n in range(3)]
    leads = [make_lead(contact_prospect=person.name) for person in people[:4]]
    leads += [make_lead(contact=contacts[0].name), make_lead(company=companies[0].name)]
    deals = [make_opportunity(contact_prospect=people[0].name), make_opportunity(company=companies[1].name)]
    return [*companies, *people, *contacts, *leads, *deals]


def edits_of(companies: list[Any]) -> dict[str, list[dict[str, Any]]]:
    """Give what may be written to a record of each kind."""
    sectors = frappe.get_all("Sales Sector", pluck="name", limit=2)
    return {
        "Sales Prospect": [
            {"company_name": "Hexavert"},
            {"company_name": "Nexalis"},
            {"sector": sectors[0]},
            {"sector": None},
            {"headcount": 12, "phone": "01 44 55 66 77"},
        ],
        "Contact Prospect": [
            {"last_name": "Dupont", "mobile": "06 12 34 56 78"},
            {"email": "x@y.example", "company": None},
            {"company": companies[0].name},
            {"company": companies[1].name, "job_title": "DAF"},
        ],
        "Contact": [
            {"last_name": "Blois", "designation": "RRH"},
            {"client_account": companies[2].name},
            {"client_account": None},
        ],
        "Sales Lead": [{"title": "Salon"}, {"short_description": "Audit"}, {"company": companies[3].name}],
        "Sales Opportunity": [{"title": "Audit"}, {"company": companies[2].name}],
    }


def test_nothing_is_stale_after_random_edits() -> None:
    """Rebuilding everything from scratch finds nothing to change."""
    chance = random.Random(7)
    names = [make_entity(name).name for name in ("Lille", "Paris", "Nantes")]
    companies = [make_company(f"Company {number}") for number in range(4)]
    records = made_at_random(chance, companies)
    tasks = [make_task(record) for record in records]
    edits = edits_of(companies)
    for _ in range(60):
        record = frappe.get_doc(*chance.choice([(r.doctype, r.name) for r in records]))
        record.update(chance.choice(edits[record.doctype]))
        if record.meta.has_field("entities") and chance.random() < 0.5:
            record.entities = []
            record.extend("entities", entities(*chance.sample(names, chance.randint(0, 2))))
        record.save()
    assert derived_rebuild.rebuild_all() == dict.fromkeys(KINDS, 0)
    for task in tasks:
        before = frappe.get_doc("Sales Task", task.name)
        after = frappe.get_doc("Sales Task", task.name)
        after.save()
        columns = ("reference_title", "company", "mobile", "phone", "entity_set")
        assert [before.get(name) for name in columns] == [after.get(name) for name in columns], task.as_dict()


def test_rebuilding_mends_what_was_written_past_the_app() -> None:
    person = make_person(company=make_company("Nexalis").name)
    frappe.db.set_value(
        "Contact Prospect",
        person.name,
        {"search_text": "wrong", "company_name": "wrong", "entity_set": "wrong"},
        update_modified=False,
    )
    assert derived_rebuild.rebuild("Contact Prospect") == 1
    found = frappe.db.get_value(
        "Contact Prospect", person.name, ["search_text", "company_name", "entity_set", "modified"]
    )
    assert (*found[:3], str(found[3])) == ("helene lefevre|nexalis", "Nexalis", "", str(person.modified))
