"""Conversions taken back: everything as it was, or what stands against it."""

from __future__ import annotations

import frappe
import pytest

from prospect_crm.services import conversions, messages, operations
from prospect_crm.services import undo as undoing
from tests.factories import make, make_company, make_contact, make_lead, make_person
from tests.site.converting import ADDRESS, convert, count, everything, undo


@pytest.mark.parametrize("kind", ["person", "known", "lead", "company"])
def test_undo_gives_back_everything_as_it_was(kind: str) -> None:
    company = make_company()
    person = make_person(company=company.name, email="h@vauban.fr", job_title="DAF", **ADDRESS)
    known = make_contact(client_account=make_company("Known", account_type="Client").name)
    source = {"person": person, "known": person, "company": company}.get(kind) or make_lead(
        contact_prospect=person.name
    )
    choices = {"contact": known.name} if kind == "known" else {}
    before = everything()
    result = convert(source, **choices)
    assert everything() != before
    undone = undo(result)
    assert (
        frappe.get_all(
            "Sales Operation Entry",
            {"operation": undone.name, "state": "kept"},
            ["target_doctype", "action", "reason", "changes"],
        )
        == []
    )
    assert everything() == before
    assert convert(source, **choices).is_new


def test_undo_leaves_a_result_alone_that_somebody_works_with() -> None:
    lead = make_lead()
    result = convert(lead)
    make("Sales Task", subject="Call", reference_doctype="Sales Opportunity", reference_name=result.name)
    undone = undo(result)
    reasons = frappe.get_all("Sales Operation Entry", {"operation": undone.name}, ["state"], pluck="state")
    assert set(reasons) == {"kept"}
    assert frappe.db.exists("Sales Opportunity", result.name)
    assert frappe.db.get_value("Sales Lead", lead.name, "inbox_state") == "Converted"


def test_a_company_with_further_client_contacts_stays_a_client_and_the_preview_says_so() -> None:
    company = make_company()
    first = convert(make_person(company=company.name))
    convert(make_person("Anne", "Weisse", company=company.name))
    planned = undoing.plan_undo(frappe.get_doc("Sales Operation", first.operation))
    filters = {"operation": planned.name, "target_doctype": "Sales Prospect"}
    [entry] = frappe.get_all("Sales Operation Entry", filters, ["state", "reason"])
    sentence = messages.translated(messages.load(entry.reason)[0])
    assert (entry.state, sentence) == ("kept", "This company has client contacts, so it stays a client.")
    assert planned.planned_count == 0
    operations.apply(planned)
    assert frappe.db.get_value("Sales Prospect", company.name, "account_type") == "Client"
    assert frappe.db.exists("Contact", first.name)


def test_undo_of_many_takes_back_those_that_nobody_touched() -> None:
    leads = [make_lead(title=f"Lead {number}") for number in range(3)]
    done = conversions.convert_many("Sales Lead", [lead.name for lead in leads])
    touched = frappe.db.get_value("Sales Lead", leads[1].name, "opportunity")
    frappe.get_doc("Sales Opportunity", touched).update({"value": 5}).save()
    undone = undo(conversions.Result("", "", "", done.operation, True))
    assert frappe.get_all("Sales Opportunity", pluck="name") == [touched]
    assert count(undone, "kept") == 1
    assert frappe.db.get_value("Sales Lead", leads[0].name, ["inbox_state", "opportunity"]) == ("Inbox", None)
