"""The page behind the unsubscribe link, over HTTP as a stranger without a login asks for it."""

from __future__ import annotations

import os
from urllib.parse import parse_qsl, urlencode, urlsplit

import frappe
import pytest
import requests

if "PROSPECT_URL" not in os.environ:
    pytest.skip("Nothing is served: run these tests by ./dev test.", allow_module_level=True)

from prospect_crm.services import unsubscribing
from tests.factories import make

EMAIL, GROUP = "anna@vauban.example", 'Lettre "Métal" & Co'


@pytest.fixture(autouse=True)
def group() -> None:
    make("Email Group", title=GROUP)
    make("Email Group", title="Salons")
    frappe.db.commit()


def address(group: str = GROUP, language: str = "en", email: str = EMAIL) -> str:
    parts = urlsplit(unsubscribing.link(email, group, language))
    return f"{os.environ['PROSPECT_URL']}{parts.path}?{parts.query}"


def state(email: str = EMAIL, group: str = GROUP) -> unsubscribing.Preferences:
    frappe.db.rollback()
    return unsubscribing.preferences(email, group)


def test_looking_changes_nothing_and_pressing_does() -> None:
    page = requests.get(address())
    assert page.status_code == 200
    assert "This e-mail was sent for our mailing list Lettre &#34;Métal&#34; &amp; Co." in page.text
    assert not state().has_left
    done = requests.post(address(), data={"wanted": "leave"})
    assert "You are unsubscribed from Lettre &#34;Métal&#34; &amp; Co." in done.text
    assert (state().has_left, state().refuses_all) == (True, False)
    again = requests.post(address(), data={"wanted": "come_back"})
    assert "This e-mail was sent for our mailing list" in again.text
    assert not state().has_left


def test_one_click_of_a_mail_program_leaves_the_list() -> None:
    assert requests.post(address(), data={"List-Unsubscribe": "One-Click"}).status_code == 200
    assert state().has_left
    requests.post(address(group=""), data={"List-Unsubscribe": "One-Click"})
    assert state().refuses_all


def test_the_page_speaks_the_language_of_the_mail() -> None:
    assert "Se désabonner de Lettre" in requests.get(address(language="fr")).text
    assert "Unsubscribe from Lettre" in requests.get(address(language="en")).text


@pytest.mark.parametrize("changed", ["email", "list", "_signature", "_lang"])
def test_a_forged_link_does_nothing(changed: str) -> None:
    path, _, query = address().partition("?")
    forged = {**dict(parse_qsl(query)), changed: "bob@vauban.example"}
    for answer in (
        requests.get(f"{path}?{urlencode(forged)}"),
        requests.post(f"{path}?{urlencode(forged)}", data={"wanted": "leave"}),
    ):
        assert (answer.status_code, "This link is not complete" in answer.text) == (403, True)
    assert frappe.db.count("Email Group Member") == 0


def test_what_a_form_adds_counts_for_nothing() -> None:
    other = {
        "wanted": "leave",
        "email": "bob@vauban.example",
        "list": "Salons",
        "user_email": "bob@vauban.example",
    }
    requests.post(address(), data=other)
    frappe.db.rollback()
    rows = frappe.get_all("Email Group Member", fields=["email_group", "email", "unsubscribed"])
    assert [tuple(row.values()) for row in rows] == [(GROUP, EMAIL, 1)]
    extra = requests.post(f"{address()}&email=bob@vauban.example", data={"wanted": "refuse_all"})
    assert extra.status_code == 403


def test_without_a_link_there_is_nothing() -> None:
    answer = requests.get(f"{os.environ['PROSPECT_URL']}/mail-preferences")
    assert (answer.status_code, "This link is not complete" in answer.text) == (403, True)
