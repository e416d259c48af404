"""Many sources at once: each has its result, or says why it has none."""

from __future__ import annotations

import frappe

from prospect_crm.services import conversions, messages, operations
from tests.factories import make, make_company, make_contact, make_lead, make_person
from tests.site.converting import ADDRESS, convert, count


def test_a_failure_in_the_middle_leaves_nothing() -> None:
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
    lead = make_lead()
    operation = conversions.plan_many("Sales Lead", [lead.name])
    first = convert(lead)
    operations.apply(operation)
    assert frappe.get_all("Sales Opportunity", pluck="name") == [first.name]
    assert (count(operation, "skipped"), count(operation, "refused")) == (1, 0)


def test_people_of_one_company_share_its_conversion_and_fail_without_it() -> None:
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


def test_in_bulk_a_known_contact_is_found_by_more_than_the_main_address() -> None:
    account = make_company("Vauban", account_type="Client")
    known = {
        "other address": make_contact(
            "Karim",
            "Bensaïd",
            client_account=account.name,
            email_ids=[{"email_id": "k@vauban.fr", "is_primary": 1}, {"email_id": "Karim@home.fr"}],
        ),
        "phone and name": make_contact(
            "Anne",
            "Weisse",
            client_account=account.name,
            phone_nos=[{"phone": "06 12 34 56 78", "is_primary_mobile_no": 1}],
        ),
    }
    people = [
        make_person("Karim", "Bensaid", company=account.name, other_emails=[{"email": "karim@home.fr"}]),
        make_person("Anne", "Weisse", company=account.name, mobile="06 12 34 56 78"),
        make_person("Anne", "Dumont", company=account.name),
    ]
    names = [person.name for person in people]
    assert conversions.convert_many("Contact Prospect", names[:2]).counts["refused_count"] == 2
    used = conversions.convert_many("Contact Prospect", names, {"duplicates": "use"})
    assert used.counts["updated_count"] == 3
    contacts = [frappe.db.get_value("Contact Prospect", name, "contact") for name in names]
    assert contacts[:2] == [contact.name for contact in known.values()]
    assert contacts[2] == "Anne Dumont"


def test_a_company_that_may_be_a_client_already_is_shown_and_in_bulk_left_out() -> None:
    client = make_company(
        "Atelier Vauban", account_type="Client", siren="732829320", sales_rep="Administrator"
    )
    make_company("Vauban Conseil", account_type="Client")
    company = make_company("ATELIER VAUBAN SARL", siren="732 829 320")
    shown = conversions.preview("Sales Prospect", company.name, {})
    assert [(match["name"], match["company"], match["is_strong"]) for match in shown["matches"]] == [
        (client.name, "Client", True)
    ]
    left = conversions.plan_many("Sales Prospect", [company.name])
    [reason] = frappe.get_all("Sales Operation Entry", {"operation": left.name}, pluck="reason")
    assert messages.translated(messages.load(reason)[0]) == (
        "May already be the client Atelier Vauban. Convert this company alone, and look."
    )
    done = conversions.convert_many("Sales Prospect", [company.name], {"duplicates": "create"})
    assert (left.refused_count, done.counts["updated_count"]) == (1, 1)


def test_a_client_that_may_not_be_read_is_not_named(sales_rep: str) -> None:
    hidden = make("Sales Entity", entity_name="Lille").name
    make_company("Atelier Vauban", account_type="Client", siren="732829320", entities=[{"entity": hidden}])
    company = make_company("Atelier Vauban", siren="732829320")
    frappe.db.commit()
    frappe.set_user(sales_rep)
    shown = conversions.preview("Sales Prospect", company.name, {})
    assert (shown["matches"], bool(shown["ask"])) == ([], True)
    left = conversions.plan_many("Sales Prospect", [company.name])
    [reason] = frappe.get_all("Sales Operation Entry", {"operation": left.name}, pluck="reason")
    assert messages.translated(messages.load(reason)[0]) == (
        "A matching record exists that you may not read. Ask whoever manages your rights."
    )
