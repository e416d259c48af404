"""Tests on a real site: connected once, each test begins with empty tables and leaves nothing."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

if "PROSPECT_SITE" not in os.environ and "FRAPPE_SITE" not in os.environ:
    pytest.skip("No site: run these tests by ./dev test or bench run-tests.", allow_module_level=True)

from typing import TYPE_CHECKING

import frappe

if TYPE_CHECKING:
    from types import ModuleType

    from tests.site.hidden_world import Hidden
    from tests.site.http_client import Client
    from tests.site.right_acts import World

EMPTIED = (
    "Contact Prospect",
    "Contact Prospect Email",
    "Contact Prospect Phone",
    "Sales Prospect",
    "Sales Social Profile",
    "Sales Contact Skill",
    "Sales Record Entity",
    "Sales Operation",
    "Sales Operation Entry",
    "Sales Entity",
    "Sales Entity Member",
    "Sales Territory",
    "Sales Skill",
    "Sales Lead",
    "Sales Task",
    "Sales Note",
    "Sales Opportunity",
    "Sales Entity Set",
    "Contact",
    "Contact Email",
    "Contact Phone",
    "Address",
    "Dynamic Link",
    "Notification Log",
    "Email Group",
    "Email Group Member",
    "Email Unsubscribe",
    "Email Queue",
    "Email Queue Recipient",
    "Communication",
)


@pytest.fixture(scope="session", autouse=True)
def site() -> Iterator[ModuleType]:
    """Connect to the site that the environment names, or stay on the one that run-tests has opened."""
    if not getattr(frappe.local, "site", None):
        os.chdir(os.environ["PROSPECT_SITES"])
        frappe.init(site=os.environ["PROSPECT_SITE"], sites_path=".")
        frappe.connect()
    frappe.flags.in_test = True
    yield frappe
    frappe.db.rollback()


@pytest.fixture(autouse=True)
def fresh(site: ModuleType) -> Iterator[None]:
    """Administrator, English, empty tables; what a test did not commit is rolled back."""
    begin_anew()
    yield
    begin_anew()


def begin_anew() -> None:
    frappe.db.rollback()
    frappe.set_user("Administrator")
    frappe.local.lang = "en"
    frappe.clear_messages()
    frappe.clear_document_cache("Prospect CRM Settings", "Prospect CRM Settings")
    for doctype in EMPTIED:
        frappe.db.delete(doctype)
    others = {"name": ["not in", ["Sales", "Ventes"]]}
    for name in frappe.get_all("Sales Pipeline", filters=others, pluck="name"):
        frappe.db.delete("Sales Pipeline Stage", {"parent": name})
        frappe.db.delete("Sales Pipeline", {"name": name})
    frappe.db.delete("File", {"attached_to_doctype": ["in", EMPTIED]})
    frappe.db.commit()


@pytest.fixture
def sales_rep() -> str:
    """A user with the role Sales Prospector alone."""
    from tests.factories import make_user

    return make_user("rep@example.com", "Sales Prospector")


@pytest.fixture
def manager() -> str:
    """A user with the role Sales Prospection Manager alone."""
    from tests.factories import make_user

    return make_user("manager@example.com", "Sales Prospection Manager")


@pytest.fixture
def outsider() -> str:
    """A desk user without any role of ours."""
    from tests.factories import make_user

    return make_user("outsider@example.com", "Blogger")


@pytest.fixture
def hidden() -> Iterator[Hidden]:
    """Records that a logged-in user may not read."""
    from tests.site.hidden_world import hidden_records

    with hidden_records() as found:
        yield found


@pytest.fixture
def world() -> Iterator[World]:
    """A client without extra rights, and records to try them on."""
    from tests.site.right_acts import rights_to_try

    with rights_to_try() as found:
        yield found


@pytest.fixture
def client() -> Client:
    """A sales rep who speaks to the served site."""
    from tests.factories import make_user
    from tests.site.http_client import Client

    return Client(make_user("rep@example.com", "Sales Prospector", "Sales User"))
