"""What users are called."""

from __future__ import annotations

from collections.abc import Sequence

import frappe

from prospect_crm.queries import users as query

MAX_USERS = 500


def full_names(users: Sequence[str]) -> dict[str, str]:
    """Give the full names of users, to those who work in the desk: they see them in Frappe's mentions too."""
    if frappe.db.get_value("User", frappe.session.user, "user_type") != "System User":
        return {}
    return query.full_names(users[:MAX_USERS])
