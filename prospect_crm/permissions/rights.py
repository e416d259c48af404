"""Which Sales Rights a user holds, and the refusal that names the missing one."""

from __future__ import annotations

from typing import NoReturn

import frappe
from frappe import _

from prospect_crm.permissions.declaration import BY_KEY, EVERYBODYS_ROLE, EVERYTHING

CACHE_KEY = "prospect_crm_rights_by_role"


def held(user: str | None = None) -> frozenset[str]:
    """Give the keys of the rights that a user holds through their roles."""
    user = user or frappe.session.user
    roles = set(frappe.get_roles(user))
    if user == "Administrator" or EVERYBODYS_ROLE in roles:
        return EVERYTHING
    by_role = frappe.cache().get_value(CACHE_KEY, _read)
    return frozenset(key for role in roles for key in by_role.get(role, ()))


def holds(key: str, user: str | None = None) -> bool:
    """Say whether a user holds a right."""
    return key in held(user)


def require(key: str) -> None:
    """Raise PermissionError with a sentence that names the right and whom to ask, unless the user holds it."""
    if not holds(key):
        refuse(key)


def refuse(key: str) -> NoReturn:
    """Raise PermissionError with a sentence that names the right and whom to ask."""
    # translation: the titles in declaration.py
    title = _(BY_KEY[key].title.template)
    frappe.throw(
        _("You do not have the right “{0}”. Ask {1}.").format(title, whom_to_ask()), frappe.PermissionError
    )


def whom_to_ask() -> str:
    """Name up to three administrators who grant rights, or say "your administrator" where none has a name."""
    user, role = frappe.qb.DocType("User"), frappe.qb.DocType("Has Role")
    query = frappe.qb.from_(user).join(role).on(role.parent == user.name).select(user.full_name)
    query = query.where((role.role == EVERYBODYS_ROLE) & (role.parenttype == "User") & (user.enabled == 1))
    names = [row[0] for row in query.where(user.name != "Administrator").limit(3).run() if row[0]]
    return ", ".join(frappe.utils.escape_html(name) for name in names) or _("your administrator")


def forget() -> None:
    """Read the rights anew: they or the roles that hold them were changed."""
    frappe.cache().delete_value(CACHE_KEY)


def _read() -> dict[str, list[str]]:
    rows = frappe.get_all(
        "Sales Right Role", filters={"parenttype": "Sales Right"}, fields=["parent", "role"]
    )
    by_role: dict[str, list[str]] = {}
    for row in rows:
        by_role.setdefault(row.role, []).append(row.parent)
    return by_role
