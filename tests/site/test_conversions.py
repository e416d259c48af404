"""Conversions on a real site: what is made and linked, once and only once."""

from __future__ import annotations

from typing import Any

import frappe
import pytest

from tests.factories import make, make_company, make_contact, make_lead, make_person
from tests.site.converting import ADDRESS, convert
from tests.site.refusals import refusal


def full_person(company: str, skill: str, entity: str) -> Any:
    """Give a person of whom everything is known that a client contact may have."""
    return make_person(
        "Karim",
        "Bensaïd",
        company=company,
        email="karim@nexalis.fr",
        other_emails=[{"email": "k@home.fr", "kind": "Home"}],
        phone="04 65 71 20 80",
        mobile="06 12 34 56 78",
        other_phones=[{"number": "04 65 71 20 99", "kind": "Other"}],
        job_title="DSI",
        department="IT",
        sales_rep="Administrator",
        entities=[{"entity": entity}],
        skills=[{"skill": skill, "level": "Expert"}],
        social_profiles=[{"network": "linkedin", "url": "https://linkedin.com/in/karim"}],
        **ADDRESS,
    )


def test_a_person_becomes_a_client_contact_with_everything_that_is_known() -> None:
    company = make_company("Nexalis Énergie")
    skill, lille = make("Sales Skill", skill_name="SAP").name, make("Sales Entity", entity_name="Lille").name
    person = full_person(company.name, skill, lille)
    result = convert(person)
    assert (result.doctype, result.title, result.is_new) == ("Contact", "Karim Bensaïd", True)
    contact = frappe.get_doc("Contact", result.name)
    assert (contact.email_id, contact.phone, contact.mobile_no) == (
        "karim@nexalis.fr",
        "04 65 71 20 80",
        "06 12 34 56 78",
    )
    assert [row.email_id for row in contact.email_ids] == ["karim@nexalis.fr", "k@home.fr"]
    assert [row.phone for row in contact.phone_nos] == ["04 65 71 20 80", "06 12 34 56 78", "04 65 71 20 99"]
    assert (contact.designation, contact.sales_department) == ("DSI", "IT")
    assert (contact.client_account, contact.contact_prospect) == (company.name, person.name)
    assert [(row.skill, row.level) for row in contact.skills] == [(skill, "Expert")]
    assert [row.entity for row in contact.entities] == [lille]
    assert [row.network for row in contact.social_profiles] == ["linkedin"]
    assert [(row.link_doctype, row.link_name) for row in contact.links] == [("Sales Prospect", company.name)]
    address = frappe.get_doc("Address", contact.address)
    assert (address.address_line1, address.city, address.links[0].link_name) == (
        "3 rue Haute",
        "Grenoble",
        company.name,
    )
    company.reload()
    assert (company.account_type, company.status, bool(company.converted_on)) == ("Client", "Converted", True)
    person.reload()
    assert (person.contact, person.status, bool(person.converted_on)) == (contact.name, "Converted", True)


def test_a_lead_becomes_an_opportunity_and_leaves_the_inbox_but_is_not_won() -> None:
    person = make_person(company=make_company().name)
    lead = make_lead(contact_prospect=person.name, status="Wanted", value=18500, currency="EUR")
    result = convert(lead, title="Suivi de 4 sites", visibility="Private", expected_close_on="2027-01-29")
    opportunity = frappe.get_doc("Sales Opportunity", result.name)
    assert (opportunity.title, opportunity.visibility, opportunity.value) == (
        "Suivi de 4 sites",
        "Private",
        18500,
    )
    assert (opportunity.lead, opportunity.contact_prospect) == (lead.name, person.name)
    assert opportunity.company == person.company
    lead.reload()
    assert (lead.inbox_state, lead.status, lead.opportunity) == ("Converted", "Wanted", opportunity.name)
    opportunity.update({"status": "Won"}).save()
    assert frappe.db.get_value("Sales Lead", lead.name, "status") == "Won"


def test_a_company_becomes_a_client() -> None:
    company = make_company(status="To Convert")
    assert convert(company).name == company.name
    company.reload()
    assert (company.account_type, company.status) == ("Client", "Converted")


@pytest.mark.parametrize("make_source", [make_person, make_lead, make_company])
def test_the_second_call_gives_the_first_result_and_makes_nothing(make_source: Any) -> None:
    source = make_source()
    choices = {"account_name": "Lefèvre Conseil"} if source.doctype == "Contact Prospect" else {}
    first, second = convert(source, **choices), convert(source, **choices)
    assert (second.doctype, second.name, second.operation) == (first.doctype, first.name, first.operation)
    assert (first.is_new, second.is_new) == (True, False)
    assert frappe.db.count("Sales Operation") == 1
    assert frappe.db.count("Contact") + frappe.db.count("Sales Opportunity") <= 1


def test_a_free_person_needs_to_be_told_which_account() -> None:
    person = make_person()
    assert refusal(lambda: convert(person)) == (
        "Hélène Lefèvre belongs to no company. Convert this person alone, and say which client account it is."
    )
    contact = frappe.get_doc("Contact", convert(person, account_name="Lefèvre Conseil").name)
    account = frappe.get_doc("Sales Prospect", contact.client_account)
    assert (account.company_name, account.account_type) == ("Lefèvre Conseil", "Client")
    assert frappe.db.get_value("Contact Prospect", person.name, "company") == account.name


def test_the_known_contact_is_completed_and_not_overwritten() -> None:
    company = make_company()
    known = make_contact(client_account=company.name, designation="Director")
    person = make_person(
        "Karim", "Bensaid", company=company.name, job_title="DSI", email="karim@nexalis.fr", fax="01"
    )
    result = convert(person, contact=known.name)
    assert result.name == known.name
    known.reload()
    assert (known.last_name, known.designation, known.fax) == ("Bensaïd", "Director", "01")
    assert (known.email_id, known.contact_prospect) == ("karim@nexalis.fr", person.name)
    assert frappe.db.count("Contact") == 1


def test_a_custom_field_of_the_same_name_is_carried_along() -> None:
    from frappe.custom.doctype.custom_field.custom_field import create_custom_fields

    field = {"fieldname": "loyalty_number", "fieldtype": "Data", "label": "Loyalty Number"}
    create_custom_fields({"Contact Prospect": [dict(field)], "Contact": [dict(field)]})
    try:
        person = make_person(company=make_company().name, loyalty_number="L-12")
        contact = convert(person).name
        assert frappe.db.get_value("Contact", contact, "loyalty_number") == "L-12"
    finally:
        frappe.db.rollback()
        for name in frappe.get_all("Custom Field", {"fieldname": "loyalty_number"}, pluck="name"):
            frappe.delete_doc("Custom Field", name, force=True)
        frappe.db.commit()
