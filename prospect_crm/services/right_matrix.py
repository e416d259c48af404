"""The matrix right × role that administrators see and edit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import frappe
from frappe import _

from prospect_crm.permissions.declaration import EVERYBODYS_ROLE, RIGHTS

RIGHT = "Sales Right"
ROLES_OF_OURS = ("Sales Prospector", "Sales Prospection Manager", "Sales Client Reader")


@dataclass(frozen=True)
class Matrix:
    """Rights in their order (key, group, title, description, roles) and roles (name, number of users)."""

    rights: list[dict[str, Any]]
    roles: list[dict[str, Any]]


def matrix() -> Matrix:
    """Give the matrix to somebody who may read Sales Rights; PermissionError to others."""
    require("read")
    holders: dict[str, list[str]] = {}
    for row in frappe.get_all("Sales Right Role", filters={"parenttype": RIGHT}, fields=["parent", "role"]):
        holders.setdefault(row.parent, []).append(row.role)
    rows = [
        {
            "key": right.key,
            # translation: the words in permissions/declaration.py
            "group": _(right.group.template),
            "title": _(right.title.template),  # translation: as above
            "description": _(right.description.template),  # translation: as above
            "roles": sorted(holders.get(right.key, [])),
        }
        for right in RIGHTS
    ]
    named = {role for roles in holders.values() for role in roles} - {EVERYBODYS_ROLE}
    others = sorted(named - set(ROLES_OF_OURS))
    roles = [*ROLES_OF_OURS, *others, EVERYBODYS_ROLE]
    return Matrix(rows, [{"role": role, "users": _users_with(role)} for role in roles])


def change(changes: Mapping[str, Any]) -> None:
    """Grant and take rights, all or none; ValidationError with a sentence for what is no right or no role."""
    require("write")
    for key, roles in changes.items():
        if not frappe.db.exists(RIGHT, key) or not isinstance(roles, dict):
            frappe.throw(_("There is no such right. Reload the page and try again."))
        _change_right(frappe.get_doc(RIGHT, key), roles)


def require(ptype: str) -> None:
    """Raise PermissionError for who may not read, or grant, rights."""
    if not frappe.has_permission(RIGHT, ptype):
        frappe.throw(
            _("Only a System Manager grants rights. Ask your administrator."), frappe.PermissionError
        )


def _change_right(right: frappe.model.document.Document, roles: Mapping[str, Any]) -> None:
    holding = [row.role for row in right.roles]
    for role, is_granted in roles.items():
        if role == EVERYBODYS_ROLE or not isinstance(is_granted, bool) or not frappe.db.exists("Role", role):
            frappe.throw(_("There is no such role. Reload the page and try again."))
        if is_granted and role not in holding:
            holding.append(role)
        elif not is_granted and role in holding:
            holding.remove(role)
    right.set("roles", [{"role": role} for role in holding])
    right.save()


def _users_with(role: str) -> int:
    table, user = frappe.qb.DocType("Has Role"), frappe.qb.DocType("User")
    query = frappe.qb.from_(table).join(user).on(user.name == table.parent)
    query = query.select(frappe.query_builder.functions.Count("*"))
    query = query.where((table.role == role) & (table.parenttype == "User") & (user.enabled == 1))
    return int(query.where(user.name.notin(["Administrator", "Guest"])).run()[0][0])
