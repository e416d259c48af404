"""The rules of leads."""

from __future__ import annotations

import frappe
import pytest

from tests.factories import make_company, make_contact, make_lead, make_opportunity, make_person, make_task
from tests.site.refusals import refusal


def test_a_lead_needs_a_company_or_a_person() -> None:
    sentence = refusal(lambda: frappe.get_doc(doctype="Sales Lead", title="Somebody").insert())
    assert sentence == "A lead needs a company or a person. Choose one, or add it first."


def test_a_lead_has_one_person() -> None:
    person, contact = make_person(), make_contact()
    sentence = refusal(lambda: make_lead(contact_prospect=person.name, contact=contact.name))
    assert sentence == "A lead has one person: choose either a contact prospect or a client contact."


def test_a_lead_is_called_after_its_company_until_somebody_types_a_title() -> None:
    company = make_company("Nexalis")
    plain, typed = make_lead(company=company.name), make_lead(company=company.name, title="Pollutec 2026")
    company.update({"company_name": "Nexalis Énergie"}).save()
    titles = [frappe.db.get_value("Sales Lead", lead.name, "title") for lead in (plain, typed)]
    assert titles == ["Nexalis Énergie", "Pollutec 2026"]


def test_a_lead_of_a_person_belongs_to_the_persons_company() -> None:
    company = make_company("Nexalis", headcount=120)
    person = make_person(company=company.name, email="h@nexalis.example", mobile="06 12 34 56 78")
    lead = make_lead(contact_prospect=person.name)
    assert (lead.company, lead.company_name, lead.headcount) == (company.name, "Nexalis", 120)
    assert (lead.person_name, lead.email, lead.mobile) == (
        "Hélène Lefèvre",
        "h@nexalis.example",
        "06 12 34 56 78",
    )


def test_a_lead_of_a_free_contact_has_no_company() -> None:
    lead = make_lead(contact_prospect=make_person().name)
    assert (lead.company, lead.title) == (None, "Hélène Lefèvre")


def test_a_client_contact_can_be_the_person_of_a_lead() -> None:
    company = make_company("Aprool")
    contact = make_contact(client_account=company.name, designation="DAF")
    lead = make_lead(contact=contact.name)
    assert (lead.company, lead.person_name, lead.job_title) == (company.name, "Karim Bensaïd", "DAF")


def test_the_prospecting_action_is_dated_when_it_changes() -> None:
    lead = make_lead()
    assert lead.prospecting_action_on is None
    lead.update({"prospecting_action": "Could Not Reach"}).save()
    first = lead.prospecting_action_on
    assert first is not None
    lead.update({"short_description": "Audits energy"}).save()
    assert lead.prospecting_action_on == first
    lead.update({"prospecting_action": None}).save()
    assert lead.prospecting_action_on is None


def test_a_value_is_never_without_a_currency() -> None:
    lead = make_lead(value=100, currency="GBP")
    lead.update({"currency": None}).save()
    assert lead.currency == frappe.db.get_default("currency")


@pytest.mark.parametrize(("status", "reopened"), [("Won", "Wanted"), ("Lost", "Wanted")])
def test_a_closed_opportunity_closes_its_lead(status: str, reopened: str) -> None:
    lead = make_lead()
    opportunity = make_opportunity(company=lead.company, lead=lead.name)
    assert frappe.db.get_value("Sales Lead", lead.name, "status") == "No Status"
    opportunity.update({"status": status, "lost_reason": "Price" if status == "Lost" else None}).save()
    assert frappe.db.get_value("Sales Lead", lead.name, "status") == status
    opportunity.update({"status": "Open"}).save()
    assert frappe.db.get_value("Sales Lead", lead.name, "status") == reopened


def test_a_new_opportunity_leaves_the_status_of_its_lead() -> None:
    lead = make_lead(status="Lost")
    make_opportunity(company=lead.company, lead=lead.name)
    assert frappe.db.get_value("Sales Lead", lead.name, "status") == "Lost"


def test_a_lead_that_work_hangs_on_is_not_deleted() -> None:
    lead = make_lead(title="Pollutec")
    task = make_task(lead)
    assert refusal(lead.delete) == (
        "Pollutec cannot be deleted: records of these types are attached to it: Sales Task. Delete them first."
    )
    task.delete()
    lead.delete()
    assert not frappe.db.exists("Sales Lead", lead.name)


def test_the_same_record_of_an_erp_is_linked_once() -> None:
    first = make_lead(erp_doctype="ToDo", erp_name=None)
    assert (first.erp_doctype, first.erp_name) == (None, None)
    todo = frappe.get_doc(doctype="ToDo", description="x").insert().name
    make_lead(erp_doctype="ToDo", erp_name=todo)
    with pytest.raises(frappe.UniqueValidationError):
        make_lead(erp_doctype="ToDo", erp_name=todo)
