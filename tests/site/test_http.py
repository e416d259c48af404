"""The main job over HTTP, and what a forged request gets."""

from __future__ import annotations

import io
import json
import os
import random
import zipfile
from typing import Any

import frappe
import pytest
import requests

if "PROSPECT_URL" not in os.environ:
    pytest.skip("Nothing is served: run these tests by ./dev test.", allow_module_level=True)

from prospect_crm.domain.vcard import read_cards
from tests.factories import card, fill_template, make_company, make_person, make_user
from tests.samples import SHARED_CARDS, needs_samples
from tests.site import endpoints
from tests.site.http_client import API, Client, text_of

WRITES = (
    "conversion.convert",
    "conversion.convert_later",
    "conversion.convert_many",
    "conversion.plan_many",
    "exports.vcards",
    "imports.correct",
    "imports.plan",
    "imports.plan_again",
    "operations.apply",
    "operations.cancel",
    "operations.choose",
    "operations.plan_change",
    "operations.plan_delete",
    "operations.plan_undo",
    "operations.resume",
)
ENDPOINTS = dict(sorted(endpoints.found().items()))
"""Endpoint -> the names of its arguments."""
PARAMETERS = sorted({name for names in ENDPOINTS.values() for name in names})


@pytest.fixture
def client() -> Client:
    return Client(make_user("rep@example.com", "Sales Prospector"))


def people() -> list[Any]:
    frappe.db.rollback()
    return frappe.get_all("Contact Prospect", fields=["name", "full_name", "company_name"])


def plan_one(client: Client, *cards: bytes) -> str:
    file = client.upload(b"".join(cards or (card(),)), "people.vcf")
    return client.told("imports.plan", files=[file], labels=["people.vcf"])["operation"]


@needs_samples
def test_the_main_job_over_http(client: Client) -> None:
    names = ("John_Doe_ANDROID.vcf", "John_Doe_IPHONE.vcf", "rfc6350-example.vcf")
    files = [client.upload((SHARED_CARDS / "ez-vcard" / name).read_bytes(), name) for name in names]
    operation = client.told("imports.plan", files=files, labels=list(names))["operation"]
    preview = client.told("operations.preview", operation=operation)
    assert (preview["source_count"], preview["progress"]["counts"]["planned_count"]) == (8, 3)
    assert [file["name"] for file in preview["files"]] == list(names)
    assert people() == []
    assert client.told("operations.apply", operation=operation)["status"] == "Done"
    refused = [entry["reason"] for entry in client.told("operations.preview", operation=operation)["entries"]]
    assert len(people()) == 3, refused

    template = client.get("imports.template")
    assert template.status_code == 200
    rows = [
        {"Last name": f"Aubert {number}", "First name": "Claire", "Company": "Morvan Logistique"}
        for number in range(50)
    ]
    workbook = client.upload(fill_template(template.content, *rows), "filled.xlsx")
    operation = client.told("imports.plan", files=[workbook], options={"strict": True})["operation"]
    assert client.told("operations.apply", operation=operation)["counts"]["created_count"] == 50

    everybody = [row.name for row in people()]
    single = client.post("exports.vcards", names=everybody)
    assert len(list(read_cards(single.content))) == 53
    archive = client.post("exports.vcards", names=everybody, as_zip=True, version="4.0")
    assert len(zipfile.ZipFile(io.BytesIO(archive.content)).namelist()) == 53


@pytest.mark.parametrize("endpoint", WRITES)
def test_a_writing_endpoint_takes_no_get(client: Client, endpoint: str) -> None:
    assert client.get(endpoint, operation="x", files="[]", names="[]").status_code in (403, 405)


@pytest.mark.parametrize("endpoint", ENDPOINTS)
def test_a_guest_gets_nothing(endpoint: str) -> None:
    answer = requests.post(f"{os.environ['PROSPECT_URL']}{API}{endpoint}", json={"operation": "x"})
    assert answer.status_code == 403


@pytest.mark.parametrize("endpoint", ["history.of_record", "history.emails", "notes.on_record"])
def test_an_unreadable_record_answers_like_a_missing_one(endpoint: str) -> None:
    reader = Client(make_user("outsider@example.com", "Blogger"))
    company = make_company()
    frappe.db.commit()
    answers = [
        reader.post(endpoint, doctype="Sales Prospect", name=name) for name in (company.name, "no-such")
    ]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert text_of(answers[0]) == text_of(answers[1])
    assert company.name not in answers[0].text


