"""The search box of lists, as the desk asks and as nobody should."""

from __future__ import annotations

import io
import json
import os
from typing import Any

import frappe
import pytest
from openpyxl import load_workbook

if "PROSPECT_URL" not in os.environ:
    pytest.skip("Nothing is served: run these tests by ./dev test.", allow_module_level=True)

from prospect_crm.queries.search import SEARCHED
from tests.factories import make_company, make_contact, make_lead, make_opportunity, make_person, make_user
from tests.many_rows import copy_people
from tests.site.http_client import Client

BOX = "search_text"


def ask(client: Client, method: str, doctype: str, filters: Any, **more: Any) -> Any:
    arguments = {"doctype": doctype, "filters": json.dumps(filters), "fields": '["name"]', **more}
    return client.session.post(f"{client.base}/api/method/frappe.desk.reportview.{method}", data=arguments)


def typed_in(doctype: str, typed: str) -> list[Any]:
    """The filter as Frappe's list sends it."""
    return [[doctype, BOX, "like", typed if "%" in typed else f"%{typed}%"]]


def names(client: Client, doctype: str, typed: str) -> set[str]:
    answer = ask(client, "get_list", doctype, typed_in(doctype, typed))
    assert answer.status_code == 200, answer.text
    return {row["name"] for row in answer.json()["message"]}


@pytest.mark.parametrize(
    "typed",
    [
        "lefevre",
        "LEFÈVRE Hélène",
        "helene lef",
        "06 39 98",
        "06.39.98.41.07",
        "+33 6 39 98",
        "0033639984107",
        "h.lefevre@nexalis.example",
        "nexalis.example",
        "énergie",
        "Nexalis lefevre",
        "nexalis 0639984107",
        "achats",
        "  lefevre  ",
    ],
)
def test_what_people_type_finds_the_person(client: Client, typed: str) -> None:
    company = make_company("Nexalis Énergie")
    found = make_person(
        company=company.name,
        email="h.lefevre@nexalis.example",
        mobile="06 39 98 41 07",
        job_title="Directrice des achats",
    )
    make_person("Karim", "Bensaïd", mobile="07 56 00 00 01")
    frappe.db.commit()
    assert names(client, "Contact Prospect", typed) == {found.name}


@pytest.mark.parametrize(
    "typed", ["_", "\\", "'", '"', "_%", "100%lefevre_", "' or 1=1 -- ", "\\' or 1=1 -- ", "h_", "lef\\_x"]
)
def test_wildcards_and_quotes_find_nobody(client: Client, typed: str) -> None:
    make_person("Anne", "Weisse")
    frappe.db.commit()
    assert names(client, "Contact Prospect", typed) == set()


@pytest.mark.parametrize("typed", ["", " ", "%", "%%"])
def test_an_empty_box_shows_everybody(client: Client, typed: str) -> None:
    found = make_person()
    frappe.db.commit()
    assert names(client, "Contact Prospect", typed) == {found.name}


def test_an_underscore_of_an_address_is_an_underscore(client: Client) -> None:
    make_person(email="jeanXdupont@vauban.example")
    found = make_person("Jean", "Dupont", email="jean_dupont@vauban.example")
    frappe.db.commit()
    assert names(client, "Contact Prospect", "jean_dupont@vauban.example") == {found.name}


def test_every_list_finds_by_company_and_by_person(client: Client) -> None:
    company = make_company("Forges du Bédat", account_type="Client")
    person = make_person(company=company.name, mobile="06 39 98 41 07")
    contact = make_contact("Zoé", "Roux", client_account=company.name)
    lead = make_lead(company=company.name, contact_prospect=person.name)
    opportunity = make_opportunity(company=company.name, contact_prospect=person.name)
    make_company("Atelier Vauban")
    frappe.db.commit()
    by_company = {doctype: names(client, doctype, "bedat forges") for doctype in SEARCHED}
    assert by_company == {
        "Sales Prospect": {company.name},
        "Contact Prospect": {person.name},
        "Contact": {contact.name},
        "Sales Lead": {lead.name},
        "Sales Opportunity": {opportunity.name},
    }
    for doctype, record in (("Sales Lead", lead), ("Sales Opportunity", opportunity)):
        assert names(client, doctype, "06 39 98 41") == {record.name}


def exported_names(client: Client, doctype: str, filters: Any) -> list[str]:
    """Give the names in the list as Frappe exports it to Excel, under their header."""
    more = {"file_format_type": "Excel", "title": doctype, "fields": f'["`tab{doctype}`.`name`"]'}
    export = ask(client, "export_query", doctype, filters, **more)
    rows = load_workbook(io.BytesIO(export.content)).active.iter_rows(values_only=True)
    return [row[1] for row in rows]


