"""What a link field suggests while somebody types, and what it answers to forged calls."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any

import frappe
import pytest

if "PROSPECT_URL" not in os.environ:
    pytest.skip("Nothing is served: run these tests by ./dev test.", allow_module_level=True)

from tests.factories import make_company, make_person, make_user
from tests.many_rows import copy_people
from tests.site.http_client import Client

if TYPE_CHECKING:
    import requests


def suggested(client: Client, doctype: str, typed: str, filters: Any = None, **more: Any) -> Any:
    arguments = {"doctype": doctype, "txt": typed, "filters": json.dumps(filters), **more}
    return client.session.post(f"{client.base}/api/method/frappe.desk.search.search_link", data=arguments)


def rows(answer: requests.Response) -> list[dict[str, str]]:
    """Give what a link field shows: Frappe 15 answers with "results", 16 with "message"."""
    told = answer.json()
    found: list[dict[str, str]] = told["results"] if "results" in told else told["message"]
    return found


def test_a_link_field_suggests_what_begins_with_it_first(client: Client) -> None:
    # Frappe adds the record's name to what it shows
    for name in ("Ateliers Nexalis", "Nexalis Énergie", "Vauban"):
        make_company(name)
    frappe.db.commit()
    results = rows(suggested(client, "Sales Prospect", "nexalis"))
    assert [(row["label"], row["description"]) for row in results] == [
        ("Nexalis Énergie", f"{results[0]['value']}, Prospect"),
        ("Ateliers Nexalis", f"{results[1]['value']}, Prospect"),
    ]


def test_a_filtered_suggestion_is_found_among_many_namesakes(client: Client) -> None:
    company = make_company("Nexalis")
    person = make_person("Anne", "Weisse")
    copy_people(person.name, range(1500))
    found = make_person("Zoé", "Weisse", company=company.name)
    frappe.db.commit()
    results = rows(suggested(client, "Contact Prospect", "weisse", {"company": company.name}))
    assert [row["value"] for row in results] == [found.name]


def test_suggestions_need_the_right_to_read() -> None:
    make_person()
    frappe.db.commit()
    outsider = Client(make_user("outsider@example.com", "Blogger"))
    answer = outsider.post(
        "list_search.link_query",
        doctype="Contact Prospect",
        txt="lef",
        searchfield="name",
        start=0,
        page_len=10,
    )
    assert answer.status_code == 403
    assert "Lefèvre" not in answer.text


@pytest.mark.parametrize(
    "more",
    [
        {},
        {"doctype": "User"},
        {"doctype": "No Such Thing"},
        {"doctype": ["Contact Prospect"]},
        {"txt": None},
        {"txt": {"a": 1}},
        {"txt": "x" * 5000},
        {"txt": "\x00%_\\'\""},
        {"start": "x"},
        {"start": -5, "page_len": -5},
        {"page_len": 10**12},
        {"filters": "["},
        {"filters": "[" * 50_000},
        {"filters": [[1]]},
        {"filters": {"company": {"a": 1}}},
        {"filters": {"company": ["in", [["a"]]]}},
        {"filters": {"no_such_field": 1}},
        {"filters": [["Contact Prospect", "full_name", "regexp", "x"]]},
        {"searchfield": "name` or 1"},
        {"searchfield": 5},
        {"page_len": None},
    ],
    ids=lambda value: json.dumps(value)[:60],
)
def test_forged_calls_for_suggestions_get_no_traceback(client: Client, more: dict[str, Any]) -> None:
    complete = {
        "doctype": "Contact Prospect",
        "txt": "lef",
        "searchfield": "name",
        "start": 0,
        "page_len": 10,
    }
    answer = client.post("list_search.link_query", **({**complete, **more} if more else {}))
    assert answer.status_code < 500, answer.text[:2000]
    assert "Traceback" not in answer.text