def test_somebody_elses_operation_answers_like_a_missing_one(client: Client) -> None:
    operation = plan_one(client)
    other = Client(make_user("other@example.com", "Sales Prospector"))
    arguments = {"positions": [1], "is_wanted": False, "position": 1, "values": {"first_name": "x"}}
    of_operations = ("preview", "choose", "apply", "cancel", "progress", "resume", "plan_undo")
    for endpoint in (
        *(f"operations.{name}" for name in of_operations),
        "imports.correct",
        "imports.plan_again",
    ):
        answers = [other.post(endpoint, operation=name, **arguments) for name in (operation, "no-such")]
        assert [answer.status_code for answer in answers] == [404, 404], endpoint
        told = [
            [json.loads(text)["message"] for text in json.loads(answer.json()["_server_messages"])]
            for answer in answers
        ]
        assert told[0] == told[1]
    assert people() == []


def test_a_desk_user_without_our_roles_is_refused_with_a_sentence() -> None:
    outsider = Client(make_user("outsider@example.com", "Blogger"))
    person = make_person()
    frappe.db.commit()
    file = outsider.upload(card(), "people.vcf")
    for answer in (
        outsider.post("imports.plan", files=[file]),
        outsider.post("exports.vcards", names=[person.name]),
        outsider.get("imports.template"),
    ):
        assert answer.status_code == 403
        [message] = json.loads(answer.json()["_server_messages"])
        assert "Ask whoever manages your rights." in message
        assert "Hélène" not in answer.text


def test_an_operation_in_the_desk_shows_only_ones_own(client: Client) -> None:
    operation = plan_one(client)
    other = Client(make_user("other@example.com", "Sales Prospector"))
    url = f"{other.base}/api/resource/Sales Operation/{operation}"
    assert other.session.get(url).status_code == 403
    assert client.session.get(url).status_code == 200
    entries = f"{client.base}/api/resource/Sales Operation Entry"
    assert client.session.get(entries).status_code == 403


def test_two_clicks_at_once_import_once(client: Client) -> None:
    from concurrent.futures import ThreadPoolExecutor

    operation = plan_one(client, *(card("Anne", f"Weisse {number}") for number in range(30)))
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda _: client.post("operations.apply", operation=operation), range(4)))
    assert {answer.status_code for answer in answers} <= {200, 417}
    assert 200 in {answer.status_code for answer in answers}
    assert len(people()) == 30


VALUES: tuple[Any, ...] = (
    None,
    "",
    "x",
    -1,
    0,
    10**12,
    1.5,
    True,
    [],
    [None],
    [1, "a"],
    ["'; drop table `tabUser`; --"],
    {},
    {"first_name": {"a": 1}},
    "[]",
    "{",
    '["nobody"]',
    "../../etc/passwd",
    "{{ 7 * 7 }}",
    "\x00",
    "é" * 5000,
    "Sales Prospect",
    "Contact Prospect",
    "2026-13-45",
    {"names": ["nobody"]},
    {"filters": [["name", "like", "%"]]},
    {"filters": "x", "names": 7},
    [["name", "=", {"a": 1}]],
)


# PROSPECT_FORGED=200 ./dev test tests/site/test_http.py forges twenty times as much
@pytest.mark.parametrize("seed", range(int(os.environ.get("PROSPECT_FORGED", "10"))))
def test_forged_arguments_get_a_refusal_and_no_traceback(client: Client, seed: int) -> None:
    chance = random.Random(seed)
    own = plan_one(client, card("Anne", f"Weisse {seed}"))
    for _ in range(50):
        endpoint = chance.choice(list(ENDPOINTS))
        # all that it asks for, or something else
        names = (
            ENDPOINTS[endpoint] if chance.random() < 0.7 else chance.sample(PARAMETERS, chance.randint(0, 6))
        )
        arguments = {name: chance.choice(VALUES) for name in names}
        if chance.random() < 0.5 and endpoint != "operations.apply":
            arguments["operation"] = own
        answer = client.post(endpoint, **arguments)
        assert answer.status_code < 500, (endpoint, arguments, answer.text[:2000])
        assert "Traceback" not in answer.text, (endpoint, arguments, answer.text[:2000])


def test_a_company_linked_by_the_desk_shows_on_the_person(client: Client) -> None:
    company, person = make_company("Atelier Vauban"), make_person()
    frappe.db.commit()
    answer = client.session.put(
        f"{client.base}/api/resource/Contact Prospect/{person.name}", json={"company": company.name}
    )
    assert answer.json()["data"]["company_name"] == "Atelier Vauban"
