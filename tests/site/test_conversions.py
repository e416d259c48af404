"""Conversions on a real site: what is made, what is linked, once and only once, undone."""

from __future__ import annotations

from typing import Any

import frappe
import pytest

from prospect_crm.services import conversions
from tests.factories import make, make_company, make_contact, make_lead, make_person
from tests.site.refusals import refusal

ADDRESS = {"address_line1": "3 rue Haute", "pincode": "38000", "city": "Grenoble", "country": "France"}


def convert(document: Any, **choices: Any) -> conversions.Result:
    return conversions.convert(document.doctype, document.name, choices)


def test_a_person_becomes_a_client_contact_with_everything_that_is_known() -> None:
    company = make_company("Nexalis Énergie")
    skill = make("Sales Skill", skill_name="SAP").name
    lille = make("Sales Entity", entity_name="Lille").name
    person = make_person(
        "Karim",
        "Bensaïd",
        company=company.name,
        email="karim@nexalis.fr",
        other_emails=[{"email": "k@home.fr", "kind": "Home"}],
        phone="04 65 71 20 80",
        mobile="06 12 34 56 78",
        other_phones=[{"number": "04 65 71 20 99", "kind": "Other"}],
        job_title="DSI",
        department="IT",
        sales_rep="Administrator",
        entities=[{"entity": lille}],
        skills=[{"skill": skill, "level": "Expert"}],
        social_profiles=[{"network": "linkedin", "url": "https://linkedin.com/in/karim"}],
        **ADDRESS,
    )
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


def undo(result: conversions.Result) -> Any:
    from prospect_crm.services import operations
    from prospect_crm.services import undo as undoing

    plan = undoing.plan_undo(frappe.get_doc("Sales Operation", result.operation))
    operations.apply(plan)
    return plan


def count(operation: Any, state: str) -> int:
    """How many records the operation itself is about are in a state."""
    return frappe.db.get_value("Sales Operation", operation.name, f"{state}_count")


def everything() -> dict[str, Any]:
    """All rows that a conversion may write, without what only says when."""
    kinds = ("Contact Prospect", "Sales Prospect", "Sales Lead", "Sales Opportunity", "Contact", "Address")
    children = (
        "Contact Email",
        "Contact Phone",
        "Sales Contact Skill",
        "Dynamic Link",
        "Sales Record Entity",
    )
    unsaid = ("modified", "modified_by", "creation", "owner", "_comments")
    return {
        doctype: [
            {key: value for key, value in row.items() if key not in unsaid}
            for row in frappe.get_all(doctype, fields=["*"], order_by="name")
        ]
        for doctype in (*kinds, *children)
    }


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


def test_a_company_with_further_client_contacts_stays_a_client() -> None:
    company = make_company()
    first = convert(make_person(company=company.name))
    convert(make_person("Anne", "Weisse", company=company.name))
    undo(first)
    assert frappe.db.get_value("Sales Prospect", company.name, "account_type") == "Client"
    assert frappe.db.exists("Contact", first.name)


def test_a_failure_in_the_middle_leaves_nothing() -> None:
    from prospect_crm.services import operations

    person = make_person(company=make_company().name, email="h@vauban.fr", **ADDRESS)
    operation = conversions.plan_many("Contact Prospect", [person.name])
    frappe.db.set_value("Contact Prospect", person.name, "status", "Abandoned")
    operations.apply(operation)
    assert frappe.db.count("Contact") + frappe.db.count("Address") == 0
    assert frappe.db.get_value("Sales Prospect", person.company, "account_type") == "Prospect"
    assert count(operation, "refused") == 1


def test_many_at_once_give_each_its_result_and_those_converted_already_their_first() -> None:
    company = make_company()
    people = [make_person("Hélène", f"Martin {number}", company=company.name) for number in range(3)]
    first = convert(people[0])
    names = [people[1].name, people[0].name, people[2].name, people[1].name]
    progress = conversions.convert_many("Contact Prospect", names)
    assert (progress.status, progress.counts["updated_count"], progress.counts["skipped_count"]) == (
        "Done",
        2,
        1,
    )
    contacts = frappe.get_all("Contact", {"client_account": company.name}, pluck="name")
    assert len(contacts) == 3
    assert first.name in contacts


def test_a_source_that_is_converted_between_plan_and_apply_is_not_converted_twice() -> None:
    from prospect_crm.services import operations

    lead = make_lead()
    operation = conversions.plan_many("Sales Lead", [lead.name])
    first = convert(lead)
    operations.apply(operation)
    assert frappe.get_all("Sales Opportunity", pluck="name") == [first.name]
    assert count(operation, "refused") == 1


def test_people_of_one_company_share_its_conversion_and_fail_without_it() -> None:
    from prospect_crm.services import operations

    company = make_company()
    people = [make_person("Hélène", f"Martin {number}", company=company.name) for number in range(2)]
    operation = conversions.plan_many("Contact Prospect", [person.name for person in people])
    frappe.db.set_value("Sales Prospect", company.name, "status", "Abandoned")
    operations.apply(operation)
    assert (count(operation, "refused"), frappe.db.count("Contact")) == (2, 0)


