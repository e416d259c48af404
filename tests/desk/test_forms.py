"""The work of a day on the forms: add from a tab and come back, complete, note, chase, look at the group."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import frappe
import pytest
from playwright.sync_api import Locator, Page, expect

from tests.desk.conftest import shot
from tests.factories import make_company, make_person, make_user

EVIL = "<img src=x onerror=document.title='run'>"


@pytest.fixture
def user() -> str:
    name = make_user("rep@example.com", "Sales Prospector")
    frappe.db.set_value("User", name, "language", "en")
    frappe.db.commit()
    frappe.clear_cache(user=name)
    return name


def open_form(page: Page, document: Any, tab: str = "") -> None:
    page.goto(f"/app/{document.doctype.lower().replace(' ', '-')}/{document.name}")
    page.locator(".prospect-form:visible").wait_for()
    if tab:
        page.locator(f".form-tabs:visible a[data-fieldname={tab}]").click()


def part(page: Page) -> Locator:
    return page.locator(".tab-pane.active:visible .prospect-part")


def make_task(about: Any, subject: str = "Call back", **values: Any) -> Any:
    task = {"doctype": "Sales Task", "subject": subject, **values}
    return frappe.get_doc(task | {"reference_doctype": about.doctype, "reference_name": about.name}).insert()


def stored(doctype: str, name: str, fieldname: str) -> Any:
    frappe.db.rollback()
    return frappe.db.get_value(doctype, name, fieldname)


def save(page: Page) -> None:
    page.locator(".page-actions:visible .primary-action:visible", has_text="Save").click()


def test_a_task_added_from_a_tab_is_linked_and_comes_back(desk: Callable[..., Page], user: str) -> None:
    person = make_person()
    frappe.db.commit()
    page = desk(user)
    open_form(page, person, "tasks_tab")
    expect(part(page)).to_contain_text("No task yet. Plan the next step, so that nobody forgets it.")
    part(page).locator("[data-action=add]").click()
    page.locator("[data-page-route='Sales Task']:visible [data-fieldname=subject] input").fill("Send offer")
    save(page)
    expect(page.locator(".prospect-rows:visible tbody tr")).to_have_count(1)
    assert page.url.endswith(f"/contact-prospect/{person.name}")
    expect(page.locator(".form-tabs:visible .nav-link.active .prospect-count")).to_have_text("1")
    frappe.db.rollback()
    assert frappe.get_all("Sales Task", ["subject", "reference_name", "sales_rep"]) == [
        {"subject": "Send offer", "reference_name": person.name, "sales_rep": user}
    ]


def test_one_click_completes_a_task_and_one_more_opens_it_again(desk: Callable[..., Page], user: str) -> None:
    person = make_person()
    task = make_task(person, status="Pending")
    frappe.db.commit()
    page = desk(user)
    open_form(page, person, "tasks_tab")
    part(page).get_by_role("button", name="Complete").click()
    reopen = part(page).get_by_role("button", name="Done: open it again")
    expect(reopen).to_be_enabled()
    page.wait_for_function("!frappe.request.ajax_count")
    assert stored("Sales Task", task.name, "status") == "Done"
    reopen.click()
    expect(part(page).get_by_role("button", name="Complete")).to_be_visible()
    page.wait_for_function("!frappe.request.ajax_count")
    assert stored("Sales Task", task.name, "status") == "Pending"


def test_a_company_shows_the_tasks_of_its_people_twenty_at_a_time(
    desk: Callable[..., Page], user: str
) -> None:
    company = make_company()
    person = make_person(company=company.name)
    for number in range(23):
        make_task(person, f"Task {number}")
    frappe.db.commit()
    page = desk(user)
    open_form(page, company, "activities_tab")
    rows = page.locator("[data-fieldname=tasks_html] .prospect-rows tbody tr")
    expect(rows).to_have_count(20)
    page.locator("[data-fieldname=tasks_html]").get_by_role("button", name="Show more").click()
    expect(rows).to_have_count(23)
    expect(
        page.locator(".section-head:visible", has_text="Sales Tasks").locator(".prospect-count")
    ).to_have_text("23")


def test_a_note_is_written_pinned_and_deleted_where_it_stands(desk: Callable[..., Page], user: str) -> None:
    company = make_company()
    frappe.db.commit()
    page = desk(user)
    open_form(page, company, "notes_tab")
    part(page).locator(".ql-editor[contenteditable]").fill("Prefers the phone before 9")
    part(page).locator("[data-action=save-note]").click()
    note = page.locator(".prospect-note")
    expect(note).to_contain_text("Prefers the phone before 9")
    note.get_by_role("button", name="Pin", exact=True).click()
    expect(page.locator(".prospect-note.is-pinned")).to_have_count(1)
    shot(page, "60-note")
    note.get_by_role("button", name="Delete", exact=True).click()
    expect(note).to_contain_text("Delete this note for good?")
    note.get_by_role("button", name="Delete for good").click()
    expect(note).to_have_count(0)
    frappe.db.rollback()
    assert frappe.db.count("Sales Note") == 0


def test_what_somebody_wrote_does_not_run(desk: Callable[..., Page], user: str) -> None:
    company = make_company(f"ACME {EVIL}")
    person = make_person(first_name=f"Anne {EVIL}", company=company.name)
    note = frappe.get_doc(
        doctype="Sales Note",
        content="<p>x</p>",
        reference_doctype=company.doctype,
        reference_name=company.name,
    ).insert()
    # past Frappe's own cleaning, as an older version or another app may have left it
    evil = f"<p onclick=\"document.title='run'\">hello {EVIL}<script>document.title='run'</script></p>"
    note.db_set("content", evil + "<a href=\"javascript:document.title='run'\">link</a>")
    task = make_task(person)
    task.db_set("subject", f"Call {EVIL}")
    frappe.db.commit()
    page = desk(user)
    for tab in ("contacts_tab", "activities_tab", "notes_tab", "history_tab"):
        open_form(page, company, tab)
        page.wait_for_timeout(500)
    open_form(page, company, "notes_tab")
    expect(page.locator(".prospect-note-content")).to_contain_text("hello")
    assert page.locator(".prospect-note-content").locator("img, script, a, [onclick]").count() == 0
    assert page.title() != "run"


def test_a_prospecting_action_is_one_click_and_its_task_one_more(
    desk: Callable[..., Page], user: str
) -> None:
    lead = frappe.get_doc(doctype="Sales Lead", company=make_company().name).insert()
    frappe.db.commit()
    page = desk(user)
    open_form(page, lead)
    page.get_by_role("button", name="Could Not Reach").click()
    strip = page.locator(".prospect-strip")
    expect(strip).to_contain_text("Saved: Could Not Reach. Next task:")
    assert stored("Sales Lead", lead.name, "prospecting_action") == "Could Not Reach"
    shot(page, "61-strip")
    strip.get_by_role("button", name="Add the task").click()
    expect(strip).to_have_count(0)
    expect(page.locator("[data-fieldname=tasks_html] tbody tr")).to_have_count(1)
    frappe.db.rollback()
    (task,) = frappe.get_all(
        "Sales Task", ["subject", "task_type", "starts_on", "reference_name", "sales_rep"]
    )
    assert (task.subject, task.task_type) == ("Try Atelier Vauban again", "Call")
    assert (task.reference_name, task.sales_rep) == (lead.name, user)
    assert (task.starts_on.hour, task.starts_on.weekday() < 5) == (14, True)
    assert task.starts_on > frappe.utils.now_datetime()


def test_an_action_can_be_undone_and_a_like_taken_back(desk: Callable[..., Page], user: str) -> None:
    lead = frappe.get_doc(doctype="Sales Lead", company=make_company().name).insert()
    frappe.db.commit()
    page = desk(user)
    open_form(page, lead)
    page.get_by_role("button", name="Still Chasing").click()
    page.locator(".prospect-strip").get_by_role("button", name="Undo").click()
    expect(page.locator("[data-value='Still Chasing']")).to_have_attribute("aria-pressed", "false")
    assert not stored("Sales Lead", lead.name, "prospecting_action")
    like = page.get_by_role("button", name="Like", exact=True)
    like.click()
    expect(page.locator("[data-value=Liked]")).to_have_attribute("aria-pressed", "true")
    assert stored("Sales Lead", lead.name, "opinion") == "Liked"
    page.locator("[data-value=Liked]").click()
    expect(page.locator("[data-value=Liked]")).to_have_attribute("aria-pressed", "false")
    page.locator("[data-value=Wanted]").click()
    expect(page.locator("[data-value=Wanted]")).to_have_attribute("aria-pressed", "true")
    frappe.db.rollback()
    assert frappe.db.get_value("Sales Lead", lead.name, ["opinion", "status"]) == ("", "Wanted")


def test_the_group_is_a_tree(desk: Callable[..., Page], user: str) -> None:
    top = make_company("Hexavert")
    child = make_company("Hexavert North", parent_company=top.name)
    frappe.db.commit()
    page = desk(user)
    open_form(page, child, "subsidiaries_tab")
    expect(page.locator(".prospect-tree-name")).to_have_text(["Hexavert", "Hexavert North"])
    expect(page.locator(".prospect-tree li").nth(1)).to_have_attribute("aria-current", "true")
    expect(page.locator(".form-tabs:visible .nav-link.active .prospect-count")).to_have_text("1")


def test_an_opportunity_offers_the_stages_of_its_pipeline(desk: Callable[..., Page], user: str) -> None:
    stages = [{"stage_name": "Sample sent"}, {"stage_name": "Price agreed"}]
    name = "Samples"
    if not frappe.db.exists("Sales Pipeline", name):
        frappe.get_doc(doctype="Sales Pipeline", pipeline_name=name, stages=stages).insert()
    opportunity = frappe.get_doc(
        doctype="Sales Opportunity", title="Deal", company=make_company().name, pipeline=name
    ).insert()
    frappe.db.commit()
    page = desk(user)
    open_form(page, opportunity)
    select = page.locator("[data-page-route='Sales Opportunity']:visible [data-fieldname=stage] select")
    expect(select.locator("option")).to_have_text(["Sample sent", "Price agreed"])
    page.get_by_role("button", name="Lost", exact=True).click()
    dialog = page.locator(".modal:visible")
    dialog.locator("[data-fieldname=reason] input").fill("Too dear")
    dialog.get_by_role("button", name="Lost").click()
    expect(page.get_by_role("button", name="Open again")).to_be_visible()
    frappe.db.rollback()
    values = frappe.db.get_value("Sales Opportunity", opportunity.name, ["status", "lost_reason"])
    assert values == ("Lost", "Too dear")


def test_nothing_scrolls_sideways_on_a_phone(desk: Callable[..., Page], user: str) -> None:
    company = make_company("Compagnie internationale des wagons-lits et des grands express européens du Nord")
    person = make_person(
        company=company.name,
        job_title="Directrice générale adjointe des achats et de la logistique",
        email="anne-charlotte.berengere.de.la.rochefoucauld@compagnie-internationale.example",
    )
    make_task(person, "Call back about the very long list of things that nobody should ever forget")
    frappe.db.commit()
    page = desk(user, width=390, height=844)
    for document, tabs in (
        (company, ("contacts_tab", "activities_tab", "notes_tab", "subsidiaries_tab", "history_tab")),
        (person, ("tasks_tab", "opportunities_tab", "notes_tab", "history_tab")),
    ):
        for tab in tabs:
            open_form(page, document, tab)
            page.wait_for_function("!frappe.request.ajax_count")
            width = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            assert (tab, page.evaluate(width)) == (tab, 0)
    open_form(page, person, "tasks_tab")
    assert page.locator(".prospect-done").bounding_box()["height"] >= 44
    shot(page, "62-tasks-390", full_page=True)
