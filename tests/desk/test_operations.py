"""Changes of many records as people make them: ticked, previewed, written, taken back."""

from __future__ import annotations

from collections.abc import Callable

import frappe
from playwright.sync_api import Page, expect

from tests.desk.conftest import shot
from tests.desk.lists import open_list, rows
from tests.desk.test_pages import sideways
from tests.desk.users import manager_of, user_of
from tests.factories import make_company, make_lead, make_person
from tests.many_rows import copy_people
from tests.site import bulk


def tick(page: Page, number: int) -> None:
    for index in range(number):
        rows(page).nth(index).locator(".list-row-checkbox").check()


def action(page: Page, label: str) -> None:
    page.locator(".prospect-selection:visible").get_by_role("button", name=label, exact=True).click()


def dialog(page: Page) -> Page:
    return page.locator(".modal.show").last


def people() -> list[str]:
    made = [make_person("Anne", "Weisse"), make_person("Paul", "Thiébaut"), make_person("Hélène", "Lefèvre")]
    frappe.db.commit()
    return [person.name for person in made]


def statuses() -> list[str]:
    frappe.db.rollback()
    return sorted(frappe.get_all("Contact Prospect", pluck="status"))


def test_a_status_for_the_ticked_rows_is_previewed_written_and_taken_back(
    desk: Callable[..., Page],
) -> None:
    people()
    page = desk(manager_of())
    open_list(page, "contact-prospect")
    expect(page.locator(".prospect-selection")).to_be_hidden()
    tick(page, 2)
    expect(page.locator(".prospect-selection:visible strong")).to_have_text("2 selected")
    action(page, "Status")
    dialog(page).locator("select[data-fieldname=value]").select_option("Abandoned")
    dialog(page).get_by_role("button", name="Preview").click()
    expect(dialog(page).locator("h3")).to_have_text("Nothing is written yet. Here is what will happen.")
    expect(dialog(page).locator(".prospect-proof")).to_contain_text("2 = 2 to change + 0 skipped + 0 refused")
    expect(dialog(page).locator(".prospect-entry-change").first).to_have_text("StatusNew → Abandoned")
    assert statuses() == ["New", "New", "New"]
    shot(page, "bulk-preview")
    page.keyboard.press("Control+Enter")
    alert = page.locator(".desk-alert")
    expect(alert).to_contain_text("2 records changed.")
    assert statuses() == ["Abandoned", "Abandoned", "New"]
    alert.get_by_role("button", name="Undo").click()
    expect(page.locator(".desk-alert").last).to_contain_text("Undone.")
    assert statuses() == ["New", "New", "New"]


def test_a_preview_that_is_closed_has_written_nothing(desk: Callable[..., Page]) -> None:
    people()
    page = desk(manager_of())
    open_list(page, "contact-prospect")
    tick(page, 1)
    action(page, "Delete")
    expect(dialog(page).get_by_role("button", name="Delete one record")).to_be_enabled()
    with page.expect_response(lambda got: "operations.cancel" in got.url):
        dialog(page).locator(".btn-modal-close").click()
    frappe.db.rollback()
    assert frappe.db.count("Contact Prospect") == 3
    assert frappe.get_all("Sales Operation", pluck="status") == ["Cancelled"]


def test_all_that_match_are_changed_beyond_the_rows_on_the_page(desk: Callable[..., Page]) -> None:
    [first, *_others] = people()
    copy_people(first, range(40))
    frappe.db.commit()
    page = desk(manager_of())
    open_list(page, "contact-prospect")
    page.locator(".frappe-list:visible .list-check-all:visible").check()
    action(page, "Select all 43")
    expect(page.locator(".prospect-selection:visible strong")).to_have_text("All 43 selected")
    action(page, "Status")
    dialog(page).locator("select[data-fieldname=value]").select_option("In Progress")
    dialog(page).get_by_role("button", name="Preview").click()
    dialog(page).locator("[data-action=apply]").click()
    expect(page.locator(".desk-alert")).to_contain_text("43 records changed.")
    assert set(statuses()) == {"In Progress"}


