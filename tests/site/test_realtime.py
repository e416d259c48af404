"""What is published to rooms that more people share than may read the record."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from typing import Any

import frappe
import pytest
from frappe.utils.background_jobs import get_redis_connection_without_auth

from prospect_crm.permissions.rules import SHAREABLE
from tests.factories import (
    make,
    make_address,
    make_company,
    make_contact,
    make_lead,
    make_note,
    make_opportunity,
    make_person,
    make_task,
)

Told = Callable[[], list[dict[str, Any]]]


@pytest.fixture
def told() -> Iterator[Told]:
    """Give what Redis was told since the last call: what the socket server hands to the rooms."""
    channel = get_redis_connection_without_auth().pubsub(ignore_subscribe_messages=True)
    channel.subscribe("events")
    time.sleep(0.2)

    def read() -> list[dict[str, Any]]:
        found, silent = [], 0
        while silent < 3:
            message = channel.get_message(timeout=0.1)
            silent = 0 if message else silent + 1
            if message:
                found.append(json.loads(message["data"]))
        return [event for event in found if event["namespace"] == frappe.local.site]

    read()
    yield read
    channel.close()


def one_of_each() -> list[Any]:
    company = make_company(phone="01 42 68 53 00")
    person = make_person(company=company.name)
    contact = make_contact("Anne", "Weisse", client_account=company.name)
    address = make_address(company)
    work = [make_lead(company=company.name), make_opportunity(company=company.name)]
    return [company, person, contact, address, *work, make_task(person), make_note(person)]


def shared_rooms(events: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Those of the events that others get than the readers of the record (their room) and one user."""
    return [event for event in events if not event["room"].startswith(("doc:", "user:"))]


def test_no_event_names_a_record_to_those_who_may_not_read_it(told: Told) -> None:
    records = one_of_each()
    frappe.db.commit()
    assert {record.doctype for record in records} == set(SHAREABLE)
    for record in reversed(records):
        record.reload()
        record.save()
        record.add_comment("Comment", "Secret")
        record.db_set("modified_by", "Administrator", notify=True)
        frappe.db.commit()
        frappe.delete_doc(record.doctype, record.name, force=True)
        frappe.db.commit()
    events = told()
    shared = shared_rooms(events)
    text = json.dumps(shared)
    assert [record.name for record in records if record.name in text] == []
    assert [event for event in shared if event["event"] == "list_update"] == []
    assert "Weisse" not in text
    # whoever has the form open, or had the right when they opened it, is told that there is something, not what
    assert "Secret" not in json.dumps(events)
    told_forms = {event["message"]["doctype"] for event in events if event["event"] == "prospect_crm_docinfo"}
    assert told_forms == {record.doctype for record in records}


def test_an_email_is_told_without_its_text(told: Told) -> None:
    person = make_person()
    make(
        "Communication",
        subject="Secret",
        content="Secret",
        reference_doctype=person.doctype,
        reference_name=person.name,
    )
    frappe.db.commit()
    events = told()
    assert "Secret" not in json.dumps(events)
    [event] = [event for event in events if event["event"] == "prospect_crm_docinfo"]
    assert event["room"] == f"doc:{person.doctype}/{person.name}"
    assert event["message"] == {"doctype": person.doctype, "name": person.name}


def test_comments_on_records_of_other_apps_stay_as_they_are(told: Told) -> None:
    todo = make("ToDo", description="x")
    todo.add_comment("Comment", "Public")
    frappe.db.commit()
    [event] = [event for event in told() if event["event"] == "docinfo_update"]
    assert "Public" in event["message"]["doc"]["content"]
    todo.delete()
    frappe.db.commit()


def test_lists_are_told_once_a_commit_that_something_changed(told: Told) -> None:
    for _ in range(3):
        make_contact(client_account=make_company().name)
    frappe.db.commit()
    found = [
        (event["room"], event["message"])
        for event in shared_rooms(told())
        if event["event"] == "prospect_crm_list"
    ]
    expected = {"doctype:Contact": "Contact", "doctype:Sales Prospect": "Sales Prospect"}
    assert sorted(found, key=str) == sorted(
        ((room, {"doctype": doctype}) for room, doctype in expected.items()), key=str
    )


def test_after_a_rollback_names_stay_out_too(told: Told) -> None:
    make_contact("Anne", "Weisse")
    frappe.db.rollback()
    make_contact("Anne", "Weisse")
    frappe.db.commit()
    assert "Weisse" not in json.dumps(shared_rooms(told()))


def test_lists_of_other_apps_get_the_name_they_wait_for(told: Told) -> None:
    todo = make("ToDo", description="x")
    frappe.db.commit()
    [event] = [event for event in shared_rooms(told()) if event["event"] == "list_update"]
    assert event["message"]["name"] == todo.name
    todo.delete()
    frappe.db.commit()
