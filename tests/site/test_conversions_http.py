"""Conversions over HTTP: real concurrent requests, forged calls, no network."""

from __future__ import annotations

import json
import os
import socket
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

import frappe
import pytest

if "PROSPECT_URL" not in os.environ:
    pytest.skip("Nothing is served: run these tests by ./dev test.", allow_module_level=True)

from tests.factories import make_company, make_lead, make_person, make_user
from tests.site.http_client import Client, text_of

RESULTS = {
    "Contact Prospect": "Contact",
    "Sales Lead": "Sales Opportunity",
    "Sales Prospect": "Sales Prospect",
}


@pytest.fixture(scope="module")
def clients() -> list[Client]:
    """Two sessions of one user and one of another."""
    users = ["manager@example.com", "manager@example.com", "second@example.com"]
    return [Client(make_user(user, "Sales Prospection Manager")) for user in users]


def source(doctype: str) -> Any:
    made = {
        "Contact Prospect": lambda: make_person(company=make_company().name, email="h@vauban.fr"),
        "Sales Lead": make_lead,
        "Sales Prospect": make_company,
    }[doctype]()
    frappe.db.commit()
    return made


def faults() -> list[str]:
    """What the server has logged, for whoever reads a failure."""
    frappe.db.rollback()
    return frappe.get_all("Error Log", pluck="error", order_by="creation desc", limit=3)


def at_once(calls: list[Any]) -> list[Any]:
    """Make these calls at the same moment; gives what each answered."""
    barrier = threading.Barrier(len(calls))

    def wait_and(call: Any) -> Any:
        barrier.wait()
        return call()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(wait_and, calls))


@pytest.mark.parametrize("doctype", list(RESULTS))
def test_double_clicks_and_two_users_at_once_get_one_result(clients: list[Client], doctype: str) -> None:
    name = source(doctype).name
    calls = [
        lambda client=client: client.post("conversion.convert", doctype=doctype, name=name)
        for client in clients * 2
    ]
    answers = at_once(calls)
    assert [answer.status_code for answer in answers] == [200] * 6, faults()
    results = [answer.json()["message"] for answer in answers]
    assert len({result["name"] for result in results}) == 1
    assert sorted(result["is_new"] for result in results) == [False] * 5 + [True]
    frappe.db.rollback()
    # Frappe keeps a Contact of each user
    ours = {"contact_prospect": name} if doctype == "Contact Prospect" else {}
    assert frappe.db.count(RESULTS[doctype], ours) == 1
    assert frappe.db.count("Sales Operation", {"kind": "Conversion"}) == 1


def test_one_alone_and_many_at_once_convert_a_lead_once(clients: list[Client]) -> None:
    leads = [make_lead(title=f"Lead {number}") for number in range(8)]
    frappe.db.commit()
    names = [lead.name for lead in leads]
    many = [
        lambda client=client: client.post("conversion.convert_many", doctype="Sales Lead", names=names)
        for client in clients[1:]
    ]
    alone = [
        lambda name=name: clients[0].post("conversion.convert", doctype="Sales Lead", name=name)
        for name in names[:2]
    ]
    answers = at_once([*many, *alone])
    assert [answer.status_code for answer in answers] == [200] * 4, faults()
    frappe.db.rollback()
    opportunities = frappe.get_all("Sales Opportunity", fields=["lead", "name"])
    assert sorted(row.lead for row in opportunities) == sorted(names)
    linked = frappe.get_all("Sales Lead", fields=["name", "opportunity"])
    assert {row.name: row.opportunity for row in linked} == {row.lead: row.name for row in opportunities}
    for answer, name in zip(answers[2:], names[:2], strict=True):
        assert answer.json()["message"]["name"] == frappe.db.get_value("Sales Lead", name, "opportunity")


def test_people_of_one_company_at_once_make_it_a_client_once(clients: list[Client]) -> None:
    company = make_company()
    people = [make_person("Hélène", f"Martin {number}", company=company.name) for number in range(3)]
    frappe.db.commit()
    answers = at_once(
        [
            lambda client=client, person=person: client.post(
                "conversion.convert", doctype="Contact Prospect", name=person.name
            )
            for client, person in zip(clients, people, strict=True)
        ]
    )
    assert [answer.status_code for answer in answers] == [200] * 3, faults()
    frappe.db.rollback()
    assert frappe.db.count("Contact", {"client_account": company.name}) == 3


def count_into(counted: list[bytes], listener: socket.socket) -> None:
    """Note what each connection begins with, until nobody listens any more."""
    try:
        while True:
            connection, _address = listener.accept()
            counted.append(connection.recv(200))
            connection.close()
    except OSError:
        return


@contextmanager
def way_out() -> Iterator[list[bytes]]:
    """Stand in the way out of this machine; gives what asks for it."""
    counted: list[bytes] = []
    listener = socket.create_server(("127.0.0.1", 0))
    listener.settimeout(20)
    threading.Thread(target=count_into, args=(counted, listener), daemon=True).start()
    proxy = f"http://127.0.0.1:{listener.getsockname()[1]}"
    before = {name: os.environ.get(name) for name in ("HTTPS_PROXY", "HTTP_PROXY", "NO_PROXY", "no_proxy")}
    os.environ |= {"HTTPS_PROXY": proxy, "HTTP_PROXY": proxy, "NO_PROXY": "", "no_proxy": ""}
    frappe.flags.in_test = False  # Frappe looks nothing up in tests
    try:
        yield counted
    finally:
        frappe.flags.in_test = True
        for name, value in before.items():
            os.environ.pop(name, None) if value is None else os.environ.update({name: value})
        listener.close()