def test_rows_count_report_and_export_agree_on_many_rows(client: Client) -> None:
    person = make_person("Anne", "Weisse", email="anne_weisse@vauban.example")
    copy_people(person.name, range(1500))
    make_person("Karim", "Bensaïd")
    frappe.db.commit()
    doctype = "Contact Prospect"
    for typed, count in (
        ("weisse", 1501),
        ("anne_weisse@vauban.example", 1501),
        ("WEISSE anne", 1501),
        ("weisse 1499", 1),
    ):
        filters = typed_in(doctype, typed)
        assert ask(client, "get_count", doctype, filters).json()["message"] == count, typed
        rows = ask(client, "get_list", doctype, filters, page_length="5000").json()["message"]
        assert len(rows) == count, typed
        report = ask(client, "get", doctype, filters, page_length="5000", view="Report").json()["message"]
        assert len(report["values"]) == count, typed
    exported = exported_names(client, doctype, typed_in(doctype, "weisse 149"))
    assert sorted(exported[1:]) == [f"copy{number:06}" for number in (149, 1149, *range(1490, 1500))]


def test_the_box_goes_with_other_filters(client: Client) -> None:
    found = make_person(status="Assigned")
    make_person("Ève", "Lefèvre", status="New")
    frappe.db.commit()
    doctype = "Contact Prospect"
    filters = [*typed_in(doctype, "lefevre"), [doctype, "status", "=", "Assigned"]]
    [row] = ask(client, "get_list", doctype, filters).json()["message"]
    assert row["name"] == found.name
    groups = client.session.post(
        f"{client.base}/api/method/frappe.desk.listview.get_group_by_count",
        data={"doctype": doctype, "current_filters": json.dumps(filters), "field": "status"},
    ).json()["message"]
    assert groups == [{"count": 1, "name": "Assigned"}]


FORGED: tuple[Any, ...] = (
    {BOX: ["like", "%lefevre%"]},
    {BOX: "lefevre"},
    {BOX: ["like"]},
    {BOX: {"like": "x"}},
    {BOX: None},
    [[BOX, "like", "x"]],
    [["Contact Prospect", BOX, "like", {"a": 1}]],
    [["Contact Prospect", BOX, "like", ["a", "b"]]],
    [["Contact Prospect", BOX, "like", [["a"]]]],
    [["Contact Prospect", BOX, "like", 639]],
    [["Contact Prospect", BOX, "like", None]],
    [["Contact Prospect", BOX, "like", True]],
    [["Contact Prospect", BOX]],
    [[BOX]],
    [BOX],
    BOX,
    [1, BOX],
    [[1, BOX, 2, 3]],
    [["Contact Prospect", BOX, "like", "x", True, "more"]],
    [["No Such Thing", BOX, "like", "x"], ["No Such Thing", "name", "=", "x"]],
    [["Contact Prospect", BOX, "like", "x"], ["Contact Prospect", "no_such_field", "=", "x"]],
    [["Contact Prospect", BOX, "sounds like", "x"]],
    [["Contact Prospect", BOX, "like", "x"], ["Contact Prospect", "name` or 1=1 -- ", "=", "x"]],
    [["Contact Prospect", BOX, "like", "x" * 5000]],
    [["Contact Prospect", BOX, "like", "\x00"]],
)


@pytest.mark.parametrize("filters", FORGED, ids=lambda value: json.dumps(value)[:60])
def test_forged_filters_get_a_sentence_or_an_answer(client: Client, filters: Any) -> None:
    make_person()
    frappe.db.commit()
    for method in ("get", "get_list", "get_count"):
        answer = ask(client, method, "Contact Prospect", filters)
        assert answer.status_code < 500, (method, answer.text[:2000])
        assert "Traceback" not in answer.text, (method, answer.text[:2000])


def test_text_that_is_no_json_gets_a_sentence(client: Client) -> None:
    for text in (f'[["{BOX}"', "[" * 50_000 + BOX):
        answer = client.session.post(
            f"{client.base}/api/method/frappe.desk.reportview.get_list",
            data={"doctype": "Contact Prospect", "filters": text},
        )
        assert answer.status_code == 417
        [message] = json.loads(answer.json()["_server_messages"])
        assert (
            json.loads(message)["message"] == "These filters cannot be read. Clear them, then filter again."
        )
        assert "Traceback" not in answer.text


def test_who_may_not_read_learns_nothing_from_the_box() -> None:
    make_person()
    frappe.db.commit()
    outsider = Client(make_user("outsider@example.com", "Blogger"))
    for typed in ("lefevre", "nobody"):
        answers = [
            ask(outsider, method, "Contact Prospect", typed_in("Contact Prospect", typed))
            for method in ("get_list", "get_count", "get")
        ]
        assert [answer.status_code for answer in answers] == [403, 403, 403]


def test_leads_with_a_phone_have_any_number(client: Client) -> None:
    company = make_company("Nexalis")
    with_mobile = make_person(mobile="06 39 98 41 07")
    with_phone = make_person("Karim", "Bensaïd", phone="01 44 55 66 77")
    wanted = {
        make_lead(company=company.name, contact_prospect=person.name).name
        for person in (with_mobile, with_phone)
    }
    make_lead(company=company.name)
    frappe.db.commit()
    filters = [["Sales Lead", "phone", "is", "set"]]
    answer = ask(client, "get_list", "Sales Lead", filters)
    assert {row["name"] for row in answer.json()["message"]} == wanted
    assert ask(client, "get_count", "Sales Lead", filters).json()["message"] == 2
    # where Frappe takes no alternatives, the filter is not lost
    other = client.session.get(
        f"{client.base}/api/method/frappe.client.get_count",
        params={"doctype": "Sales Lead", "filters": json.dumps(filters)},
    )
    assert other.json()["message"] == 1
