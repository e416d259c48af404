"""Writing and deleting: many names at once and each document agree, whatever gives or takes the permission."""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from typing import Any

import frappe
import pytest
from frappe.permissions import add_permission, reset_perms, update_permission_property

from prospect_crm.permissions import rights, viewer
from prospect_crm.permissions.conditions import allowed_names
from tests.factories import make_user
from tests.site.rights_world import KINDS, without
from tests.site.test_one_rule import insert_as, random_people, random_records, random_work

COMPARED = 12
OWN_ONLY = ("Sales Task", "Sales Lead")
"""Kinds whose records a role may write only where its user is the owner, in this test."""


@pytest.fixture(autouse=True)
def standard_permissions() -> Iterator[None]:
    """Every test leaves roles, rights and permissions as it found them."""
    viewer.forget()
    yield
    frappe.db.rollback()
    frappe.set_user("Administrator")
    for doctype in OWN_ONLY:
        reset_perms(doctype)
    for doctype in ("User Permission", "DocShare"):
        frappe.db.delete(doctype, {"user": ["like", "%@example.com"]})
    frappe.db.commit()
    frappe.clear_cache()
    rights.forget()
    viewer.forget()


def own_only(doctype: str, role: str) -> None:
    """Let a role write and delete records of a kind only where they are the user's own."""
    add_permission(doctype, role, 0)
    for ptype in ("write", "delete"):
        update_permission_property(doctype, role, 0, ptype, 0)
    frappe.get_doc(
        {
            "doctype": "Custom DocPerm",
            "parent": doctype,
            "parenttype": "DocType",
            "parentfield": "permissions",
            "role": role,
            "permlevel": 0,
            "if_owner": 1,
            **dict.fromkeys(("read", "write", "delete"), 1),
        }
    ).insert()
    frappe.clear_cache(doctype=doctype)


def share(chance: random.Random, records: list[Any], users: list[str]) -> None:
    """Some records for reading, some for writing too, some with the right to share them on."""
    for record in chance.sample(records, 14):
        given = {"write": chance.randint(0, 1), "share": chance.randint(0, 1)}
        frappe.share.add(record.doctype, record.name, chance.choice(users), **given)


def restrict(chance: random.Random, records: list[Any], users: list[str]) -> None:
    """User Permissions: one user sees the records of two companies, another those of one rep."""
    companies = [record.name for record in records if record.doctype == "Sales Prospect"]
    for company in chance.sample(companies, 2):
        make_restriction(users[1], "Sales Prospect", company)
    make_restriction(users[2], "User", users[2])


def make_restriction(user: str, allow: str, name: str) -> None:
    values = {"user": user, "allow": allow, "for_value": name, "apply_to_all_doctypes": 1}
    frappe.get_doc({"doctype": "User Permission", **values}).insert()


def agree(chance: random.Random, users: list[str], ptype: str) -> tuple[int, int]:
    """Compare both for every user and some of every kind; gives how many were allowed and how many were not."""
    allowed = refused = 0
    for user in users:
        frappe.set_user(user)
        viewer.forget()
        for doctype in KINDS:
            names = set(frappe.get_all(doctype, pluck="name", order_by="creation"))
            names = set(chance.sample(sorted(names), min(len(names), COMPARED)))
            by_document = {name for name in names if frappe.has_permission(doctype, ptype, doc=name)}
            assert allowed_names(doctype, names, ptype) == by_document, (user, doctype, ptype)
            allowed, refused = allowed + len(by_document), refused + len(names - by_document)
    frappe.set_user("Administrator")
    return allowed, refused


def test_many_names_and_documents_agree_on_writing_and_deleting() -> None:
    chance = random.Random(int(os.environ.get("PROSPECT_SEED", "21")))
    users, entities = random_people(chance)
    users.append(make_user("outsider@example.com", "Blogger"))
    records = random_records(chance, entities)
    for user in users[:3]:
        company = chance.choice([record.name for record in records if record.doctype == "Sales Prospect"])
        records.append(insert_as(user, doctype="Sales Lead", company=company, sales_rep=user))
    deals = random_work(chance, users, records)
    tasks = [
        frappe.get_doc("Sales Task", name) for name in frappe.get_all("Sales Task", pluck="name", limit=8)
    ]
    notes = [
        frappe.get_doc("Sales Note", name) for name in frappe.get_all("Sales Note", pluck="name", limit=8)
    ]
    share(chance, [*records, *deals, *tasks, *notes], users)
    restrict(chance, records, users)
    without(chance.choice(["tasks", "client_contacts", "contact_prospects_write", "own_notes"]))
    for ptype in ("write", "delete"):
        assert min(agree(chance, users, ptype)) > 20
    for doctype in OWN_ONLY:
        own_only(doctype, "Sales Prospector")
    for ptype in ("write", "delete"):
        assert min(agree(chance, users, ptype)) > 20
