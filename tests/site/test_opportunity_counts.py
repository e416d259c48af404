"""Counts and boards of opportunities: nothing that the reader may not see, and nothing forged."""

from __future__ import annotations

import os
from typing import Any

import frappe
import pytest

if "PROSPECT_URL" not in os.environ:
    pytest.skip("Nothing is served: run these tests by ./dev test.", allow_module_level=True)

from prospect_crm.services import opportunity_counts, stage_boards
from tests.factories import make, make_company, make_contact, make_opportunity, make_person, make_user
from tests.site.http_client import Client
from tests.site.test_http import VALUES

STAGES = [
    {"stage_name": "First", "kind": "Opportunity"},
    {"stage_name": "Offer", "kind": "Proposal"},
    {"stage_name": "Signed", "kind": "Deal"},
]


@pytest.fixture
def pipeline() -> str:
    frappe.db.delete("Kanban Board", {"reference_doctype": "Sales Opportunity"})
    frappe.db.delete("Sales Pipeline", {"name": ["in", ["Machines", "Machines anciennes"]]})
    frappe.db.delete("Sales Pipeline Stage", {"parent": "Machines"})
    return make("Sales Pipeline", pipeline_name="Machines", stages=STAGES).name


def test_open_and_won_count_and_lost_does_not(pipeline: str, sales_rep: str) -> None:
    company, other = make_company("Nexalis"), make_company("Vauban")
    person = make_person(company=company.name)
    contact = make_contact("Zoé", "Roux", client_account=company.name)
    for stage, more in (
        ("First", {"contact_prospect": person.name}),
        ("First", {"status": "Lost", "lost_reason": "Price"}),
        ("Signed", {"status": "Won", "contact": contact.name}),
        ("Signed", {}),
    ):
        make_opportunity(company=company.name, pipeline=pipeline, stage=stage, **more)
    frappe.set_user(sales_rep)
    counted = opportunity_counts.count_by_kind("Sales Prospect", [company.name, other.name, "nothing"])
    assert counted == {company.name: {"Opportunity": 1, "Deal": 2}}
    assert opportunity_counts.count_by_kind("Contact Prospect", [person.name]) == {
        person.name: {"Opportunity": 1}
    }
    assert opportunity_counts.count_by_kind("Contact", [contact.name]) == {contact.name: {"Deal": 1}}


def test_one_read_counts_a_page(pipeline: str) -> None:
    companies = [make_company(f"Company {number}").name for number in range(20)]
    for company in companies:
        make_opportunity(company=company, pipeline=pipeline)
    frappe.get_meta("Sales Opportunity")
    opportunity_counts.count_by_kind("Sales Prospect", companies)
    ran: list[str] = []
    sql = frappe.db.sql
    frappe.db.sql = lambda query, *more, **options: (ran.append(str(query)), sql(query, *more, **options))[1]
    try:
        counted = opportunity_counts.count_by_kind("Sales Prospect", companies)
    finally:
        frappe.db.sql = sql
    assert counted == {company: {"Opportunity": 1} for company in companies}
    assert len([query for query in ran if "tabSales Opportunity" in query]) == 1


def test_who_may_read_no_opportunities_gets_no_counts(pipeline: str) -> None:
    company = make_company("Nexalis")
    make_opportunity(company=company.name, pipeline=pipeline)
    frappe.set_user(make_user("outsider@example.com", "Blogger"))
    assert opportunity_counts.count_by_kind("Sales Prospect", [company.name]) == {}


def test_a_board_follows_the_stages_of_its_pipeline(pipeline: str, sales_rep: str) -> None:
    frappe.set_user(sales_rep)
    name = stage_boards.board_of(pipeline)
    assert stage_boards.board_of(pipeline) == name == "Machines"
    assert columns(name) == [("First", "Blue"), ("Offer", "Orange"), ("Signed", "Green")]
    frappe.set_user("Administrator")
    document = frappe.get_doc("Sales Pipeline", pipeline)
    document.stages[1].stage_name = "Proposal"
    document.save()
    frappe.set_user(sales_rep)
    assert stage_boards.board_of(pipeline) == name
    assert columns(name) == [("First", "Blue"), ("Proposal", "Orange"), ("Signed", "Green")]


def columns(board: str) -> list[tuple[str, str]]:
    return [(row.column_name, row.indicator) for row in frappe.get_doc("Kanban Board", board).columns]


def test_a_board_of_somebody_elses_is_left_alone(pipeline: str) -> None:
    make("Kanban Board", kanban_board_name="Machines", reference_doctype="ToDo", field_name="status")
    assert stage_boards.board_of(pipeline) == "Machines (2)"
    frappe.delete_doc("Kanban Board", "Machines")


def test_a_board_needs_the_right_to_read(pipeline: str) -> None:
    frappe.db.commit()
    outsider = Client(make_user("outsider@example.com", "Blogger"))
    for name in (pipeline, "No such"):
        assert outsider.post("opportunities.board", pipeline=name).status_code == 403
    rep = Client(make_user("rep@example.com", "Sales Prospector"))
    answer = rep.post("opportunities.board", pipeline="No such")
    assert (answer.status_code, "There is no such pipeline." in answer.text) == (404, True)
    assert rep.get("opportunities.board", pipeline=pipeline).status_code in (403, 405)


def test_forged_arguments_get_no_traceback(pipeline: str) -> None:
    frappe.db.commit()
    rep = Client(make_user("rep@example.com", "Sales Prospector"))
    for value in VALUES:
        forged: tuple[tuple[str, dict[str, Any]], ...] = (
            ("counts", {"doctype": value, "names": ["x"]}),
            ("counts", {"doctype": "Sales Prospect", "names": value}),
            ("board", {"pipeline": value}),
        )
        for endpoint, arguments in forged:
            answer = rep.post(f"opportunities.{endpoint}", **arguments)
            assert answer.status_code < 500, (endpoint, arguments, answer.text[:1000])
            assert "Traceback" not in answer.text
