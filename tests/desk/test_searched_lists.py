"""The search box of lists in the browser: what it finds stays found, however late an answer comes."""

from __future__ import annotations

import re
from collections.abc import Callable

import frappe
from playwright.sync_api import Page, Route, expect

from tests.desk.conftest import shot
from tests.desk.lists import box, open_list, rows
from tests.factories import make_company, make_person
from tests.many_rows import copy_people


def test_the_search_box_is_first_and_asks_while_typing(desk: Callable[..., Page], english: str) -> None:
    make_person(mobile="06 39 98 41 07")
    make_person("Karim", "Bensaïd")
    frappe.db.commit()
    page = desk(english)
    open_list(page, "contact-prospect")
    expect(rows(page)).to_have_count(2)
    filters = page.locator(".standard-filter-section:visible > *")
    expect(filters.first).to_have_class(re.compile("prospect-search"))
    expect(page.locator(".standard-filter-section:visible [data-fieldname=name]")).to_have_count(0)
    expect(page.locator(".standard-filter-section:visible [data-fieldname=full_name]")).to_have_count(0)
    expect(box(page)).to_have_attribute("placeholder", "Name, company, e-mail, phone")
    widths = [item.bounding_box()["width"] for item in filters.all()]
    assert widths[0] == max(widths)

    box(page).press_sequentially("06 39 98")
    expect(rows(page)).to_have_count(1)
    expect(page.get_by_text("1 of 1")).to_be_visible()
    page.keyboard.press("Escape")
    expect(rows(page)).to_have_count(2)
    expect(box(page)).to_be_focused()


def test_what_was_searched_comes_back(desk: Callable[..., Page], english: str) -> None:
    found = make_person()
    make_person("Karim", "Bensaïd")
    frappe.db.commit()
    page = desk(english)
    open_list(page, "contact-prospect")
    box(page).fill("lefevre")
    box(page).press("Enter")
    expect(rows(page)).to_have_count(1)
    expect(page).to_have_url(re.compile("search_text="))
    rows(page).get_by_text("Hélène Lefèvre").first.click()
    page.wait_for_url(re.compile(found.name))
    page.go_back()
    expect(rows(page)).to_have_count(1)
    expect(box(page)).to_have_value("lefevre")
    page.reload()
    expect(rows(page)).to_have_count(1)
    expect(box(page)).to_have_value("lefevre")


def held_back(page: Page, method: str, milliseconds: int = 1500) -> None:
    """Let the next answer of an endpoint come late, as on a busy machine."""

    def wait(route: Route) -> None:
        page.wait_for_timeout(milliseconds)
        route.continue_()

    page.route(re.compile(rf"{re.escape(method)}(\?|$)"), wait, times=1)


def test_a_list_that_comes_late_does_not_undo_the_search(desk: Callable[..., Page], english: str) -> None:
    make_person()
    make_person("Karim", "Bensaïd")
    frappe.db.commit()
    page = desk(english)
    held_back(page, "frappe.desk.reportview.get", 3000)
    page.goto("/app/contact-prospect")
    box(page).fill("lefevre")
    box(page).press("Enter")
    with page.expect_response(re.compile("reportview.get_count")):
        pass
    page.wait_for_timeout(4000)
    expect(rows(page)).to_have_count(1)
    expect(rows(page)).to_contain_text("Hélène Lefèvre")


def test_a_form_that_comes_late_does_not_cover_the_list(desk: Callable[..., Page], english: str) -> None:
    found = make_person()
    make_person("Karim", "Bensaïd")
    frappe.db.commit()
    page = desk(english)
    open_list(page, "contact-prospect")
    row = rows(page).get_by_text("Hélène Lefèvre").first
    row.wait_for()
    held_back(page, "frappe.desk.form.load.getdoc")
    with page.expect_response(re.compile(r"load\.getdoc\?")):
        row.click()
        page.wait_for_url(re.compile(found.name))
        page.go_back()
        expect(rows(page)).to_have_count(2)
    page.wait_for_timeout(1500)
    expect(rows(page)).to_have_count(2)
    expect(page.locator(".form-page:visible")).to_have_count(0)
    page.go_forward()
    expect(page.locator(".form-page:visible")).to_have_count(1)


def test_a_filter_on_the_name_shows_though_its_box_is_gone(desk: Callable[..., Page], english: str) -> None:
    found = make_person()
    make_person("Karim", "Bensaïd")
    frappe.db.commit()
    page = desk(english)
    open_list(page, f"contact-prospect?name={found.name}")
    expect(rows(page)).to_have_count(1)
    expect(page.locator(".filter-button:visible")).to_contain_text("1")


def test_a_thousand_people_in_french(desk: Callable[..., Page], french: str) -> None:
    company = make_company("Compagnie internationale des wagons-lits et des grands express européens")
    person = make_person(
        "Anne-Charlotte Bérengère Philippine",
        "de La Rochefoucauld-Montbel",
        company=company.name,
        sales_rep=french,
        email="anne-charlotte@wagons-lits.example",
        job_title="Directrice des achats indirects et de la logistique",
    )
    copy_people(person.name, range(1000))
    frappe.db.commit()
    page = desk(french)
    open_list(page, "contact-prospect")
    expect(page.get_by_text("20 sur 1001")).to_be_visible()
    box(page).fill("rochefoucauld 99")
    box(page).press("Enter")
    expect(page.get_by_text("19 sur 19")).to_be_visible()
    shot(page, "40-people-fr-1000")