def test_in_bulk_a_person_who_may_be_known_is_left_out_unless_the_user_says_what_to_do() -> None:
    company = make_company()
    known = make_contact(
        client_account=company.name, email_ids=[{"email_id": "karim@vauban.fr", "is_primary": 1}]
    )
    person = make_person("Karim", "Bensaïd", company=company.name, email="karim@vauban.fr")
    left = conversions.convert_many("Contact Prospect", [person.name])
    assert left.counts["refused_count"] == 1
    used = conversions.convert_many("Contact Prospect", [person.name], {"duplicates": "use"})
    assert used.counts["updated_count"] == 1
    assert frappe.db.get_value("Contact Prospect", person.name, "contact") == known.name


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


LISTENER = {
    "doctype": "Notification",
    "enabled": 1,
    "channel": "System Notification",
    "subject": "x",
    "event": "Save",
}


def opportunities(leads: list[Any]) -> list[dict[str, Any]]:
    """The rows of what these leads became, in their order, without names and moments."""
    unsaid = ("name", "modified", "creation", "lead", "search_text", "title")
    rows = []
    for lead in leads:
        [row] = frappe.get_all("Sales Opportunity", {"lead": lead.name}, ["*"])
        [of_lead] = frappe.get_all("Sales Lead", {"name": lead.name}, ["*"])
        kept = {
            key: value
            for key, value in of_lead.items()
            if key not in (*unsaid, "opportunity", "converted_on")
        }
        rows.append({key: value for key, value in row.items() if key not in unsaid} | {"lead": kept})
        assert row["search_text"]
        assert of_lead["opportunity"] == row["name"]
    return rows


@pytest.mark.parametrize(
    "choices", [{}, {"visibility": "Private", "stage": "Negotiation", "currency": "USD"}]
)
def test_statements_and_documents_write_the_same_rows(choices: dict[str, str]) -> None:
    company = make_company("Nexalis", entities=[{"entity": make("Sales Entity", entity_name="Lille").name}])
    person = make_person("Karim", "Bensaïd", company=company.name, mobile="06 12 34 56 78")
    free = make_person("Anne", "Weisse")

    def leads() -> list[Any]:
        return [
            make_lead(title="A", contact_prospect=person.name, value=1200, short_description="Four sites"),
            make_lead(title="B", company=company.name, sales_rep="Administrator"),
            make_lead(title="C", contact_prospect=free.name),
        ]

    by_path: dict[str, Any] = {}
    for path in ("Set", "Document"):
        those = leads()
        if path == "Document":
            notification = frappe.get_doc(
                {**LISTENER, "name": "listener", "document_type": "Sales Opportunity", "message": "x"}
            ).insert()
        done = conversions.convert_many("Sales Lead", [lead.name for lead in those], choices)
        assert done.counts["updated_count"] == 3
        assert frappe.db.get_value("Sales Operation", done.operation, "path") == path
        by_path[path] = opportunities(those)
        digests = frappe.get_all(
            "Sales Operation Entry", {"operation": done.operation, "action": "create"}, pluck="digest"
        )
        assert all(digests)
    notification.delete()
    frappe.db.commit()
    assert by_path["Set"] == by_path["Document"]


def test_the_set_path_refuses_what_documents_would_refuse(sales_rep: str) -> None:
    from prospect_crm.services import operations

    leads = [make_lead(title=title) for title in ("changed", "converted", "gone", "fine")]
    operation = conversions.plan_many("Sales Lead", [lead.name for lead in leads])
    frappe.db.set_value("Sales Lead", leads[0].name, "inbox_state", "Archived")
    convert(leads[1])
    gone = leads[2].company
    frappe.db.set_value("Sales Lead", leads[2].name, "company", make_company("Other").name)
    frappe.delete_doc("Sales Prospect", gone)
    operations.apply(operation)
    assert frappe.db.get_value("Sales Operation", operation.name, "path") == "Set"
    assert (count(operation, "refused"), count(operation, "updated")) == (3, 1)
    made = frappe.get_all("Sales Opportunity", pluck="lead")
    assert sorted(made) == sorted([leads[1].name, leads[3].name])
    assert frappe.db.get_value("Sales Lead", leads[0].name, "opportunity") is None


def test_undo_of_many_takes_back_those_that_nobody_touched() -> None:
    leads = [make_lead(title=f"Lead {number}") for number in range(3)]
    done = conversions.convert_many("Sales Lead", [lead.name for lead in leads])
    touched = frappe.db.get_value("Sales Lead", leads[1].name, "opportunity")
    frappe.get_doc("Sales Opportunity", touched).update({"value": 5}).save()
    undone = undo(conversions.Result("", "", "", done.operation, True))
    assert frappe.get_all("Sales Opportunity", pluck="name") == [touched]
    assert count(undone, "kept") == 1
    assert frappe.db.get_value("Sales Lead", leads[0].name, ["inbox_state", "opportunity"]) == ("Inbox", None)
