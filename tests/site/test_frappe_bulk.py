"""Frappe's own bulk endpoints on our records: an operation carries them, so that they are journaled and undone."""

from __future__ import annotations

import json
import os
from typing import Any

import frappe
import pytest

if "PROSPECT_URL" not in os.environ:
    pytest.skip("Nothing is served: run these tests by ./dev test.", allow_module_level=True)

from tests.factories import make_company, make_person, make_user
from tests.site import bulk
from tests.site.http_client import Client

DELETE = "frappe.desk.reportview.delete_items"
CHANGE = "frappe.desk.doctype.bulk_update.bulk_update.submit_cancel_or_update_docs"
PERSON = "Contact Prospect"


@pytest.fixture
def client(manager: str) -> Client:
    return Client(manager)


def call(client: Client, method: str, **arguments: Any) -> Any:
    return client.session.post(f"{client.base}/api/method/{method}", data=arguments)


def operation() -> Any:
    frappe.db.rollback()
    [name] = frappe.get_all("Sales Operation", pluck="name")
    return frappe.get_doc("Sales Operation", name)


def people() -> set[str]:
    frappe.db.rollback()
    return set(frappe.get_all(PERSON, pluck="name"))


def test_rows_deleted_by_frappes_menu_come_back(client: Client) -> None:
    names = [make_person("Anne", f"Weisse {number}").name for number in range(2)]
    frappe.db.commit()
    answer = call(client, DELETE, doctype=PERSON, items=json.dumps(names))
    assert answer.status_code == 200, answer.text
    assert people() == set()
    bulk.take_back(operation())
    assert people() == set(names)


def test_what_may_not_be_deleted_stays_and_is_told(client: Client) -> None:
    company = make_company()
    make_person(company=company.name)
    frappe.db.commit()
    answer = call(client, DELETE, doctype="Sales Prospect", items=json.dumps([company.name]))
    [message] = json.loads(answer.json()["_server_messages"])
    assert "One record was left as it is." in message
    assert operation().refused_count == 1
    assert frappe.db.exists("Sales Prospect", company.name)


def test_values_given_by_frappes_menu_are_journaled(client: Client) -> None:
    person = make_person()
    frappe.db.commit()
    names, data = json.dumps([person.name, "no-such"]), json.dumps({"status": "Abandoned"})
    answer = call(client, CHANGE, doctype=PERSON, docnames=names, action="update", data=data)
    assert answer.json()["message"] == ["no-such"]
    done = operation()
    assert bulk.verdicts(done)[0][0] == "applied"
    assert frappe.db.get_value(PERSON, person.name, "status") == "Abandoned"
    bulk.take_back(done)
    assert frappe.db.get_value(PERSON, person.name, "status") == person.status


@pytest.mark.parametrize(
    ("method", "arguments", "sentence"),
    [
        (DELETE, {"doctype": PERSON, "items": "{}"}, "The request is not complete."),
        (DELETE, {"doctype": PERSON, "items": json.dumps(["x"] * 501)}, "Choose at most 500 records"),
        (
            CHANGE,
            {"doctype": PERSON, "docnames": '["x"]', "action": "update", "data": '{"owner": "x"}'},
            "cannot be changed",
        ),
    ],
)
def test_forged_calls_get_a_sentence(client: Client, method: str, arguments: Any, sentence: str) -> None:
    answer = call(client, method, **arguments)
    assert answer.status_code == 417
    assert sentence in answer.json()["_server_messages"]
    assert "Traceback" not in answer.text


def test_records_of_others_go_frappes_own_way() -> None:
    user = make_user("administers@example.com", "System Manager")
    title = frappe.get_doc(doctype="Salutation", salutation="Dame").insert().name
    frappe.db.commit()
    answer = call(Client(user), DELETE, doctype="Salutation", items=json.dumps([title]))
    assert answer.status_code == 200
    frappe.db.rollback()
    assert not frappe.db.exists("Salutation", title), answer.text
    assert frappe.db.count("Sales Operation") == 0
