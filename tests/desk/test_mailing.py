"""Mailing lists and bulk e-mail in the desk: look before anything is written, phone and French included."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from urllib.parse import urlsplit

import frappe
import pytest
from playwright.sync_api import Browser, Page, expect

from prospect_crm.services import unsubscribing
from tests.desk.conftest import shot
from tests.desk.lists import open_list
from tests.factories import make, make_person, make_user


@pytest.fixture
def rep() -> str:
    make("Email Group", title="Lettre Métal")
    for name in ("Anna", "Bob"):
        make_person(name, "Martin", email=f"{name.lower()}@vauban.example")
    make_person("Carl", "Martin")
    return make_user("rep@example.com", "Sales Prospector")


def choose_all(page: Page, action: str) -> None:
    open_list(page, "contact-prospect/view/list")
    expect(page.locator(".list-row-container")).to_have_count(3)
    page.locator(".list-header-subject .list-check-all").check()
    page.locator(".prospect-selection").get_by_role("button", name=action).click()


def members() -> int:
    frappe.db.rollback()
    return frappe.db.count("Email Group Member", {"unsubscribed": 0})


def test_subscribing_a_selection_shows_what_happens_first(desk: Callable[..., Page], rep: str) -> None:
    page = desk(rep)
    choose_all(page, "Mailing Lists")
    dialog = page.locator(".modal.show")
    dialog.locator(".prospect-choices input").check()
    dialog.get_by_role("button", name="Look at what will happen").click()
    expect(dialog.locator(".prospect-total.is-planned strong")).to_have_text("2")
    expect(dialog.locator(".prospect-total.is-skipped strong")).to_have_text("1")
    expect(dialog.get_by_text("No e-mail address is known.")).to_be_visible()
    shot(page, "mailing-preview")
    assert members() == 0
    dialog.get_by_role("button", name="Subscribe (2)").click()
    expect(dialog.get_by_text("2 subscriptions were added.")).to_be_visible()
    assert members() == 2


def test_closing_the_dialog_gives_the_plan_up(desk: Callable[..., Page], rep: str) -> None:
    page = desk(rep)
    choose_all(page, "Mailing Lists")
    dialog = page.locator(".modal.show")
    dialog.locator(".prospect-choices input").check()
    dialog.get_by_role("button", name="Look at what will happen").click()
    expect(dialog.locator(".prospect-totals")).to_be_visible()
    with page.expect_response(lambda answer: "operations.cancel" in answer.url):
        dialog.locator(".btn-modal-close").click()
    frappe.db.rollback()
    assert frappe.get_all("Sales Operation", pluck="status") == ["Cancelled"]


def test_each_mail_is_seen_before_it_is_sent(desk: Callable[..., Page], rep: str) -> None:
    page = desk(rep)
    choose_all(page, "Send E-mail")
    dialog = page.locator(".modal.show")
    dialog.locator("input[data-fieldname=subject]").fill("Salon")
    dialog.locator(".ql-editor:not(.read-mode)").fill("Bonjour <b>vous</b> ")
    dialog.get_by_role("button", name="First name", exact=True).click()
    dialog.get_by_role("button", name="Look at each mail").click()
    mail = dialog.locator(".prospect-mail iframe").content_frame
    expect(mail.locator("body")).to_contain_text(re.compile(r"Bonjour <b>vous</b> (Anna|Bob)"))
    expect(mail.get_by_text("Unsubscribe")).to_be_visible()
    shot(page, "bulk-email-preview")
    frappe.db.rollback()
    assert frappe.db.count("Email Queue") == 0
    dialog.get_by_role("button", name="Send 2 e-mails").click()
    expect(dialog.get_by_text("2 e-mails are in the queue.")).to_be_visible()
    frappe.db.rollback()
    assert frappe.db.count("Email Queue") == 2


def test_the_page_of_a_person_subscribes_and_locks_opt_outs(desk: Callable[..., Page], rep: str) -> None:
    make("Email Group", title="Salons")
    anna = frappe.get_doc("Contact Prospect", {"first_name": "Anna"})
    unsubscribing.leave(anna.email, "Salons")
    frappe.db.commit()
    page = desk(rep, width=390)
    page.goto(f"/app/contact-prospect/{anna.name}")
    panel = page.locator("[data-fieldname=mailing_html]")
    expect(panel.locator(".is-opted-out .indicator-pill.red")).to_contain_text("unsubscribed on")
    expect(panel.locator(".is-opted-out button")).to_have_count(0)
    panel.get_by_role("button", name="Subscribe").click()
    page.locator(".modal.show .btn-primary:visible").click()
    row = panel.locator("li", has_text="Lettre Métal")
    expect(row).to_contain_text("since")
    shot(page, "mailing-panel-phone")
    row.get_by_role("button", name="Take off Lettre Métal").click()
    expect(row).to_have_count(0)
    assert members() == 0


@pytest.mark.parametrize(
    ("language", "leave", "left"),
    [
        ("en", "Unsubscribe from Lettre Métal", "You are unsubscribed from Lettre Métal."),
        ("fr", "Se désabonner de Lettre Métal", "Vous êtes désabonné de Lettre Métal."),
    ],
)
def test_a_stranger_unsubscribes_in_a_browser(
    browser: Browser, rep: str, language: str, leave: str, left: str
) -> None:
    parts = urlsplit(unsubscribing.link("anna@vauban.example", "Lettre Métal", language))
    page = browser.new_page(viewport={"width": 390, "height": 700})
    page.goto(f"{os.environ['PROSPECT_URL']}{parts.path}?{parts.query}")
    page.get_by_role("button", name=leave).click()
    expect(page.get_by_role("status")).to_have_text(left)
    shot(page, f"unsubscribed-{language}")
    page.close()
    frappe.db.rollback()
    assert unsubscribing.preferences("anna@vauban.example", "Lettre Métal").has_left
