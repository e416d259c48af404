"""A realistic data set to look around in: made by one command, removed by another.

bench --site SITE execute prospect_crm.demo.create
bench --site SITE execute prospect_crm.demo.clear
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import frappe

from prospect_crm.demo.maker import Maker, as_import

DATA = (Path(__file__).with_name("data.json"), Path(__file__).with_name("work.json"))
"""Users, companies and people; what is done about them. Invented: every domain ends in .example, phones of France are
in the ranges kept for fiction, dates are told from the day of creation."""

KEY = "prospect_crm_demo"
KEPT = "prospect_crm_demo_kept"


def create() -> None:
    """Make the demo users, companies, people and the work about them; a second call makes nothing.

    What an earlier ``clear`` had to keep is used again, not made twice.
    """
    if frappe.db.get_global(KEY):
        return
    data: dict[str, list[dict[str, Any]]] = {}
    for path in DATA:
        data |= json.loads(path.read_text(encoding="utf-8"))
    maker = Maker(_listed(KEPT))
    with _in_bulk():
        make(maker, data)
    frappe.db.set_global(KEY, json.dumps(maker.made))
    frappe.db.set_global(KEPT, None)


def make(maker: Maker, data: dict[str, list[dict[str, Any]]]) -> None:
    """Make everything of the data: what others name goes before them."""
    makers = {
        "users": maker.user,
        "entities": lambda values: maker.list_entry("Sales Entity", "entity_name", values),
        "skills": lambda values: maker.list_entry("Sales Skill", "skill_name", values),
        "companies": maker.company,
        "people": maker.person,
        "client_contacts": maker.client_contact,
        "leads": maker.lead,
        "opportunities": maker.opportunity,
        "tasks": maker.task,
        "notes": maker.note,
        "labels": lambda values: maker.label(
            values["doctype"], maker.names[(values["doctype"], values["title"])], values["labels"]
        ),
    }
    for kind, make_one in makers.items():
        for values in data[kind]:
            make_one(dict(values))


def clear() -> None:
    """Delete what ``create`` made, and nothing else; what people have hung on it since is kept and named."""
    kept = []
    with as_import():  # no entry in the feed for each that goes
        for doctype, name in reversed(_listed(KEPT) + _listed(KEY)):
            if frappe.db.exists(doctype, name) and not _is_deleted(doctype, name):
                kept.append((doctype, name))
    for doctype, name in kept:
        print(f"kept: {doctype} {name} is in use")
    frappe.db.set_global(KEY, None)
    frappe.db.set_global(KEPT, json.dumps(kept[::-1]) if kept else None)


def forget() -> None:
    """Drop the list of what was made (on uninstall the records go with their DocTypes)."""
    frappe.db.set_global(KEY, None)
    frappe.db.set_global(KEPT, None)


def _listed(key: str) -> list[tuple[str, str]]:
    return [(doctype, name) for doctype, name in json.loads(frappe.db.get_global(key) or "[]")]


def _is_deleted(doctype: str, name: str) -> bool:
    """Delete a record without a trace; one that is linked from elsewhere, or the last System Manager, stays whole."""
    frappe.db.savepoint("demo_record")
    try:
        _let_go(doctype, name)
        frappe.delete_doc(doctype, name, ignore_permissions=True, delete_permanently=True)
        if doctype == "Sales Label":
            frappe.delete_doc_if_exists("Tag", name)
    except frappe.ValidationError:
        frappe.db.rollback(save_point="demo_record")
        frappe.clear_messages()
        return False
    return True


def _let_go(doctype: str, name: str) -> None:
    """Take away what holds a record although nobody hung it there."""
    if doctype == "User":
        _delete_contact_of(name)
        frappe.db.delete("DefaultValue", {"parent": name})
    if doctype == "Sales Opportunity":  # its lead names it too
        leads = {"opportunity": name}
        frappe.db.set_value("Sales Lead", leads, "opportunity", None, update_modified=False)


def _delete_contact_of(user: str) -> None:
    """Frappe makes a contact for every user, and leaves it behind."""
    for contact in frappe.get_all("Contact", {"user": user}, pluck="name"):
        frappe.delete_doc("Contact", contact, ignore_permissions=True, delete_permanently=True)


@contextmanager
def _in_bulk() -> Iterator[None]:
    """Nobody is told of each record that becomes theirs."""
    before = frappe.flags.sales_operation_kind
    frappe.flags.sales_operation_kind = "Demo"
    try:
        yield
    finally:
        frappe.flags.sales_operation_kind = before
