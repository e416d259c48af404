"""The demo data: made once, removed without a trace, and nothing of the users' own with it."""

from __future__ import annotations

import frappe
import pytest

from prospect_crm import demo
from tests.factories import make_company, make_user

COUNTED = ("Sales Prospect", "Contact Prospect", "Sales Territory", "Sales Sector", "Sales Origin", "User")


@pytest.fixture(autouse=True)
def administrator() -> None:
    """A site has a System Manager of its own; Frappe would not let go of the last one."""
    make_user("ops@example.com", "System Manager")


def counts() -> dict[str, int]:
    return {doctype: frappe.db.count(doctype) for doctype in COUNTED}


def test_demo_data_come_and_go() -> None:
    own = make_company("Ours")
    before = counts()
    demo.create()
    made = counts()
    assert (made["Sales Prospect"], made["Contact Prospect"]) == (25, 86)
    demo.create()
    assert counts() == made
    demo.clear()
    assert counts() == before
    assert frappe.db.exists("Sales Prospect", own.name)


def test_what_somebody_uses_is_kept_and_named(capsys) -> None:
    demo.create()
    company = frappe.db.get_value("Sales Prospect", {"company_name": "Lumen Conseil"})
    frappe.get_doc(
        doctype="Contact Prospect", first_name="Anne", last_name="Weisse", company=company
    ).insert()
    demo.clear()
    assert f"kept: Sales Prospect {company} is in use" in capsys.readouterr().out
    assert frappe.db.count("Sales Prospect") == 1


def test_the_demo_users_hold_their_role_alone() -> None:
    demo.create()
    roles = frappe.get_all("Has Role", filters={"parent": "lise.alpes@example.com"}, pluck="role")
    assert roles == ["Sales Prospector"]
    demo.clear()
