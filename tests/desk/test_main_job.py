"""The main job in a real browser: bring people in from real files, link a company, take people out."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import frappe
import pytest
from playwright.sync_api import Page, Route, expect

from tests.desk.conftest import shot
from tests.desk.drop import drop_files
from tests.factories import fill_template, make_company, make_user
from tests.samples import SHARED_CARDS, needs_samples

CARDS = ("ez-vcard/John_Doe_ANDROID.vcf", "ez-vcard/John_Doe_IPHONE.vcf", "ez-vcard/rfc6350-example.vcf")


@pytest.fixture
def user() -> str:
    return make_user("rep@example.com", "Sales Prospector")


@needs_samples
def test_the_main_job(desk: Callable[..., Page], user: str, tmp_path: Path) -> None:
    make_company("Atelier Vauban")
    frappe.db.commit()
    page = desk(user)
    open_list(page)
    expect(page.get_by_text("You haven't created a Contact Prospect yet")).to_be_visible()
    shot(page, "01-empty-list")

    drop_files(page, *(SHARED_CARDS / name for name in CARDS))
    expect(page.get_by_text("Nothing is written yet. Here is what will happen.")).to_be_visible()
    expect(page.locator(".prospect-proof")).to_have_text(
        "The count adds up. 8 rows = 3 to add + 0 skipped + 5 refused."
    )
    assert people() == []
    shot(page, "02-preview", full_page=True)

    complete_first_refused_row(page, "John", "Company")
    expect(page.locator("[data-action=import]")).to_have_text("Import 4 people")
    shot(page, "03-completed", full_page=True)
    page.locator("[data-action=import]").click()
    expect(page.get_by_text("4 people were added.")).to_be_visible()
    shot(page, "04-done", full_page=True)
    assert len(people()) == 4

    link_company(page, "Simon Perreault", "Atelier Vauban")
    import_filled_template(page, tmp_path)
    assert len(people()) == 54
    export_selection(page, tmp_path)


def test_an_import_is_followed_while_the_server_starts_again(
    desk: Callable[..., Page], user: str, tmp_path: Path
) -> None:
    card = tmp_path / "ada.vcf"
    card.write_text("BEGIN:VCARD\r\nVERSION:3.0\r\nN:Moreau;Ada\r\nFN:Ada Moreau\r\nEND:VCARD\r\n")
    page = desk(user)
    open_list(page)
    drop_files(page, card)
    page.locator("[data-action=import]").wait_for()
    asked: list[str] = []

    def answer(route: Route) -> None:
        """At first the import still runs; then nobody answers; then all is well."""
        asked.append(route.request.url)
        if len(asked) == 1:
            told = route.fetch().json()
            told["message"]["progress"]["status"] = "Running"
            route.fulfill(json=told)
        elif len(asked) < 4:
            route.abort()
        else:
            route.continue_()

    page.route("**/prospect_crm.api.operations.preview", answer)
    page.locator("[data-action=import]").click()
    expect(page.get_by_text("One person was added.")).to_be_visible(timeout=20_000)
    assert len(asked) >= 4
    expect(page.locator(".msgprint-dialog")).to_be_hidden()
    assert people() == ["Ada Moreau"]


def people() -> list[str]:
    frappe.db.rollback()
    return frappe.get_all("Contact Prospect", pluck="full_name")


def open_list(page: Page) -> None:
    page.goto("/app/contact-prospect")
    page.locator(".list-row-container, .no-result:visible").first.wait_for()
    page.locator(".prospect-drop-target").first.wait_for()


def complete_first_refused_row(page: Page, first: str, last: str) -> None:
    page.locator(".prospect-entry[data-position]").first.click()
    detail = page.locator(".prospect-detail")
    detail.get_by_placeholder("First Name").fill(first)
    detail.get_by_placeholder("Last Name").fill(last)
    detail.get_by_role("button", name="Complete this row").click()


def link_company(page: Page, person: str, company: str) -> None:
    open_list(page)
    page.locator(".list-row").get_by_text(person).click()
    field = page.locator("[data-fieldname=company]:visible input").first
    field.wait_for()
    shot(page, "05-person", full_page=True)
    field.fill("")
    field.press_sequentially(company[:7], delay=40)
    page.locator(".awesomplete li:visible", has_text=company).first.click()
    # the desk draws its buttons anew when the form becomes dirty; a click before that is lost
    page.get_by_text("Not Saved").locator("visible=true").first.wait_for()
    page.locator(".page-actions .primary-action:visible", has_text="Save").click()
    page.wait_for_function("cur_frm && !cur_frm.is_dirty() && cur_frm.doc.company_name === 'Atelier Vauban'")
    shot(page, "06-linked", full_page=True)


def import_filled_template(page: Page, folder: Path) -> None:
    page.goto("/app/sales-import")
    with page.expect_download() as started:
        page.get_by_role("button", name="Download the template").click()
    shot(page, "07-import-start")
    template = Path(started.value.path()).read_bytes()
    rows = [
        {
            "Company": f"Company {number % 5}",
            "Last name": f"Le Doaré {number}",
            "First name": "Nolwenn",
            "E-mail": f"nolwenn.{number}@kermarrec.example",
            "Mobile": f"06 39 98 {number:02} 01",
        }
        for number in range(50)
    ]
    filled = folder / "filled.xlsx"
    filled.write_bytes(fill_template(template, *rows))
    drop_files(page, filled)
    page.locator("[data-action=import]", has_text="Import 50 people").wait_for()
    shot(page, "08-rows", full_page=True)
    page.locator("[data-action=import]").click()
    expect(page.get_by_text("50 people were added.")).to_be_visible()


def export_selection(page: Page, folder: Path) -> None:
    open_list(page)
    page.get_by_role("button", name="100", exact=True).click()
    page.wait_for_function("document.querySelectorAll('.list-row').length >= 54")
    page.locator(".list-check-all:visible").check()
    shot(page, "09-selection")
    single = export(page, as_zip=False).read_bytes()
    assert single.count(b"BEGIN:VCARD") == 54
    with zipfile.ZipFile(export(page, as_zip=True)) as archive:
        names = archive.namelist()
    assert len(names) == 54
    assert "Perreault Simon.vcf" in names


def export(page: Page, *, as_zip: bool) -> Path:
    page.locator(".actions-btn-group:visible button").first.click()
    page.locator(".actions-btn-group .dropdown-menu:visible").get_by_text("Export VCF").click()
    dialog = page.locator(".modal:visible")
    dialog.locator("input[data-fieldname=as_zip]").set_checked(as_zip)
    shot(page, f"10-export-{'zip' if as_zip else 'vcf'}")
    with page.expect_download() as started:
        dialog.get_by_role("button", name="Export").click()
    dialog.wait_for(state="hidden")
    return Path(started.value.path())
