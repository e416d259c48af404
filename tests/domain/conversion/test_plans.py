"""The three arrows: what is created, linked, filled, what stays, what leaves."""

from __future__ import annotations

from typing import Any

from prospect_crm.domain.conversion.company import Customer, plan_company
from prospect_crm.domain.conversion.lead import LeadFacts, plan_lead
from prospect_crm.domain.conversion.person import PersonFacts, plan_person
from prospect_crm.domain.conversion.plan import ConversionPlan, FieldLine, Record

AT = "2026-11-24 10:00:00"
COMPANY = {
    "name": "c1",
    "company_name": "Nexalis",
    "account_type": "Prospect",
    "status": "Assigned",
    "converted_on": None,
}
PERSON = {
    "name": "p1",
    "first_name": "Karim",
    "last_name": "Bensaïd",
    "full_name": "Karim Bensaïd",
    "company": "c1",
    "status": "New",
    "email": "karim@nexalis.fr",
    "phone": "04 65 71 20 80",
    "mobile": "06 12 34 56 78",
    "job_title": "DSI",
    "address_line1": "3 rue Haute",
    "city": "Grenoble",
    "other_emails": [{"email": "k@home.fr", "kind": "Home"}],
}


def facts(**values: Any) -> PersonFacts:
    given = {"account": COMPANY, "at": AT, "contact_name": "Karim", "address_name": "a1"}
    return PersonFacts(**{**given, "default_country": "France", **values})


def steps(plan: ConversionPlan) -> list[tuple[str, str, str]]:
    return [(step.action, step.doctype, step.name) for step in plan.steps]


def test_a_person_becomes_a_contact_its_company_a_client_and_its_address_an_address() -> None:
    plan = plan_person(PERSON, facts())
    assert steps(plan) == [
        ("update", "Sales Prospect", "c1"),
        ("create", "Address", "a1"),
        ("create", "Contact", "Karim"),
        ("update", "Contact Prospect", "p1"),
    ]
    contact = {name: after for name, (_before, after) in plan.steps[2].changes.items()}
    assert contact["designation"] == "DSI"
    assert contact["address"] == "a1"
    assert contact["contact_prospect"] == "p1"
    assert [row["email_id"] for row in contact["email_ids"]] == ["karim@nexalis.fr", "k@home.fr"]
    assert contact["phone_nos"] == [
        {"phone": "04 65 71 20 80", "is_primary_phone": 1, "is_primary_mobile_no": 0},
        {"phone": "06 12 34 56 78", "is_primary_phone": 0, "is_primary_mobile_no": 1},
    ]
    assert plan.steps[3].changes == {
        "contact": (None, "Karim"),
        "converted_on": (None, AT),
        "status": ("New", "Converted"),
    }
    assert plan.linked == [Record("Sales Prospect", "c1", "Nexalis")]


def test_a_known_contact_is_completed_and_what_differs_stays() -> None:
    known = {
        "name": "Karim B",
        "full_name": "Karim Bensaid",
        "first_name": "Karim",
        "last_name": "Bensaid",
        "email_ids": [{"email_id": "karim@nexalis.fr", "is_primary": 1}],
        "address": "a0",
    }
    plan = plan_person(PERSON, facts(contact=known, contact_name="Karim B"))
    assert ("update", "Contact", "Karim B") in steps(plan)
    assert not [step for step in plan.steps if step.action == "create"]
    assert FieldLine("Contact", "designation", None, "DSI") in plan.filled
    assert plan.stays == [FieldLine("Contact", "last_name", "Bensaid", "Bensaïd")]
    change = next(step for step in plan.steps if step.doctype == "Contact").changes
    assert change["email_ids"][1] == [
        {"email_id": "karim@nexalis.fr", "is_primary": 1},
        {"email_id": "k@home.fr", "is_primary": 0},
    ]
    assert "last_name" not in change


def test_an_address_without_its_street_stays_with_the_person_and_the_plan_says_so() -> None:
    plan = plan_person({**PERSON, "address_line1": ""}, facts())
    assert "Address" not in [step.doctype for step in plan.steps]
    assert [str(note) for note in plan.notes] == [
        "The address lacks its street, city or country; it stays with the contact prospect."
    ]


def test_an_address_that_the_client_has_already_is_linked_not_doubled() -> None:
    known = [{"name": "a7", "address_line1": "3 Rue haute", "city": "GRENOBLE", "pincode": None}]
    plan = plan_person(PERSON, facts(known_addresses=known))
    assert "Address" not in [step.doctype for step in plan.steps]
    contact = next(step for step in plan.steps if step.doctype == "Contact")
    assert contact.changes["address"] == (None, "a7")


