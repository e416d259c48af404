"""A realistic data set to look around in: made by one command, removed by another.

bench --site SITE execute prospect_crm.demo.create
bench --site SITE execute prospect_crm.demo.clear
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import frappe

DATA = Path(__file__).with_name("data.json")
"""Invented: every domain ends in .example."""

KEY = "prospect_crm_demo"


def create() -> None:
    """Make the demo users, companies and people; a second call makes nothing."""
    if frappe.db.get_global(KEY):
        return
    data = json.loads(DATA.read_text(encoding="utf-8"))
    made: list[tuple[str, str]] = []
    for user in data["users"]:
        _make_user(made, user)
    companies = {}
    for company in data["companies"]:
        parent = companies.get(company.get("parent_company"))
        values = {**_with_masters(company, made), "parent_company": parent}
        companies[company["company_name"]] = _insert(made, "Sales Prospect", **values)
    for person in data["people"]:
        values = {**_with_masters(person, made), "company": companies.get(person.get("company"))}
        _insert(made, "Contact Prospect", **values)
    frappe.db.set_global(KEY, json.dumps(made))


def clear() -> None:
    """Delete what ``create`` made, and nothing else; what people have hung on it since is kept and named."""
    kept = []
    for doctype, name in reversed(json.loads(frappe.db.get_global(KEY) or "[]")):
        if not frappe.db.exists(doctype, name):
            continue
        try:
            frappe.delete_doc(doctype, name, ignore_permissions=True)
        except frappe.ValidationError:  # linked from elsewhere, or a site's last System Manager
            kept.append((doctype, name))
    for doctype, name in kept:
        print(f"kept: {doctype} {name} is in use")
    frappe.db.set_global(KEY, json.dumps(kept) if kept else None)


def forget() -> None:
    """Drop the list of what was made (on uninstall the records go with their DocTypes)."""
    frappe.db.set_global(KEY, None)


def _make_user(made: list[tuple[str, str]], user: dict[str, Any]) -> None:
    _insert(made, "User", send_welcome_email=0, enabled=1, **user)
    # Frappe makes a site's first desk user a System Manager; these are to show what the roles may do
    roles = [row["role"] for row in user["roles"]]
    frappe.db.delete("Has Role", {"parent": user["email"], "role": ["not in", roles]})


def _insert(made: list[tuple[str, str]], doctype: str, **values: Any) -> str:
    if doctype == "User" and frappe.db.exists("User", values["email"]):
        return values["email"]
    document = frappe.get_doc({"doctype": doctype, **values})
    document.flags.no_welcome_mail = True
    document.insert(ignore_permissions=True)
    made.append((doctype, document.name))
    return document.name


MASTER_OF = {
    "sector": ("Sales Sector", "sector_name"),
    "territory": ("Sales Territory", "territory_name"),
    "origin": ("Sales Origin", "origin_name"),
    "department": ("Sales Department", "department_name"),
    "account_group": ("Sales Account Group", "group_name"),
}


def _with_masters(values: dict[str, Any], made: list[tuple[str, str]]) -> dict[str, Any]:
    """Make the list entries that a record names and the site does not have."""
    for fieldname, (doctype, title) in MASTER_OF.items():
        if (name := values.get(fieldname)) and not frappe.db.exists(doctype, name):
            _insert(made, doctype, **{title: name})
    return values
