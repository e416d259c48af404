"""The example Server Scripts: installed disabled, once; enabled, they do what they say."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator

import frappe
import pytest
from frappe.utils.safe_exec import safe_exec

from prospect_crm.services import conversions
from prospect_crm.setup.server_scripts import SCRIPTS, add_server_scripts
from tests.factories import make_lead, make_opportunity


@pytest.fixture(autouse=True)
def scripts_are_allowed() -> Iterator[None]:
    before = dict(frappe.local.conf)
    frappe.local.conf.server_script_enabled = 1
    yield
    # a key that is there says no where a missing one says yes
    frappe.local.conf.clear()
    frappe.local.conf.update(before)


def script(name: str) -> str:
    return next(entry["script"] for entry in SCRIPTS if entry["name"] == f"Prospect CRM: {name}")


def test_they_are_installed_disabled_and_stay_as_somebody_leaves_them() -> None:
    add_server_scripts()
    names = [entry["name"] for entry in SCRIPTS]
    rows = frappe.get_all("Server Script", {"name": ["in", names]}, ["disabled", "module"])
    assert [(row.disabled, row.module) for row in rows] == [(1, "Prospect CRM")] * len(SCRIPTS)
    frappe.db.set_value("Server Script", names[0], "script", "pass")
    add_server_scripts()
    assert frappe.db.get_value("Server Script", names[0], "script") == "pass"


def test_an_api_script_converts_and_answers_with_the_first_result_again() -> None:
    lead = make_lead()
    frappe.form_dict.lead = lead.name
    answers = []
    for _time in range(2):
        safe_exec(script("Convert for Another System"))
        answers.append(frappe.response["message"])
    assert answers[0]["name"] == answers[1]["name"]
    assert [answer["is_new"] for answer in answers] == [True, False]


def test_a_scheduled_script_makes_clients_of_won_opportunities() -> None:
    opportunity = make_opportunity(status="Won")
    safe_exec(script("Clients of Won Opportunities"))
    assert frappe.db.get_value("Sales Prospect", opportunity.company, "account_type") == "Client"


@pytest.mark.skipif("PROSPECT_URL" not in os.environ, reason="No worker: run these tests by ./dev test.")
def test_a_document_event_converts_by_the_queue_after_its_commit() -> None:
    name = "Prospect CRM: Convert Wanted Leads"
    frappe.db.set_value("Server Script", name, "disabled", 0)
    frappe.cache.delete_value("server_script_map")
    try:
        lead = make_lead(value=100)
        frappe.db.commit()
        lead.update({"status": "Wanted"}).save()
        assert conversions.result_of("Sales Lead", lead.name) is None
        frappe.db.commit()
        result = converted(lead.name)
        assert frappe.db.get_value("Sales Opportunity", result.name, "visibility") == "Entity"
    finally:
        frappe.db.rollback()
        frappe.db.set_value("Server Script", name, "disabled", 1)
        frappe.db.commit()
        frappe.cache.delete_value("server_script_map")


def converted(lead: str) -> conversions.Result:
    """What a worker made of the lead; it has half a minute for it."""
    for _look in range(300):
        if result := conversions.result_of("Sales Lead", lead):
            return result
        frappe.db.rollback()
        time.sleep(0.1)
    raise AssertionError("No worker has converted the lead.")
