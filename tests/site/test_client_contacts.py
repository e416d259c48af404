"""Frappe's Contact as a client contact: ours beside what other apps do with it."""

from __future__ import annotations

import frappe

from tests.factories import make_company, make_contact, make_lead
from tests.site.refusals import refusal


def links(contact) -> list[tuple[str, str]]:
    return [(row.link_doctype, row.link_name) for row in contact.links]


def test_the_client_account_is_linked_both_ways() -> None:
    company, other = make_company("Aprool", headcount=30), make_company("Nexalis")
    contact = make_contact(client_account=company.name)
    assert links(contact) == [("Sales Prospect", company.name)]
    assert (contact.client_name, contact.headcount) == ("Aprool", 30)
    contact.update({"client_account": other.name}).save()
    assert links(contact) == [("Sales Prospect", other.name)]
    contact.update({"client_account": None}).save()
    assert (links(contact), contact.client_name, contact.headcount) == ([], None, 0)


def test_a_contact_made_from_the_company_page_gets_its_account() -> None:
    company = make_company("Aprool")
    row = {"link_doctype": "Sales Prospect", "link_name": company.name}
    assert make_contact(links=[row]).client_account == company.name


def test_a_contact_without_us_stays_as_it_is() -> None:
    contact = make_contact(links=[{"link_doctype": "User", "link_name": "Administrator"}])
    assert links(contact) == [("User", "Administrator")]
    assert (contact.client_account, contact.disabled, contact.entity_set) == (None, 0, "")


def test_whoever_left_is_disabled_and_no_longer_suggested() -> None:
    contact = make_contact()
    contact.update({"has_left_company": 1}).save()
    assert contact.disabled == 1
    from frappe.desk.search import search_widget

    search_widget("Contact", "Karim")
    suggested = frappe.response.get("values") or frappe.response.get("results") or []
    assert contact.name not in [row[0] for row in suggested]
    contact.update({"has_left_company": 0}).save()
    assert contact.disabled == 0


def test_disabling_by_hand_stays() -> None:
    contact = make_contact()
    contact.update({"disabled": 1}).save()
    contact.update({"designation": "DAF"}).save()
    assert contact.disabled == 1


def test_a_contact_that_work_hangs_on_is_not_deleted() -> None:
    contact = make_contact()
    make_lead(contact=contact.name)
    assert refusal(contact.delete) == (
        "Karim Bensaïd cannot be deleted: records of these types are attached to it: Sales Lead."
        " Delete them first."
    )


def test_a_change_of_the_client_changes_its_contacts() -> None:
    company = make_company("Aprool")
    contact = make_contact(client_account=company.name)
    company.update({"company_name": "Aprool SA", "is_archived": 1, "sales_rep": "Administrator"}).save()
    found = frappe.db.get_value(
        "Contact", contact.name, ["client_name", "client_is_archived", "client_rep", "search_text"]
    )
    assert found == ("Aprool SA", 1, "Administrator", "karim bensaid|aprool sa")


def test_a_company_with_people_is_not_deleted() -> None:
    company = make_company("Aprool")
    make_contact(client_account=company.name)
    assert refusal(company.delete) == (
        "Aprool cannot be deleted: records of these types are attached to it: Contact. Delete them first."
    )
