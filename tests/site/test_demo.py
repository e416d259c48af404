"""The demo data: made once, removed without a trace, and nothing of the users' own with it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import frappe
import pytest
from frappe.utils import getdate

from prospect_crm import demo
from prospect_crm.services.derived_rebuild import rebuild_all
from prospect_crm.setup.install import add_masters
from prospect_crm.setup.records import MASTERS
from tests.factories import make_company, make_user

MADE = {
    "Sales Prospect": 24,
    "Contact Prospect": 86,
    "Sales Lead": 25,
    "Sales Opportunity": 18,
    "Sales Task": 33,
    "Sales Note": 16,
    "Sales Entity": 3,
    "Sales Skill": 5,
    "Address": 24,
}
LOGS = {"tabError Log", "tabSessions", "tabAccess Log", "tabActivity Log", "tabRoute History"} | {
    "tabDeleted Document"
}
"""What Frappe writes down by itself: of requests, of a user's settings that go with the user."""


@pytest.fixture(autouse=True)
def administrator() -> None:
    """A site has a System Manager of its own; Frappe would not let go of the last one."""
    make_user("ops@example.com", "System Manager")


@pytest.fixture
def french_lists() -> Iterator[None]:
    """The lists that install makes on a French site."""
    _refill("fr")
    yield
    frappe.db.rollback()
    _refill("en")
    frappe.db.commit()


@pytest.fixture
def english_lists() -> None:
    """The lists that install makes on an English site, and nothing else."""
    _refill("en")


def _refill(language: str) -> None:
    for doctype in (*MASTERS, "Sales Pipeline Stage"):
        frappe.db.delete(doctype)
    before = frappe.db.get_default("lang")
    frappe.db.set_default("lang", language)
    add_masters(MASTERS)
    frappe.db.set_default("lang", before)
    frappe.clear_cache()


def counts() -> dict[str, int]:
    return {doctype: frappe.db.count(doctype) for doctype in MADE}


def rows_of_every_table() -> dict[str, int]:
    tables = [table for table in frappe.db.get_tables(cached=False) if table.startswith("tab")]
    return {
        table: frappe.db.sql(f"SELECT COUNT(*) FROM `{table}`")[0][0] for table in tables if table not in LOGS
    }


def test_demo_data_come_once_and_go_without_a_trace() -> None:
    own = make_company("Ours")
    before = rows_of_every_table()
    demo.create()
    assert counts() == {**MADE, "Sales Prospect": MADE["Sales Prospect"] + 1}
    made = rows_of_every_table()
    demo.create()
    assert rows_of_every_table() == made
    demo.clear()
    after = rows_of_every_table()
    assert {table: (before[table], after[table]) for table in after if before[table] != after[table]} == {}
    assert frappe.db.exists("Sales Prospect", own.name)
    assert frappe.db.get_global(demo.KEY) is None


def test_what_somebody_uses_is_kept_whole_and_named(capsys) -> None:
    demo.create()
    company = frappe.db.get_value("Sales Prospect", {"company_name": "Lumen Conseil"})
    frappe.get_doc(
        doctype="Contact Prospect", first_name="Anne", last_name="Weisse", company=company
    ).insert()
    person = frappe.db.get_value("Contact Prospect", {"full_name": "Margaux Vasseur"})
    about = {"reference_doctype": "Contact Prospect", "reference_name": person}
    task = frappe.get_doc(doctype="Sales Task", subject="Rappeler", **about).insert()
    demo.clear()
    printed = capsys.readouterr().out
    assert f"kept: Sales Prospect {company} is in use" in printed
    assert f"kept: Contact Prospect {person} is in use" in printed
    assert (frappe.db.count("Sales Prospect"), frappe.db.count("Contact Prospect")) == (1, 2)
    kept = frappe.get_doc("Sales Prospect", company)
    assert [row.entity for row in kept.entities] == ["Conseil"]
    assert frappe.db.exists("Sales Entity Set", kept.entity_set)
    demo.create()
    assert (frappe.db.count("Sales Prospect"), frappe.db.count("Contact Prospect")) == (24, 87)
    task.delete()
    frappe.db.delete("Contact Prospect", {"last_name": "Weisse"})
    demo.clear()
    assert (frappe.db.count("Sales Prospect"), frappe.db.count("Contact Prospect")) == (0, 0)


