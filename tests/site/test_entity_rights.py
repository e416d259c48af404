"""Entities: who sees the records of whom, on lists and documents alike."""

from __future__ import annotations

import frappe

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
from tests.site.rights_world import KINDS, entity, first_grant, listed, of, with_right, without  # noqa: F401


def test_a_user_sees_records_of_their_entities_and_of_none(sales_rep: str) -> None:
    lille, paris = entity("Lille", sales_rep), entity("Paris")
    mine, theirs, free = make_company(entities=of(lille)), make_company(entities=of(paris)), make_company()
    both = make_company(entities=of(lille, paris))
    person = make_person(company=theirs.name)
    frappe.set_user(sales_rep)
    assert listed("Sales Prospect") == {mine.name, free.name, both.name}
    assert listed("Contact Prospect") == set()
    assert not frappe.has_permission("Sales Prospect", "read", doc=theirs.name)
    assert not frappe.has_permission("Contact Prospect", "write", doc=person.name)
    assert frappe.has_permission("Sales Prospect", "write", doc=both.name)


def test_the_manager_of_an_entity_is_a_member(sales_rep: str) -> None:
    lille = make_entity("Lille")
    lille.update({"manager": sales_rep}).save()
    company = make_company(entities=of(lille.name))
    frappe.set_user(sales_rep)
    assert listed("Sales Prospect") == {company.name}


def test_see_all_entities_lifts_the_restriction(sales_rep: str) -> None:
    company = make_company(entities=of(entity("Paris")))
    frappe.set_user(sales_rep)
    assert listed("Sales Prospect") == set()
    frappe.set_user("Administrator")
    with_right("see_all_entities")
    frappe.set_user(sales_rep)
    assert listed("Sales Prospect") == {company.name}


def test_a_shared_record_is_seen_in_list_and_document(sales_rep: str) -> None:
    company, other = (make_company(entities=of(name)) for name in (entity("Paris"), entity("Nantes")))
    frappe.share.add("Sales Prospect", company.name, sales_rep)
    frappe.set_user(sales_rep)
    assert listed("Sales Prospect") == {company.name}
    assert frappe.has_permission("Sales Prospect", "read", doc=company.name)
    assert not frappe.has_permission("Sales Prospect", "read", doc=other.name)
    assert not frappe.has_permission("Sales Prospect", "write", doc=company.name)


def test_user_permissions_of_frappe_narrow_further(sales_rep: str) -> None:
    territories = [frappe.get_doc(doctype="Sales Territory", territory_name=n).insert().name for n in "AB"]
    first, second = (make_company(territory=territory) for territory in territories)
    task, hidden = make_task(first), make_task(second)
    frappe.permissions.add_user_permission("Sales Territory", territories[0], sales_rep)
    try:
        frappe.set_user(sales_rep)
        assert listed("Sales Prospect") == {first.name}
        assert listed("Sales Task") == {task.name}
        assert not frappe.has_permission("Sales Task", "read", doc=hidden.name)
    finally:
        frappe.set_user("Administrator")
        frappe.db.delete("User Permission", {"user": sales_rep})
        frappe.clear_cache(user=sales_rep)


def test_what_hangs_on_a_hidden_record_is_hidden(sales_rep: str) -> None:
    company = make_company(entities=of(entity("Paris")))
    person, contact = make_person(company=company.name), make_contact(client_account=company.name)
    lead, deal = make_lead(contact_prospect=person.name), make_opportunity(company=company.name)
    for about in (company, person, contact, lead, deal):
        make_task(about)
        make_note(about)
    frappe.set_user(sales_rep)
    assert {doctype: listed(doctype) for doctype in KINDS if doctype != "Contact"} == {
        doctype: set() for doctype in KINDS if doctype != "Contact"
    }
    assert contact.name not in listed("Contact")


def test_contacts_of_other_apps_stay_visible(sales_rep: str) -> None:
    foreign = make_contact("Anne", "Weisse")
    client = make_contact("Hélène", "Blou", client_account=make_company().name)
    without("client_contacts")
    frappe.set_user(sales_rep)
    found = listed("Contact")
    assert (foreign.name in found, client.name in found) == (True, False)
    assert frappe.has_permission("Contact", "read", doc=foreign.name)
    assert not frappe.has_permission("Contact", "read", doc=client.name)
