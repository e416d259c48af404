"""Bulk changes: what the preview says is what happens, whoever is at it."""

from __future__ import annotations

import json
from typing import Any

import frappe
import pytest

from prospect_crm.services import bulk_changes
from tests.factories import (
    make_company,
    make_contact,
    make_entity,
    make_lead,
    make_opportunity,
    make_person,
    make_task,
    make_user,
)
from tests.site.bulk import apply, entries, plan, verdicts


def test_an_assignment_shows_the_status_that_follows_and_writes_both(sales_rep: str) -> None:
    fresh, busy = make_person(), make_person("Anne", "Weisse", status="In Progress")
    operation = plan(fresh, busy, sales_rep=sales_rep)
    assert [json.loads(row["changes"]) for row in entries(operation)] == [
        {"sales_rep": [None, sales_rep], "status": ["New", "Assigned"]},
        {"sales_rep": [None, sales_rep]},
    ]
    fresh.reload()
    assert fresh.sales_rep is None
    done = apply(operation)
    assert (done.status, done.updated_count, done.planned_count, done.path) == ("Done", 2, 0, "Set")
    fresh.reload()
    assert (fresh.sales_rep, fresh.status) == (sales_rep, "Assigned")


def test_what_somebody_changed_since_the_preview_is_refused_by_name() -> None:
    person, other = make_person(), make_person("Anne", "Weisse")
    operation = plan(person, other, status="In Progress")
    frappe.db.set_value("Contact Prospect", person.name, "status", "Abandoned")
    done = apply(operation)
    assert verdicts(done) == [
        ("refused", "Somebody has changed this since the preview: Status."),
        ("applied", ""),
    ]
    person.reload()
    assert person.status == "Abandoned"
    assert (done.updated_count, done.refused_count) == (1, 1)


def test_the_second_of_two_users_sees_what_the_first_did(manager: str) -> None:
    person = make_person()
    second = plan(person, status="Abandoned")
    frappe.set_user(manager)
    apply(plan(person, status="In Progress"))
    frappe.set_user("Administrator")
    assert verdicts(apply(second)) == [("refused", "Somebody has changed this since the preview: Status.")]


def test_round_robin_deals_the_records_out_in_turn(sales_rep: str, manager: str) -> None:
    people = [make_person("Anne", f"Weisse {number}") for number in range(5)]
    operation = plan(*people, sales_rep=("deal", [sales_rep, manager]))
    apply(operation)
    reps = [frappe.db.get_value("Contact Prospect", person.name, "sales_rep") for person in people]
    assert reps == [sales_rep, manager, sales_rep, manager, sales_rep]


def test_labels_are_added_and_taken_away_without_touching_the_others() -> None:
    person = make_person()
    person.add_tag("Salon")
    apply(plan(person, labels=("add", ["VIP", "Salon"])))
    assert sorted(person.get_tags()) == ["Salon", "VIP"]
    assert sorted(frappe.get_all("Tag Link", {"document_name": person.name}, pluck="tag")) == ["Salon", "VIP"]
    apply(plan(person, labels=("remove", ["Salon"])))
    assert person.get_tags() == ["VIP"]
    assert frappe.get_all("Tag Link", {"document_name": person.name}, pluck="tag") == ["VIP"]


def test_entities_reach_what_hangs_on_the_record() -> None:
    company, entity = make_company(), make_entity()
    person = make_person(company=company.name)
    done = apply(plan(company, entities=("add", [entity.name])))
    assert (done.status, done.updated_count, done.path) == ("Done", 1, "Document")
    company.reload()
    assert [row.entity for row in company.entities] == [entity.name]
    assert frappe.db.get_value("Contact Prospect", person.name, "entity_set") == company.entity_set != ""


def test_a_value_that_is_there_already_is_skipped() -> None:
    lead = make_lead(inbox_state="Archived")
    assert verdicts(plan(lead, inbox_state="Archived")) == [("skipped", "It has this value already.")]


def test_a_company_rep_given_by_statement_shows_on_its_people_and_contacts(sales_rep: str) -> None:
    company = make_company()
    person = make_person(company=company.name)
    contact = make_contact(client_account=company.name)
    assert apply(plan(company, sales_rep=sales_rep)).path == "Set"
    assert frappe.db.get_value("Contact Prospect", person.name, ["company_rep", "company_status"]) == (
        sales_rep,
        "Assigned",
    )
    assert frappe.db.get_value("Contact", contact.name, "client_rep") == sales_rep