def test_every_page_has_something_to_show() -> None:
    demo.create()
    assert frappe.get_all("Has Role", {"parent": "lise.alpes@example.com"}, pluck="role") == [
        "Sales Prospector"
    ]
    assert frappe.db.count("Notification Log") == 0
    leads = frappe.get_all("Sales Lead", fields=["status", "source", "inbox_state", "creation"])
    meta = frappe.get_meta("Sales Lead")
    for fieldname in ("status", "source", "inbox_state"):
        options = set(meta.get_field(fieldname).options.split("\n"))
        assert {row[fieldname] for row in leads} == options, fieldname
    assert sum((getdate() - getdate(row.creation)).days > 92 for row in leads) >= 4
    urgency = {_urgency(row) for row in frappe.get_all("Sales Task", fields=["status", "starts_on"])}
    assert urgency == {"late", "today", "later", "undated", "Done", "Cancelled"}
    stages = frappe.get_all("Sales Opportunity", pluck="stage", distinct=True)
    assert len(stages) == 5
    assert set(frappe.get_all("Sales Opportunity", pluck="status")) == {"Open", "Won", "Lost"}
    assert frappe.db.count("Sales Note", {"is_private": 1}) == 1
    assert frappe.db.count("Sales Note", {"is_pinned": 1}) == 8
    account = frappe.db.get_value("Sales Prospect", {"company_name": "Clinique des Tilleuls"})
    contacts = frappe.get_all("Contact", {"client_account": account}, ["is_dpo", "is_ciso", "disabled"])
    assert len(contacts) == 4
    assert [sum(row[name] for row in contacts) for name in ("is_dpo", "is_ciso", "disabled")] == [1, 1, 1]
    assert frappe.db.count("Sales Lead", {"_user_tags": ["like", "%,%"]}) == 8
    assert frappe.db.get_value("Sales Opportunity", {"title": "Refonte de la boutique"}, "lead")
    assert rebuild_all() == dict.fromkeys(
        ("Sales Prospect", "Contact Prospect", "Contact", "Sales Lead", "Sales Opportunity"), 0
    )


def _urgency(task: frappe._dict) -> str:
    if task.status in ("Done", "Cancelled"):
        return task.status
    days = (getdate(task.starts_on) - getdate()).days if task.starts_on else None
    if days is None:
        return "undated"
    return "late" if days < 0 else "later" if days else "today"


def test_an_english_site_keeps_its_english_lists(english_lists: None) -> None:
    lists = ("Sales Sector", "Sales Origin", "Sales Department", "Sales Account Group", "Sales Label")
    before = {doctype: frappe.db.count(doctype) for doctype in lists}
    demo.create()
    assert {doctype: frappe.db.count(doctype) for doctype in lists} == before
    company = frappe.get_doc("Sales Prospect", {"company_name": "Atelier Vauban"})
    assert (company.sector, company.origin, company.account_group) == (
        "Industry",
        "Trade Fair",
        "Small Business",
    )
    assert frappe.db.get_value("Sales Opportunity", {"title": "Neue Halle"}, "stage") == "Negotiation"
    demo.clear()


def test_a_french_site_keeps_its_french_lists(french_lists: None) -> None:
    before = {doctype: frappe.db.count(doctype) for doctype in MASTERS}
    demo.create()
    foreign = {"Sales Territory": before["Sales Territory"] + 6}
    assert {doctype: frappe.db.count(doctype) for doctype in MASTERS} == {**before, **foreign}
    company = frappe.get_doc("Sales Prospect", {"company_name": "Bâti Provence"})
    assert (company.sector, company.territory) == ("Bâtiment", "Provence-Alpes-Côte d'Azur")
    assert frappe.db.get_value("Sales Opportunity", {"title": "Neue Halle"}, "stage") == "Négociation"
    demo.clear()
    assert {doctype: frappe.db.count(doctype) for doctype in MASTERS} == before


def test_nobody_real_can_be_written_to_or_called() -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in demo.DATA)
    domains = set(re.findall(r"@([\w.-]+)", text)) | set(re.findall(r"https?://([\w.-]+)", text))
    assert {domain for domain in domains if not domain.endswith((".example", "example.com"))} == set()
    fiction = ("01 99 00", "02 61 91", "03 53 01", "04 65 71", "05 36 49", "06 39 98", "+")
    data = json.loads(demo.DATA[0].read_text(encoding="utf-8")) | json.loads(demo.DATA[1].read_text("utf-8"))
    rows = [*data["companies"], *data["people"], *data["client_contacts"]]
    numbers = {row[name] for row in rows for name in ("phone", "mobile") if row.get(name)}
    assert {number for number in numbers if not number.startswith(fiction)} == set()
