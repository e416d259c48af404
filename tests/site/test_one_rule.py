"""List, many names and document agree, whatever the data."""

from __future__ import annotations

import random
from typing import Any

import frappe
import pytest

from prospect_crm.permissions import viewer
from prospect_crm.permissions.conditions import allowed_names
from tests.factories import make_company, make_contact, make_lead, make_person, make_task, make_user
from tests.site.rights_world import KINDS, entity, first_grant, listed, of  # noqa: F401


def random_people(chance: random.Random) -> tuple[list[str], list[str]]:
    """Give users of every role of ours, and entities that two of them are members of."""
    users = [make_user(f"user{number}@example.com", "Sales Prospector") for number in range(3)]
    users.append(make_user("reader@example.com", "Sales Client Reader"))
    users.append(make_user("boss@example.com", "Sales Prospection Manager"))
    return users, [entity(name, *chance.sample(users, 2)) for name in ("Lille", "Paris", "Nantes")]


def random_records(chance: random.Random, entities: list[str]) -> list[Any]:
    """Give companies, people, contacts and leads with entities of their own, of their company or none."""

    def some() -> list[dict[str, str]]:
        return of(*chance.sample(entities, chance.randint(0, 2)))

    companies = [make_company(f"C{number}", entities=some()) for number in range(5)]
    employers = [None, *[company.name for company in companies]]
    people = [make_person(f"P{n}", "X", company=chance.choice(employers), entities=some()) for n in range(8)]
    contacts = [make_contact(f"K{n}", "X", client_account=chance.choice(companies).name) for n in range(4)]
    leads = [make_lead(contact_prospect=chance.choice(people).name) for _ in range(4)]
    leads += [make_lead(contact=chance.choice(contacts).name, entities=some()) for _ in range(4)]
    return [*companies, *people, *contacts, *leads]


def insert_as(user: str, **values: Any) -> Any:
    """Insert a document that a user has made, whatever they may do today."""
    frappe.set_user(user)
    document = frappe.get_doc(values)
    document.flags.ignore_permissions = True
    document.insert()
    frappe.set_user("Administrator")
    return document


def random_work(chance: random.Random, users: list[str], records: list[Any]) -> list[Any]:
    """Give opportunities of every visibility, and tasks and notes of several authors about everything."""
    companies = [record.name for record in records if record.doctype == "Sales Prospect"]
    deals = [
        insert_as(
            chance.choice([*users[:3], "Administrator"]),
            doctype="Sales Opportunity",
            title="D",
            company=chance.choice(companies),
            visibility=chance.choice(["Everyone", "Entity", "Private"]),
        )
        for _ in range(8)
    ]
    for about in (*records, *deals):
        make_task(about)
    for about in chance.choices([*records, *deals], k=20):
        insert_as(
            chance.choice(users[:3]),
            doctype="Sales Note",
            content="<p>x</p>",
            reference_doctype=about.doctype,
            reference_name=about.name,
            is_private=chance.randint(0, 1),
        )
    return deals


@pytest.mark.parametrize("seed", [11, 12])
def test_list_many_names_and_documents_agree_on_random_data(seed: int) -> None:
    chance = random.Random(seed)
    users, entities = random_people(chance)
    records = random_records(chance, entities)
    deals = random_work(chance, users, records)
    for record in chance.sample([*records, *deals], 5):
        frappe.share.add(record.doctype, record.name, chance.choice(users[:3]))
    compared = 0
    for user in users:
        frappe.set_user(user)
        for doctype in filter(frappe.has_permission, KINDS):
            names = set(frappe.get_all(doctype, pluck="name"))
            by_list = listed(doctype) & names
            by_document = {name for name in names if frappe.has_permission(doctype, "read", doc=name)}
            assert by_list == allowed_names(doctype, names) == by_document, (user, doctype)
            compared += len(names)
        compared += follow_their_record(user, records + deals)
    assert compared > 200


def follow_their_record(user: str, records: list[Any]) -> int:
    """Tasks are seen exactly by those who see what they are about; gives how many were compared."""
    seen = {(record.doctype, name) for record in records for name in seen_of(record.doctype)}
    tasks = frappe.get_all("Sales Task", fields=["name", "reference_doctype", "reference_name"])
    if not frappe.has_permission("Sales Task"):
        return 0
    shown = listed("Sales Task")
    for task in tasks:
        is_seen = (task.reference_doctype, task.reference_name) in seen
        assert (task.name in shown) == is_seen, (user, task)
    return len(tasks)


def seen_of(doctype: str) -> set[str]:
    return listed(doctype) if frappe.has_permission(doctype) else set()


def test_many_names_are_asked_in_one_query_a_thousand(sales_rep: str) -> None:
    make_company()
    frappe.set_user(sales_rep)
    viewer.viewer()
    allowed_names("Sales Prospect", ["x"])
    queries: list[str] = []
    real = frappe.db.sql

    def counted(query: Any, *args: Any, **kwargs: Any) -> Any:
        queries.append(str(query))
        return real(query, *args, **kwargs)

    frappe.db.sql = counted
    try:
        allowed_names("Sales Prospect", [f"name{number}" for number in range(2500)])
    finally:
        frappe.db.sql = real
    reads = [query for query in queries if "from `tabsales prospect`" in query.lower()]
    assert len(reads) == 3


def test_user_text_in_a_share_does_not_break_the_condition(sales_rep: str) -> None:
    nasty = make_contact("O'Brien\\", '"); drop table x; -- %s %', client_account=make_company().name)
    other = make_contact("Anne", "Weisse", client_account=make_company(entities=of(entity("Paris"))).name)
    frappe.share.add("Contact", nasty.name, sales_rep)
    frappe.set_user(sales_rep)
    found = listed("Contact")
    assert (nasty.name in found, other.name in found) == (True, False)
    make_task(nasty)
    assert len(listed("Sales Task")) == 1
