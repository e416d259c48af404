"""The example Server Scripts: installed disabled, once; enabled, they do what they say."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

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


def test_a_document_event_asks_for_a_conversion_after_its_commit(monkeypatch: Any) -> None:
    queued: list[dict[str, Any]] = []
    # the queue itself is the worker's test; here it is what is handed over, and when
    monkeypatch.setattr(
        frappe, "enqueue", lambda method, **arguments: queued.append({"method": method, **arguments})
    )
    lead = make_lead(status="Wanted", value=100)
    safe_exec(script("Convert Wanted Leads"), _locals={"doc": lead})
    assert conversions.result_of("Sales Lead", lead.name) is None
    [job] = queued
    assert (job["method"], job["enqueue_after_commit"]) == ("prospect_crm.tasks.conversions.convert", True)
    from prospect_crm.tasks.conversions import convert

    frappe.db.commit()
    convert(job["source_doctype"], job["source_name"], job["choices"], job["user"])
    result = conversions.result_of("Sales Lead", lead.name)
    assert result is not None
    assert frappe.db.get_value("Sales Opportunity", result.name, "visibility") == "Entity"
