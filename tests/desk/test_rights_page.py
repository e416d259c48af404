"""The page of rights, where an administrator grants them, and what they tell of who sees what."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import frappe
import pytest
from playwright.sync_api import Page, expect

from prospect_crm.permissions import rights
from tests.desk.conftest import shot
from tests.desk.users import manager_of, user_of
from tests.factories import make_company, make_person, make_user
from tests.site.rights_world import entity, of


@pytest.fixture
def admin() -> Iterator[str]:
    """A System Manager; the grants are put back."""
    before = rights_of("Sales Client Reader")
    yield make_user("admin@example.com", "System Manager")
    frappe.db.rollback()
    for key in rights_of("Sales Client Reader") ^ before:
        right = frappe.get_doc("Sales Right", key)
        right.set("roles", [row for row in right.roles if row.role != "Sales Client Reader"])
        right.save()
    frappe.db.commit()
    rights.forget()


def rights_of(role: str) -> set[str]:
    return set(frappe.get_all("Sales Right Role", filters={"role": role}, pluck="parent"))


def test_a_right_is_granted_once_it_is_saved(desk: Callable[..., Page], admin: str) -> None:
    frappe.db.commit()
    page = desk(admin)
    page.goto("/app/sales-rights")
    box = page.get_by_role("checkbox", name="Export VCF: Sales Client Reader")
    box.check()
    expect(page.get_by_text("One change not saved")).to_be_visible()
    expect(page.locator(".prospect-rights-changes")).to_contain_text("will get the right “Export VCF”.")
    frappe.db.rollback()
    assert "export_vcf" not in rights_of("Sales Client Reader")
    shot(page, "80-rights", full_page=True)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".prospect-rights-changes")).to_have_count(0)
    frappe.db.rollback()
    assert "export_vcf" in rights_of("Sales Client Reader")
    page.reload()
    expect(box).to_be_checked()


def test_an_administrator_sees_what_a_user_sees(desk: Callable[..., Page], admin: str) -> None:
    rep = user_of("en")
    shown = make_company(entities=of(entity("Lille", rep)))
    make_person(company=shown.name)
    make_person("Anne", "Weisse", company=make_company("Nexalis", entities=of(entity("Paris"))).name)
    frappe.db.commit()
    page = desk(admin, 390, 844)
    page.goto("/app/sales-rights")
    page.locator(".prospect-rights-table").wait_for()
    see_as = page.locator(
        ".page-actions .menu-item-label:visible, .page-actions button:visible", has_text="See as…"
    )
    if not see_as.count():
        page.locator(".page-actions .menu-btn-group button:visible").click()
    see_as.first.click()
    dialog = page.locator(".modal.show")
    dialog.locator("[data-fieldname=user] input").fill(rep)
    page.locator(".awesomplete li:visible", has_text=rep).first.click()
    told = dialog.locator(".prospect-see-as")
    expect(told).to_contain_text("Sales Prospector · Lille")
    rows = dict(zip(told.locator("dt").all_inner_texts(), told.locator("dd").all_inner_texts(), strict=True))
    assert (rows["Contact Prospect"], rows["Sales Prospect"], rows["Sales Lead"]) == ("1", "1", "0")
    shot(page, "81-see-as")


def test_a_record_tells_who_sees_it(desk: Callable[..., Page]) -> None:
    rep, manager = user_of("en"), manager_of()
    company = make_company(entities=of(entity("Lille", rep)), sales_rep=rep)
    frappe.db.commit()
    page = desk(manager)
    page.goto(f"/app/sales-prospect/{company.name}")
    page.locator(".prospect-form:visible").wait_for()
    page.locator(".page-actions .menu-btn-group button:visible").click()
    page.get_by_text("Who can see this?").locator("visible=true").click()
    people = page.locator(".prospect-onlookers li")
    expect(people.filter(has_text="their record · entity Lille")).to_contain_text("may change it")
    expect(people.filter(has_text="sees all entities").filter(has_text="(you)")).to_have_count(1)
    shot(page, "82-who-can-see")


def test_nobody_else_opens_the_page(desk: Callable[..., Page]) -> None:
    page = desk(manager_of())
    page.goto("/app")
    page.wait_for_function("window.frappe && frappe.boot && frappe.boot.user")
    assert page.evaluate("frappe.boot.page_info['sales-rights'] === undefined")
