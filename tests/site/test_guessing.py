"""By no answer to a name or a value does a user learn that a record is there which they may not read."""

from __future__ import annotations

import os

import frappe
import pytest

if "PROSPECT_URL" not in os.environ:
    pytest.skip("Nothing is served: run these tests by ./dev test.", allow_module_level=True)


from tests.site.hidden_world import BY_NAME, KINDS, Hidden, filled
from tests.site.http_client import text_of

MISSING = "0000000000"


def answers(hidden: Hidden, doctype: str, method: str) -> list[tuple[int, str]]:
    """What an endpoint answers to the name of the hidden record, and to one that is not there."""
    found = []
    for name in (hidden.names[doctype], MISSING):
        answer = hidden.ask(method, **filled(BY_NAME[method], doctype, name))
        found.append((answer.status_code, text_of(answer, name)))
    return found


@pytest.mark.parametrize("doctype", KINDS)
def test_a_name_that_may_not_be_read_answers_like_one_that_is_not_there(hidden: Hidden, doctype: str) -> None:
    told = {method: answers(hidden, doctype, method) for method in BY_NAME}
    assert [method for method, (first, second) in told.items() if first != second] == []


@pytest.mark.parametrize("doctype", KINDS)
def test_pages_and_rest_do_not_tell_a_hidden_name_from_a_missing_one(hidden: Hidden, doctype: str) -> None:
    names = (hidden.names[doctype], MISSING)
    for verb in ("get", "put", "delete"):
        ask = getattr(hidden.client.session, verb)
        found = [ask(f"{hidden.client.base}/api/resource/{doctype}/{name}", json={}) for name in names]
        assert found[0].status_code == found[1].status_code == 403, (verb, found[0].text, found[1].text)
        assert text_of(found[0]) == text_of(found[1])
    pages = [hidden.get("/printview", doctype=doctype, name=name) for name in names]
    assert pages[0].status_code == pages[1].status_code == 404
    assert text_of(pages[0], names[0]) == text_of(pages[1], names[1])


@pytest.mark.parametrize("doctype", KINDS)
def test_whether_one_may_read_a_record_does_not_tell_that_it_is_there(hidden: Hidden, doctype: str) -> None:
    told = [
        hidden.ask("frappe.client.has_permission", doctype=doctype, docname=name).json()["message"]
        for name in (hidden.names[doctype], "0000000000")
    ]
    assert told == [{"has_permission": False}] * 2


def test_a_value_of_a_hidden_record_cannot_be_guessed_by_a_filter(hidden: Hidden) -> None:
    address = frappe.db.get_value("Contact Prospect", hidden.names["Contact Prospect"], "email")
    for method, more in (
        ("frappe.client.get", {}),
        ("frappe.client.get_value", {"fieldname": "name"}),
        ("frappe.client.get_count", {}),
        ("frappe.client.get_list", {}),
    ):
        told = [
            hidden.ask(method, doctype="Contact Prospect", filters={"email": one}, **more)
            for one in (address, "nobody@hidden.example")
        ]
        assert told[0].status_code == told[1].status_code, method
        assert text_of(told[0]) == text_of(told[1]), method


def test_a_forged_doctype_gets_a_sentence(hidden: Hidden) -> None:
    asked = (
        ("frappe.client.get", {"doctype": ["Contact Prospect"], "name": "x"}),
        ("frappe.client.bulk_update", {"docs": ["x"]}),
        (
            "frappe.desk.doctype.tag.tag.add_tags",
            {"tags": "[]", "dt": "Contact Prospect", "docs": "{no json"},
        ),
    )
    for method, arguments in asked:
        answer = hidden.ask(method, **arguments)
        assert answer.status_code == 417, (method, answer.text[:500])
        assert "The request is not complete" in answer.text
        assert "Traceback" not in answer.text


def test_a_file_goes_to_a_form_that_is_not_saved_yet_but_to_no_hidden_record(hidden: Hidden) -> None:
    frappe.db.commit()
    for name, status in (("new-contact-prospect-1", 200), (hidden.names["Contact Prospect"], 403)):
        answer = hidden.client.session.post(
            f"{hidden.client.base}/api/method/upload_file",
            data={"doctype": "Contact Prospect", "docname": name, "is_private": 1},
            files={"file": ("portrait.txt", b"12 k")},
        )
        assert (name, answer.status_code) == (name, status)
        frappe.db.rollback()
        assert frappe.db.count("File", {"attached_to_name": name, "file_name": ["like", "portrait%"]}) == (
            status == 200
        )
