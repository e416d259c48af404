"""What a user sees, told to whoever grants rights."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import frappe
from frappe import _
from frappe.query_builder import DocType
from frappe.query_builder.functions import Count

from prospect_crm.permissions.conditions import seen
from prospect_crm.permissions.declaration import EVERYBODYS_ROLE
from prospect_crm.permissions.viewer import entities_of, viewer
from prospect_crm.services import right_matrix

NEEDED = {
    "Sales Prospect": (),
    "Contact Prospect": ("contact_prospects",),
    "Contact": ("client_contacts",),
    "Sales Lead": (),
    "Sales Opportunity": (),
    "Sales Task": (),
    "Sales Note": ("own_notes", "see_all_notes", "manage_all_notes"),
}
"""Kind of record -> the rights of which one shows it; none of them: Frappe's permission is enough."""


@dataclass(frozen=True)
class View:
    """What a user sees: ``counts`` has [DocType, number of records, or ``None`` where access is refused].

    ``entities`` is ``None`` where the user sees those of all.
    """

    user: str
    full_name: str
    roles: list[str]
    entities: list[str] | None
    counts: list[tuple[str, int | None]]


def see_as(user: str) -> View:
    """Tell what a user sees; PermissionError for who may not grant rights, ValidationError for who is no desk user."""
    right_matrix.require("write")
    account: dict[str, Any] = {"name": user, "enabled": 1, "user_type": "System User"}
    name, full_name = frappe.db.get_value("User", account, ["name", "full_name"]) or (None, None)
    if not name:
        frappe.throw(_("There is no user of the desk with this name. Choose one from the list."))
    looking = viewer(name)
    counts = [(doctype, _count(doctype, name)) for doctype in NEEDED]
    held = [role for role in frappe.get_roles(name) if role in {*right_matrix.ROLES_OF_OURS, EVERYBODYS_ROLE}]
    return View(name, full_name, held, None if looking.sets is None else entities_of(name), counts)


def _count(doctype: str, user: str) -> int | None:
    """Client contacts alone are counted of the contacts: the others belong to other apps."""
    needed = NEEDED[doctype]
    condition = seen(doctype, viewer(user))
    if condition is None or (needed and not any(viewer(user).holds(key) for key in needed)):
        return None
    table = DocType(doctype)
    query = frappe.qb.from_(table).select(Count("*")).where(condition)
    if doctype == "Contact":
        query = query.where(table.client_account.isnotnull() & (table.client_account != ""))
    return int(query.run()[0][0])
