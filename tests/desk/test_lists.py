"""The lists as people use them: filtered by a click, read at a glance."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import frappe
import pytest
from frappe.utils import add_months, now_datetime
from playwright.sync_api import Locator, Page, expect

from tests.desk.conftest import shot
from tests.desk.lists import box, open_list, rows
from tests.desk.test_pages import sideways
from tests.factories import make_company, make_contact, make_lead, make_opportunity, make_person, make_task


def chip(page: Page, label: str) -> Locator:
    return page.locator(".prospect-chip:visible", has_text=re.compile(f"^{re.escape(label)}$"))


def expect_behind(page: Page, label: str, names: set[str]) -> None:
    """Click a chip, expect these records and no others, and click it again."""
    chip(page, label).click()
    expect(chip(page, label)).to_have_attribute("aria-pressed", "true")
    expect(rows(page).locator("visible=true")).to_have_count(len(names))
    for name in names:
        expect(page.locator(f".list-row a[href$='{name}']")).to_be_visible()
    chip(page, label).click()


def test_the_inbox_opens_with_what_is_in_it(desk: Callable[..., Page], english: str) -> None:
    company = make_company("Nexalis")
    person = make_person(company=company.name, mobile="06 39 98 41 07")
    inbox = make_lead(company=company.name, contact_prospect=person.name, value=18500, currency="EUR")
    old = make_lead(company=company.name)
    make_lead(company=company.name, inbox_state="Archived")
    frappe.db.set_value("Sales Lead", old.name, "creation", add_months(now_datetime(), -4))
    frappe.db.commit()
    page = desk(english)
    open_list(page, "sales-lead")
    expect(rows(page)).to_have_count(2)
    expect(chip(page, "Inbox")).to_have_attribute("aria-pressed", "true")
    for label, names in (
        ("Older than three months", {old.name}),
        ("With a person", {inbox.name}),
        ("With a phone", {inbox.name}),
        ("With a value", {inbox.name}),
        ("Without activity", {inbox.name, old.name}),
        ("With a planned activity", set()),
        ("With an e-mail", set()),
    ):
        expect_behind(page, label, names)
        expect(rows(page)).to_have_count(2)
    chip(page, "Archived").click()
    expect(rows(page)).to_have_count(1)
    expect(chip(page, "Inbox")).to_have_attribute("aria-pressed", "false")


def test_a_lead_says_when_its_next_task_is(desk: Callable[..., Page], english: str) -> None:
    company = make_company("Nexalis")
    now = now_datetime().replace(microsecond=0)
    leads = [make_lead(company=company.name) for _ in range(4)]
    make_task(leads[0], starts_on=now - timedelta(days=2))
    make_task(leads[1], starts_on=now + timedelta(days=5))
    make_task(leads[2])
    frappe.db.commit()
    page = desk(english)
    open_list(page, "sales-lead")
    shown = {lead: page.locator(f".list-row:has(a[href$='{lead.name}']) .prospect-due") for lead in leads}
    expect(shown[leads[0]]).to_have_text("2 days late")
    expect(shown[leads[0]]).to_have_class(re.compile(r"\bred\b"))
    expect(shown[leads[1]]).to_have_class(re.compile(r"\bblue\b"))
    expect(shown[leads[2]]).to_have_text("Planned, no date")
    expect(shown[leads[3]]).to_have_text("None planned")


def test_a_task_is_done_from_its_row(desk: Callable[..., Page], english: str) -> None:
    company = make_company("Nexalis")
    late = make_task(
        company, subject="Call Karim", starts_on=now_datetime() - timedelta(days=3), priority="High"
    )
    make_task(company, subject="Write a report", starts_on=now_datetime() + timedelta(days=3))
    make_task(company, subject="Old story", status="Done")
    frappe.db.commit()
    page = desk(english)
    open_list(page, "sales-task")
    expect(rows(page)).to_have_count(2)
    expect(rows(page).first).to_contain_text("3 days late")
    expect(rows(page).first.locator(".prospect-priority.is-high")).to_have_text("High")
    rows(page).first.get_by_role("button", name="Done").click()
    expect(page.get_by_text("The task is done.")).to_be_visible()
    expect(rows(page)).to_have_count(1)
    frappe.db.rollback()
    assert frappe.db.get_value("Sales Task", late.name, "status") == "Done"
    chip(page, "Late").click()
    expect(rows(page).locator("visible=true")).to_have_count(0)


def test_the_calendar_shows_tasks_at_their_hour(desk: Callable[..., Page], english: str) -> None:
    company = make_company("Nexalis")
    noon = now_datetime().replace(hour=12, minute=0, second=0, microsecond=0)
    make_task(company, subject="Call Karim", starts_on=noon, duration_minutes=45)
    frappe.db.commit()
    page = desk(english)
    page.goto("/app/sales-task/view/calendar/default")
    event = page.locator(".fc-event", has_text="Call Karim")
    expect(event).to_be_visible()
    expect(event.locator(".fc-time")).to_have_text("12:00 - 12:45")


def test_companies_and_people_show_their_deals(desk: Callable[..., Page], english: str) -> None:
    company = make_company("Nexalis")
    person = make_person(company=company.name)
    make_person("Karim", "Bensaïd")
    [pipeline] = frappe.get_all("Sales Pipeline", pluck="name")[:1]
    stages = frappe.get_doc("Sales Pipeline", pipeline).stages
    proposal = next(stage.stage_name for stage in stages if stage.kind == "Proposal")
    make_opportunity(company=company.name, contact_prospect=person.name)
    for _ in range(2):
        make_opportunity(company=company.name, stage=proposal)
    frappe.db.commit()
    page = desk(english)
    open_list(page, "sales-prospect")
    expect(page.locator(".prospect-deals")).to_have_text(["One opportunity, 2 proposals"])
    open_list(page, "contact-prospect")
    expect(page.locator(".prospect-deals:visible")).to_have_text(["–", "One opportunity"])


def test_a_board_moves_an_opportunity_to_another_stage(desk: Callable[..., Page], english: str) -> None:
    company = make_company("Nexalis")
    opportunity = make_opportunity(title="New press", company=company.name)
    stages = frappe.get_doc("Sales Pipeline", opportunity.pipeline).stages
    frappe.db.delete("Kanban Board")
    frappe.db.commit()
    page = desk(english)
    open_list(page, "sales-opportunity")
    page.get_by_role("button", name="Board by Stage").click()
    columns = page.locator(".kanban-column:visible:not(.add-new-column)")
    expect(columns).to_have_count(len(stages))
    card = page.locator(".kanban-card-wrapper", has_text="New press")
    expect(columns.first.locator(".kanban-card-wrapper")).to_have_count(1)
    shot(page, "45-board")
    with page.expect_response(re.compile("update_order")):
        drag(page, card, columns.nth(1).locator(".kanban-cards"))
    page.wait_for_timeout(1500)
    frappe.db.rollback()
    assert frappe.db.get_value("Sales Opportunity", opportunity.name, "stage") == stages[1].stage_name


def drag(page: Page, card: Locator, target: Locator) -> None:
    """Move the mouse as a hand does: the board takes a drop only where it saw the card come."""
    start, end = card.bounding_box(), target.bounding_box()
    page.mouse.move(start["x"] + 60, start["y"] + 20)
    page.mouse.down()
    page.mouse.move(start["x"] + 80, start["y"] + 25, steps=5)
    page.mouse.move(end["x"] + 60, end["y"] + 10, steps=20)
    page.wait_for_timeout(300)
    page.mouse.up()


def test_labels_have_their_colour(desk: Callable[..., Page], english: str) -> None:
    from frappe.desk.doctype.tag.tag import add_tag

    lead = make_lead(company=make_company("Nexalis").name)
    label = frappe.get_all("Sales Label", {"color": "Red"}, pluck="name")[0]
    add_tag(label, "Sales Lead", lead.name)
    # Frappe takes no such name for a tag, but the column may hold it
    frappe.db.set_value("Sales Lead", lead.name, "_user_tags", f",{label},<b>x</b>", update_modified=False)
    frappe.db.commit()
    page = desk(english)
    open_list(page, "sales-lead")
    expect(page.locator(".tag-pill.prospect-label-red")).to_have_text(label)
    expect(page.locator(".tag-pill", has_text="<b>x</b>")).to_have_count(1)
    frappe.db.set_value("Sales Lead", lead.name, "_user_tags", f",{label}", update_modified=False)
    frappe.db.commit()
    page.goto(f"/app/sales-lead/{lead.name}")
    expect(page.locator(".form-tags .prospect-label-red")).to_have_text(re.compile(label))


def test_client_contacts_are_sorted_by_name(desk: Callable[..., Page], english: str) -> None:
    client = make_company("Nexalis", account_type="Client")
    for name in ("Zoé", "Anne", "Marie"):
        make_contact(name, "Blou", client_account=client.name)
    make_contact("Other", "Person")
    frappe.db.commit()
    page = desk(english)
    page.goto("/app/prospect-crm")
    page.locator(".shortcut-widget-box", has_text="Client Contacts").click()
    expect(rows(page)).to_have_count(3)
    titles = page.locator(".list-row .list-subject a.ellipsis")
    expect(titles).to_have_text(["Anne Blou", "Marie Blou", "Zoé Blou"])


def test_a_report_names_the_rep_and_not_the_person(desk: Callable[..., Page], english: str) -> None:
    make_person(sales_rep=english)
    frappe.db.commit()
    page = desk(english)
    page.goto("/app/contact-prospect/view/report")
    cells = page.locator(".dt-row:not(.dt-row-header) .dt-cell__content")
    expect(cells.filter(has_text=re.compile(r"^\s*Hélène Lefèvre\s*$"))).to_have_count(1)
    expect(cells.filter(has_text=re.compile(r"^\s*en\s*$"))).to_have_count(1)


@pytest.mark.parametrize(
    "route", ["sales-lead", "sales-task", "contact-prospect", "sales-opportunity", "prospect-crm"]
)
def test_a_phone_does_not_scroll_sideways(desk: Callable[..., Page], french: str, route: str) -> None:
    company = make_company("Compagnie internationale des wagons-lits et des grands express européens")
    person = make_person("Anne-Charlotte Bérengère", "de La Rochefoucauld-Montbel", company=company.name)
    lead = make_lead(company=company.name, contact_prospect=person.name)
    make_task(
        lead,
        subject="Envoyer la proposition avant la fin du mois",
        starts_on=now_datetime() - timedelta(days=2),
    )
    make_opportunity(title="Renouvellement du contrat de maintenance", company=company.name)
    frappe.db.commit()
    page = desk(french, width=390, height=844)
    page.goto(f"/app/{route}")
    page.locator(".page-container:visible .layout-main").wait_for()
    page.wait_for_timeout(1500)
    shot(page, f"41-{route}-fr-390")
    assert sideways(page) == 0
    if route != "prospect-crm" and route != "sales-task":
        assert box(page).bounding_box()["height"] >= 44
