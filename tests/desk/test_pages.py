"""Pages as a French user on a phone, with the keyboard, and with a thousand rows finds them."""

from __future__ import annotations

from collections.abc import Callable

import frappe
import pytest
from playwright.sync_api import Page, expect

from prospect_crm.services import imports, operation_plans
from tests.desk.conftest import shot
from tests.factories import card, make_company, make_person, make_user, upload

LONG = "Anne-Charlotte Bérengère Philippine"


@pytest.fixture
def user() -> str:
    name = make_user("rep@example.com", "Sales Prospector")
    frappe.db.set_value("User", name, "language", "en")
    frappe.db.commit()
    frappe.clear_cache(user=name)
    return name


@pytest.fixture
def french() -> str:
    name = make_user("commerciale@example.com", "Sales Prospector")
    frappe.db.set_value("User", name, "language", "fr")
    frappe.db.commit()
    frappe.clear_cache(user=name)
    return name


def planned_for(user: str, content: bytes) -> str:
    frappe.set_user(user)
    operation = imports.plan_import([upload(content)], {}, ["contacts de Hélène.vcf"])
    if operation.status == "Planning":
        operation_plans.store_plan(operation)
    frappe.set_user("Administrator")
    frappe.db.commit()
    return operation.name


def mixed_cards() -> bytes:
    return b"".join(
        [
            card(LONG, "de La Rochefoucauld-Montbel", "ORG:Compagnie internationale des wagons-lits du Nord"),
            card("Karim", "Bensaïd", "EMAIL:k@nexalis.example", "TEL;TYPE=cell:06 39 98 41 07"),
            card("", "Bensaïd"),
        ]
    )


def sideways(page: Page) -> int:
    """How many pixels the page scrolls sideways."""
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


def test_the_preview_in_french_on_a_phone(desk: Callable[..., Page], french: str) -> None:
    make_person("Karim", "Bensaïd", email="k@nexalis.example")
    operation = planned_for(french, mixed_cards())
    page = desk(french, width=390, height=844)
    page.goto(f"/app/sales-import/{operation}")
    expect(page.get_by_text("Rien n’est encore enregistré.")).to_be_visible()
    expect(page.locator("[data-action=import]")).to_have_text("Importer un contact")
    page.locator(".prospect-entry[data-position]").first.click()
    shot(page, "20-preview-fr-390", full_page=True)
    assert sideways(page) == 0
    box = page.locator("[data-action=import]").bounding_box()
    assert box["height"] >= 44


def test_the_keyboard_walks_the_rows(desk: Callable[..., Page], user: str) -> None:
    operation = planned_for(user, mixed_cards())
    page = desk(user)
    page.goto(f"/app/sales-import/{operation}")
    rows = page.locator(".prospect-entry[data-position]")
    rows.first.focus()
    page.keyboard.press("j")
    expect(rows.nth(1)).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".prospect-detail")).to_be_visible()
    page.keyboard.press("x")
    expect(page.locator("[data-action=import]")).to_have_text("Import one person")
    expect(page.get_by_text("3 rows = 1 to add + 1 skipped + 1 refused.")).to_be_visible()


def test_a_thousand_rows_are_shown_a_page_at_a_time(desk: Callable[..., Page], user: str) -> None:
    operation = planned_for(user, b"".join(card("Anne", f"Weisse {number}") for number in range(1000)))
    page = desk(user)
    page.goto(f"/app/sales-import/{operation}")
    expect(page.locator("[data-action=import]")).to_have_text("Import 1,000 people")
    rows = page.locator(".prospect-entry[data-position]")
    expect(rows).to_have_count(50)
    page.get_by_role("button", name="Show more rows").click()
    expect(rows).to_have_count(100)


def test_the_import_runs_in_the_background_and_says_so(desk: Callable[..., Page], user: str) -> None:
    operation = planned_for(user, b"".join(card("Anne", f"Weisse {number}") for number in range(260)))
    page = desk(user)
    page.goto(f"/app/sales-import/{operation}")
    page.locator("[data-action=import]").click()
    expect(page.get_by_text("Importing 260 people")).to_be_visible()
    shot(page, "21-running")
    expect(page.get_by_text("260 people were added.")).to_be_visible(timeout=120_000)


def test_user_text_does_not_run(desk: Callable[..., Page], user: str) -> None:
    evil = "<img src=x onerror=document.title='run'>"
    operation = planned_for(
        user, card(f"Anne {evil}", "Weisse", f"ORG:ACME {evil}", f"NOTE:{evil}", f"EMAIL:{evil}")
    )
    page = desk(user)
    page.goto(f"/app/sales-import/{operation}")
    page.locator(".prospect-entry[data-position]").first.click()
    page.wait_for_timeout(300)
    expect(page.locator(".prospect-import img")).to_have_count(0)
    page.locator("[data-action=import]").click()
    page.get_by_role("button", name="See the people").click()
    page.locator(".list-row").first.wait_for()
    assert page.title() != "run"


def test_lists_forms_and_workspace_in_french(desk: Callable[..., Page], french: str) -> None:
    company = make_company("Nexalis Énergie", headcount=120, account_type="Client")
    person = make_person(company=company.name, job_title="Directrice des achats", email="h@nexalis.example")
    frappe.db.commit()
    page = desk(french)
    for route, name in (
        ("prospect-crm", "30-workspace-fr"),
        ("contact-prospect", "31-people-fr"),
        ("sales-prospect", "32-companies-fr"),
        (f"contact-prospect/{person.name}", "33-person-fr"),
        (f"sales-prospect/{company.name}", "34-company-fr"),
        ("sales-operation", "35-operations-fr"),
    ):
        page.goto(f"/app/{route}")
        page.locator(".page-container:visible .layout-main").wait_for()
        page.wait_for_timeout(1500)
        shot(page, name, full_page=True)
    page.goto("/app/contact-prospect")
    expect(page.get_by_text("Hélène Lefèvre").first).to_be_visible()
    expect(page.locator(".list-row").get_by_text("Nouveau").first).to_be_visible()


def test_without_the_right_the_page_is_refused(desk: Callable[..., Page]) -> None:
    outsider = make_user("outsider@example.com", "Blogger")
    page = desk(outsider)
    page.goto("/app")
    page.wait_for_function("window.frappe && frappe.boot && frappe.boot.user")
    assert page.evaluate("frappe.boot.page_info['sales-import'] === undefined")
    assert page.evaluate("!frappe.boot.user.can_read.includes('Contact Prospect')")
