"""Converting in a browser: look, choose, convert by the keyboard, see both ties, take it back."""

from __future__ import annotations

import re
from collections.abc import Callable

import frappe
import pytest
from playwright.sync_api import Page, expect

from tests.desk.conftest import shot
from tests.desk.lists import open_list
from tests.desk.test_forms import open_form, stored
from tests.factories import make_company, make_contact, make_lead, make_person, make_user

EVIL = "<img src=x onerror=document.title='run'>"


@pytest.fixture
def user() -> str:
    name = make_user("manager@example.com", "Sales Prospection Manager")
    frappe.db.set_value("User", name, "language", "en")
    frappe.db.commit()
    frappe.clear_cache(user=name)
    return name


def plan(page: Page) -> str:
    page.locator(".prospect-convert:visible").wait_for()
    return page.locator(".prospect-convert-plan").inner_text()


def test_a_lead_is_converted_and_taken_back(desk: Callable[..., Page], user: str) -> None:
    lead = make_lead(company=make_company(f"Nexalis {EVIL}").name, value=18500, status="Wanted")
    frappe.db.commit()
    page = desk(user)
    open_form(page, lead)
    page.get_by_role("button", name="Convert to opportunity").click()
    assert "What will happen. Nothing is written until you convert." in plan(page)
    page.locator(".prospect-convert-choices [data-fieldname=title] input").fill("Four sites")
    page.get_by_role("radio", name="Negotiation").click()
    expect(page.locator(".prospect-convert-plan")).to_contain_text("Sales Opportunity Four sites")
    shot(page, "70-convert-lead")
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/sales-opportunity/*")
    expect(page.locator(".prospect-ties:visible")).to_contain_text("Made from: Sales Lead")
    opportunity = stored("Sales Lead", lead.name, "opportunity")
    title, stage = frappe.db.get_value("Sales Opportunity", opportunity, ["title", "stage"])
    assert (title, stage) == ("Four sites", "Negotiation")
    assert stored("Sales Lead", lead.name, "status") == "Wanted"
    open_form(page, lead)
    ties = page.locator(".prospect-ties:visible")
    expect(ties).to_contain_text("Four sites")
    ties.get_by_role("button", name="Undo the conversion").click()
    dialog = page.locator(".modal.show")
    expect(dialog).to_contain_text("Everything goes back as it was")
    dialog.get_by_role("button", name="Undo", exact=True).click()
    expect(page.get_by_role("button", name="Convert to opportunity")).to_be_visible()
    assert stored("Sales Lead", lead.name, "inbox_state") == "Inbox"
    assert frappe.db.count("Sales Opportunity") == 0
    assert page.title() != "run"


def test_the_known_contact_is_chosen_first_and_nothing_of_it_is_overwritten(
    desk: Callable[..., Page], user: str
) -> None:
    company = make_company("Nexalis")
    emails = [{"email_id": "karim@nexalis.fr", "is_primary": 1}]
    known = make_contact(client_account=company.name, email_ids=emails, designation="DSI")
    person = make_person(
        "Karim", "Bensaïd", company=company.name, email="karim@nexalis.fr", job_title="Director"
    )
    frappe.db.commit()
    page = desk(user, 390, 844)
    open_form(page, person)
    page.evaluate(
        "(name) => { cur_frm.page.inner_toolbar.find('button').filter((_i, b) => b.innerText.includes(name)).click() }".replace(
            "cur_frm", "cur_page.page.frm"
        ),
        "Convert to client contact",
    )
    assert "Designation stays “DSI”; the source says “Director”." in plan(page)
    expect(page.get_by_role("radio", name="Use the existing contact")).to_be_checked()
    width = page.evaluate("document.querySelector('.prospect-convert').scrollWidth")
    assert width <= 390
    shot(page, "71-convert-phone")
    page.locator(".prospect-convert-dialog .btn-primary").click()
    page.wait_for_url("**/contact/*")
    assert stored("Contact Prospect", person.name, "contact") == known.name
    account = page.locator(".menu-item-label", has_text="Links > Sales Prospect: Nexalis")
    expect(account).to_have_count(1)
    assert stored("Contact", known.name, "designation") == "DSI"


def test_a_selection_is_converted_after_a_look(desk: Callable[..., Page], user: str) -> None:
    for number in range(3):
        make_lead(title=f"Lead {number}")
    frappe.db.commit()
    page = desk(user)
    open_list(page, "sales-lead")
    boxes = page.locator(".list-row-checkbox:visible")
    expect(boxes).to_have_count(3)
    for position in range(3):
        boxes.nth(position).check()
    page.locator(".prospect-selection").get_by_role("button", name="Convert…").click()
    dialog = page.locator(".prospect-plan-dialog:visible")
    dialog.get_by_role("button", name="Look at what will happen").click()
    expect(dialog.locator(".prospect-total.is-planned")).to_contain_text("To convert")
    expect(dialog.locator(".prospect-total.is-planned strong")).to_have_text("3")
    shot(page, "72-convert-many")
    dialog.get_by_role("button", name="Convert 3 records").click()
    expect(dialog).to_contain_text("3 converted.")
    frappe.db.rollback()
    assert frappe.db.count("Sales Opportunity") == 3


def test_without_the_right_the_button_is_not_there(desk: Callable[..., Page]) -> None:
    rep = make_user("rep@example.com", "Sales Prospector")
    person = make_person(company=make_company().name)
    frappe.db.commit()
    page = desk(rep)
    open_form(page, person)
    expect(page.get_by_role("button", name="Convert to client contact")).to_have_count(0)


def test_a_company_that_may_be_a_client_already_is_shown_before_it_becomes_one(
    desk: Callable[..., Page], user: str
) -> None:
    make_company("Atelier Vauban", account_type="Client", siren="732829320")
    company = make_company("Atelier Vauban SARL", siren="732829320")
    frappe.db.commit()
    page = desk(user)
    open_form(page, company)
    page.get_by_role("button", name="Make a client").click()
    plan(page)
    known = page.get_by_role("group", name="This company may already be known.")
    expect(known.locator(".prospect-convert-known")).to_contain_text("Atelier Vauban")
    expect(known.get_by_role("link", name="Compare")).to_be_visible()
    shot(page, "73-convert-known-company")
    with page.expect_popup() as other:
        known.get_by_role("link", name="Compare").click()
    expect(other.value).to_have_url(re.compile("/app/sales-prospect/"))
    expect(known).to_be_visible()


def test_who_is_left_out_of_many_is_one_click_away(desk: Callable[..., Page], user: str) -> None:
    make_company("Atelier Vauban", account_type="Client", siren="732829320")
    known = make_company("Atelier Vauban SARL", siren="732829320")
    other = make_company("Nexalis")
    frappe.db.commit()
    page = desk(user)
    page.goto("/app/sales-prospect")
    for company in (known, other):
        page.locator(f'.list-row-checkbox[data-name="{company.name}"]:visible').check()
    page.locator(".prospect-selection").get_by_role("button", name="Convert…").click()
    dialog = page.locator(".prospect-plan-dialog:visible")
    dialog.get_by_role("button", name="Look at what will happen").click()
    left = dialog.locator("li").filter(has_text="Atelier Vauban SARL")
    expect(left).to_contain_text("May already be the client Atelier Vauban.")
    expect(left.get_by_role("link", name="Open")).to_have_attribute("href", re.compile(known.name))
    dialog.get_by_role("button", name="Convert 1 record").click()
    expect(dialog).to_contain_text("1 converted.")
    assert stored("Sales Prospect", other.name, "account_type") == "Client"