def test_what_may_not_be_deleted_is_named_with_the_reason(desk: Callable[..., Page]) -> None:
    company = make_company("Atelier Vauban")
    make_company("Nexalis")
    make_person(company=company.name)
    frappe.db.commit()
    page = desk(manager_of())
    open_list(page, "sales-prospect")
    tick(page, 2)
    action(page, "Delete")
    remarks = dialog(page).locator(".prospect-operation-entry .is-remarks").first
    expect(remarks).to_have_text(
        "Records of these types are attached to it: Contact Prospect. Delete them first."
    )
    dialog(page).get_by_role("button", name="Delete one record").click()
    expect(page.locator(".desk-alert")).to_contain_text("One record changed.")
    frappe.db.rollback()
    assert frappe.get_all("Sales Prospect", pluck="company_name") == ["Atelier Vauban"]


def test_frappes_own_bulk_menu_changes_nothing_past_the_journal(desk: Callable[..., Page]) -> None:
    people()
    page = desk(manager_of())
    open_list(page, "contact-prospect")
    tick(page, 1)
    page.locator(".actions-btn-group:visible button").click()
    shown = page.locator(".actions-btn-group:visible .dropdown-item").all_inner_texts()
    assert {text.strip() for text in shown if text.strip()} <= {"Print", "Export", "Export VCF"}


def test_the_operation_page_shows_before_and_after_and_previews_its_undo(desk: Callable[..., Page]) -> None:
    manager = manager_of("fr")
    frappe.set_user(manager)
    names = people()
    documents = [frappe.get_doc("Contact Prospect", name) for name in names]
    done = bulk.apply(bulk.plan(*documents, status="Abandoned"))
    frappe.set_user("Administrator")
    frappe.db.set_value("Contact Prospect", names[0], "status", "Converted")
    frappe.db.commit()
    page = desk(manager)
    page.goto(f"/app/sales-operation/{done.name}")
    expect(page.locator(".prospect-proof")).to_contain_text("3 = 3 modifiées + 0 ignorées + 0 refusées")
    expect(page.locator(".prospect-entry-change").first).to_have_text("StatutNouveau → Abandonné")
    page.locator("[data-action=plan-undo]").click()
    card = page.locator(".prospect-undo")
    expect(card.locator(".prospect-undo-numbers strong").first).to_have_text("2")
    expect(card.locator(".prospect-undo-kept li")).to_have_count(1)
    expect(card.locator(".prospect-undo-kept")).to_contain_text("Modifié depuis : Statut")
    shot(page, "operation-undo-french", full_page=True)
    card.locator("textarea").fill("Mauvaise liste")
    card.locator("[data-action=undo]").click()
    expect(page.locator(".prospect-operation-why")).to_have_text("“Mauvaise liste”")
    frappe.db.rollback()
    assert statuses() == ["Converted", "New", "New"]


def test_on_a_phone_the_bar_and_the_preview_stay_within_the_page(desk: Callable[..., Page]) -> None:
    make_lead()
    frappe.db.commit()
    page = desk(user_of("fr"), 390, 800)
    open_list(page, "sales-lead")
    rows(page).first.locator(".list-row-checkbox").check()
    bar = page.locator(".prospect-selection:visible")
    box = bar.bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    bar.get_by_role("button", name="Archiver").click()
    expect(dialog(page).locator("[data-action=apply]")).to_be_visible()
    shot(page, "bulk-preview-phone")
    assert sideways(page) <= 0
    dialog(page).locator("[data-action=apply]").click()
    expect(page.locator(".desk-alert")).to_contain_text("Une fiche traitée.")
    frappe.db.rollback()
    assert frappe.get_all("Sales Lead", pluck="inbox_state") == ["Archived"]
