"""Tests in a real browser, on the served site of the tests."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

if "PROSPECT_URL" not in os.environ:
    pytest.skip("Nothing is served: run these tests by ./dev test.", allow_module_level=True)

from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.desk.users import user_of
from tests.factories import PASSWORD
from tests.site.conftest import fresh, site  # noqa: F401

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# a busy machine is no fault of the page
expect.set_options(timeout=30_000)
SHOTS = Path(os.environ["PROSPECT_BENCH"]) / "var" / "screenshots"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    SHOTS.mkdir(parents=True, exist_ok=True)
    executable = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=executable, headless=True, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture
def desk(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Open the desk as a user; a console error or a failed request fails the test."""
    faults: list[str] = []
    contexts = []

    def open_desk(user: str, width: int = 1440, height: int = 900) -> Page:
        context = browser.new_context(
            base_url=os.environ["PROSPECT_URL"],
            viewport={"width": width, "height": height},
            accept_downloads=True,
        )
        contexts.append(context)
        answer = context.request.post("/api/method/login", form={"usr": user, "pwd": PASSWORD})
        assert answer.ok, answer.text()
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(f"{error.message}\n{error.stack}"))
        page.on(
            "response",
            lambda got: faults.append(f"{got.status} {got.url}") if got.status >= 400 else None,
        )
        return page

    yield open_desk
    for context in contexts:
        context.close()
    assert faults == []


@pytest.fixture
def english() -> str:
    """A sales rep whose desk is in English."""
    return user_of("en")


@pytest.fixture
def french() -> str:
    """A sales rep whose desk is in French."""
    return user_of("fr")


def shot(page: Page, name: str, full_page: bool = False) -> None:
    """Keep a picture of the page for people to look at."""
    page.wait_for_timeout(300)
    page.screenshot(path=str(SHOTS / f"{name}.png"), full_page=full_page)
