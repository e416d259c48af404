"""Lists as tests in the browser open them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page


def rows(page: Page) -> Locator:
    return page.locator(".frappe-list:visible .list-row")


def open_list(page: Page, route: str) -> None:
    """Open a list and wait for what it asks of the server: each answer draws it anew, ticks and all."""
    page.goto(f"/app/{route}")
    page.locator(".frappe-list:visible").wait_for()
    page.wait_for_function("frappe.request.ajax_count === 0")


def box(page: Page) -> Locator:
    """Find the search box."""
    return page.locator(".prospect-search:visible input")