def test_a_conversion_waits_for_no_network() -> None:
    """Frappe looks avatars up when a contact has an e-mail address; here a loopback counts who asks for the way out."""
    with way_out() as counted:
        from prospect_crm.services import conversions

        person = make_person(company=make_company().name, email="h@vauban.fr")
        contact = conversions.convert("Contact Prospect", person.name).name
        assert counted == []
        assert frappe.db.get_value("Contact", contact, ["email_id", "image"]) == ("h@vauban.fr", None)
        emails = [{"email_id": "k@vauban.fr", "is_primary": 1}]
        frappe.get_doc(doctype="Contact", first_name="Karim", email_ids=emails).insert()
        assert len(counted) == 1, "the loopback must count what Frappe itself asks for"


def test_without_the_right_nobody_converts_a_person_nor_looks(clients: list[Client]) -> None:
    name = source("Contact Prospect").name
    rep = Client(make_user("rep@example.com", "Sales Prospector"))
    sentence = "You do not have the right “Convert to client contact”. Ask "
    calls = {endpoint: {"name": name} for endpoint in ("preview", "convert", "convert_later")}
    calls |= {"plan_many": {"selection": {"names": [name]}}, "convert_many": {"names": [name]}}
    for endpoint, asked in calls.items():
        answer = rep.post(f"conversion.{endpoint}", doctype="Contact Prospect", **asked)
        said = json.loads(json.loads(answer.json()["_server_messages"])[0])["message"]
        assert (answer.status_code, said[: len(sentence)]) == (403, sentence), endpoint
    assert (
        rep.post("conversion.convert", doctype="Sales Lead", name=source("Sales Lead").name).status_code
        == 200
    )


def test_a_hidden_source_answers_like_one_that_is_not_there(clients: list[Client]) -> None:
    from tests.factories import make_entity

    make_entity("Paris")
    hidden = make_lead(company=make_company(entities=[{"entity": "Paris"}]).name)
    frappe.db.commit()
    rep = Client(make_user("rep@example.com", "Sales Prospector"))
    for endpoint in ("preview", "convert", "convert_later", "ties"):
        told = [
            rep.post(f"conversion.{endpoint}", doctype="Sales Lead", name=name)
            for name in (hidden.name, "no-such-name")
        ]
        assert {answer.status_code for answer in told} == {404}
        assert text_of(told[0], hidden.name) == text_of(told[1], "no-such-name")
    operation = rep.told("conversion.convert_many", doctype="Sales Lead", names=[hidden.name, "no-such-name"])
    frappe.db.rollback()
    reasons = frappe.get_all(
        "Sales Operation Entry",
        {"operation": operation["operation"]},
        ["reason", "label"],
        order_by="position",
    )
    assert reasons[0] == reasons[1]


def test_all_that_match_the_filter_are_converted(clients: list[Client]) -> None:
    leads = [make_lead(title=f"Lead {number}", value=number) for number in range(4)]
    frappe.db.commit()
    chosen = {"filters": [["Sales Lead", "value", ">", 1]]}
    planned = clients[0].told("conversion.plan_many", doctype="Sales Lead", selection=chosen)
    assert planned["counts"]["planned_count"] == 2
    assert clients[0].told("operations.apply", operation=planned["operation"])["status"] == "Done"
    frappe.db.rollback()
    assert sorted(frappe.get_all("Sales Opportunity", pluck="lead")) == sorted(
        lead.name for lead in leads[2:]
    )


def test_a_preview_that_is_no_longer_true_is_not_applied(clients: list[Client]) -> None:
    lead = make_lead(value=100)
    frappe.db.commit()
    of_lead = {"doctype": "Sales Lead", "name": lead.name}
    seen = clients[0].told("conversion.preview", **of_lead)["seen"]
    frappe.db.set_value("Sales Lead", lead.name, "value", 200)
    frappe.db.commit()
    answer = clients[0].post("conversion.convert", **of_lead, seen=seen)
    sentence = "Something has changed since you looked. Look again at what will happen."
    assert json.loads(json.loads(answer.json()["_server_messages"])[0])["message"] == sentence
    seen = clients[0].told("conversion.preview", **of_lead)["seen"]
    assert clients[0].told("conversion.convert", **of_lead, seen=seen)["is_new"]


@pytest.mark.parametrize(
    "choices",
    [
        {"overwrite": "x"},
        {"contact": ["a"]},
        {"contact": "x" * 200},
        {"duplicates": "all"},
        {"account": "no-such-account"},
        [],
        "nonsense",
    ],
)
def test_forged_choices_write_nothing(clients: list[Client], choices: Any) -> None:
    person = source("Contact Prospect")
    answer = clients[0].post(
        "conversion.convert", doctype="Contact Prospect", name=person.name, choices=choices
    )
    assert answer.status_code < 500
    if answer.status_code != 200:
        frappe.db.rollback()
        assert frappe.db.count("Contact", {"contact_prospect": person.name}) == 0


def test_a_title_that_looks_like_markup_stays_text(clients: list[Client]) -> None:
    evil = "Vauban <b onclick=alert(1)>SA</b>"
    company = make_company(evil)
    frappe.db.commit()
    clients[0].told("conversion.convert", doctype="Sales Prospect", name=company.name)
    again = clients[0].told("conversion.convert_many", doctype="Sales Prospect", names=[company.name])
    assert again["counts"]["skipped_count"] == 1