def test_a_record_out_of_sight_is_refused_like_one_that_does_not_exist(sales_rep: str) -> None:
    entity = make_entity()
    hidden = make_person(entities=[{"entity": entity.name}])
    entity.append("members", {"user": "Administrator"})
    entity.save()
    frappe.set_user(sales_rep)
    chosen = {"names": [hidden.name, "nothere"]}
    changes = [{"field": "status", "value": "Abandoned"}]
    operation = bulk_changes.plan_change("Contact Prospect", chosen, changes)
    assert verdicts(operation) == [("refused", "This record is not there, or you may not read it.")] * 2
    assert [row["label"] for row in entries(operation)] == ["", ""]


def test_rights_are_asked_again_when_the_plan_is_applied(sales_rep: str) -> None:
    person = make_person()
    frappe.set_user(sales_rep)
    operation = plan(person, status="Abandoned")
    frappe.set_user("Administrator")
    make_user(sales_rep, "Sales Client Reader")
    frappe.set_user(sales_rep)
    assert verdicts(apply(operation)) == [
        ("refused", "You may not change this record. Ask whoever manages your rights.")
    ]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ([], "Choose what to change."),
        ([{"field": "status", "value": "<b>Bad</b>"}], "cannot be “&lt;b&gt;Bad&lt;/b&gt;”."),
        ([{"field": "status", "value": None}], "is required: choose a value."),
        ([{"field": "sales_rep", "value": "nobody@example.com"}], "“nobody@example.com” is not there."),
        ([{"field": "email", "value": "a@example.com"}], "cannot be changed on many records at once."),
        ([{"field": "entity_set", "value": "x"}], "cannot be changed on many records at once."),
        ([{"field": "search_text", "value": "x"}], "cannot be changed on many records at once."),
        ([{"field": "owner", "value": "x"}], "cannot be changed on many records at once."),
        ([{"field": "labels", "mode": "add", "value": ["a,b"]}], "A label cannot hold a comma."),
        ([{"field": "status", "mode": "explode", "value": "x"}], "The request is not complete."),
    ],
)
def test_what_cannot_be_written_to_many_gets_a_sentence(changes: list[dict[str, Any]], sentence: str) -> None:
    person = make_person()
    with pytest.raises(frappe.ValidationError) as refused:
        bulk_changes.plan_change("Contact Prospect", {"names": [person.name]}, changes)
    assert sentence in str(refused.value)
    assert frappe.db.count("Sales Operation") == 0


def test_all_that_match_a_filter_are_all_of_them_and_no_more() -> None:
    company = make_company()
    inside = [make_person("Anne", f"Weisse {number}", company=company.name) for number in range(3)]
    make_person("Paul", "Thiébaut")
    chosen = {"filters": [["company", "=", company.name]]}
    operation = bulk_changes.plan_change(
        "Contact Prospect", chosen, [{"field": "status", "value": "Abandoned"}]
    )
    assert sorted(row["target_name"] for row in entries(operation)) == sorted(row.name for row in inside)
    searched = {"filters": [["search_text", "like", "%thiebaut%"]]}
    operation = bulk_changes.plan_change(
        "Contact Prospect", searched, [{"field": "status", "value": "Abandoned"}]
    )
    assert [row["label"] for row in entries(operation)] == ["Paul Thiébaut"]


def test_the_same_token_plans_once_and_applies_once(sales_rep: str) -> None:
    person = make_person()
    changes = [{"field": "sales_rep", "value": sales_rep}]
    chosen = {"names": [person.name]}
    first = bulk_changes.plan_change("Contact Prospect", chosen, changes, request_key="me:1")
    apply(first)
    second = bulk_changes.plan_change("Contact Prospect", chosen, changes, request_key="me:1")
    assert second.name == first.name
    assert frappe.db.count("Sales Operation") == 1


def test_a_won_opportunity_takes_its_lead_along_in_the_plan() -> None:
    lead = make_lead(status="Wanted")
    opportunity = make_opportunity(company=lead.company, lead=lead.name)
    done = apply(plan(opportunity, status="Won"))
    assert done.status == "Done"
    assert frappe.db.get_value("Sales Lead", lead.name, "status") == "Won"
    assert [(row["target_doctype"], row["target_name"]) for row in entries(done)] == [
        ("Sales Opportunity", opportunity.name),
        ("Sales Lead", lead.name),
    ]


def test_done_tasks_journal_the_moment_that_followed() -> None:
    task = make_task(make_person())
    done = apply(plan(task, status="Done"))
    assert done.path == "Document"
    task.reload()
    [row] = entries(done)
    assert json.loads(row["changes"])["completed_on"] == [None, str(task.completed_on)]


def test_a_new_rep_hears_once_of_many_records(sales_rep: str) -> None:
    people = [make_person("Anne", f"Weisse {number}") for number in range(3)]
    apply(plan(*people, sales_rep=sales_rep))
    told = frappe.get_all("Notification Log", {"for_user": sales_rep}, pluck="subject")
    assert told == ["<strong>Administrator</strong> assigned 3 records to you: Contact Prospect"]