def test_a_company_that_is_a_client_already_is_only_linked() -> None:
    plan = plan_person(PERSON, facts(account={**COMPANY, "account_type": "Client"}))
    assert "Sales Prospect" not in [step.doctype for step in plan.steps]


def test_a_free_person_gets_the_account_that_was_chosen() -> None:
    account = {"name": "c9", "company_name": "Karim Conseil", "account_type": "Client"}
    plan = plan_person({**PERSON, "company": None}, facts(account=account, is_new_account=True))
    assert steps(plan)[0] == ("create", "Sales Prospect", "c9")
    assert plan.steps[-1].changes["company"] == (None, "c9")


def test_a_customer_is_made_before_the_account_that_links_it() -> None:
    customer = Customer("Customer", "Nexalis", "Nexalis", {"customer_name": "Nexalis"})
    plan = plan_company(COMPANY, AT, customer)
    assert steps(plan) == [("create", "Customer", "Nexalis"), ("update", "Sales Prospect", "c1")]
    assert plan.steps[1].changes["erp_name"] == (None, "Nexalis")


def test_the_erp_shows_the_contact_and_its_address_at_the_customer() -> None:
    customer = Customer("Customer", "CUST-1", "Nexalis", {"customer_name": "Nexalis"})
    plan = plan_person(PERSON, facts(customer=customer))
    made = {step.doctype: step.changes for step in plan.steps if step.action == "create"}
    links = [{"link_doctype": "Sales Prospect", "link_name": "c1", "link_title": "Nexalis"}]
    links.append({"link_doctype": "Customer", "link_name": "CUST-1", "link_title": "Nexalis"})
    assert made["Address"]["links"] == made["Contact"]["links"] == (None, links)


def test_a_client_is_not_converted_again() -> None:
    plan = plan_company({**COMPANY, "account_type": "Client"}, AT)
    assert (str(plan.refusal), plan.steps) == ("Nexalis is a client already.", [])


def test_a_lead_becomes_an_opportunity_and_keeps_its_status() -> None:
    lead = {
        "name": "l1",
        "title": "Nexalis",
        "company": "c1",
        "contact_prospect": "p1",
        "status": "Wanted",
        "inbox_state": "Inbox",
        "value": 18500.0,
        "currency": "EUR",
        "short_description": "Four sites",
    }
    choices = {"title": "Suivi de 4 sites", "pipeline": "Sales", "stage": "Need", "visibility": "Entity"}
    plan = plan_lead(
        lead,
        LeadFacts(
            at=AT,
            opportunity="o1",
            choices=choices,
            company=COMPANY,
            person=PERSON,
            person_doctype="Contact Prospect",
        ),
    )
    assert steps(plan) == [("create", "Sales Opportunity", "o1"), ("update", "Sales Lead", "l1")]
    values = {name: after for name, (_before, after) in plan.steps[0].changes.items()}
    assert values == {
        **choices,
        "company": "c1",
        "contact_prospect": "p1",
        "value": 18500.0,
        "currency": "EUR",
        "description": "Four sites",
        "lead": "l1",
    }
    assert plan.steps[1].changes == {
        "inbox_state": ("Inbox", "Converted"),
        "opportunity": (None, "o1"),
        "converted_on": (None, AT),
    }


def test_the_known_contact_that_was_chosen_is_filled_from_the_leads_person() -> None:
    lead = {"name": "l1", "title": "Nexalis", "contact_prospect": "p1", "inbox_state": "Inbox"}
    known = {"name": "Karim B", "full_name": "Karim B", "phone_nos": [{"phone": "+33465712080"}]}
    given = LeadFacts(
        at=AT,
        opportunity="o1",
        person=PERSON,
        person_doctype="Contact Prospect",
        other_person=known,
        other_person_doctype="Contact",
        region="FR",
    )
    plan = plan_lead(lead, given)
    assert steps(plan)[0] == ("update", "Contact", "Karim B")
    opportunity = plan.steps[1].changes
    assert opportunity["contact"] == (None, "Karim B")
    assert "contact_prospect" not in opportunity
    assert FieldLine("Contact", "designation", None, "DSI") in plan.filled
    phones = plan.steps[0].changes["phone_nos"][1]
    assert [row["phone"] for row in phones] == ["+33465712080", "06 12 34 56 78"]
