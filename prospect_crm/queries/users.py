"""Reads on users."""

from __future__ import annotations

from collections.abc import Sequence

import frappe
from frappe.query_builder import DocType


def full_names(users: Sequence[str]) -> dict[str, str]:
    """Give the full names of those users that exist."""
    if not users:
        return {}
    user = DocType("User")
    rows = frappe.qb.from_(user).select(user.name, user.full_name).where(user.name.isin(list(users))).run()
    return {name: full_name for name, full_name in rows if full_name}


def with_emails(addresses: Sequence[str]) -> dict[str, str]:
    """Give the users with these e-mail addresses: address in lower case -> user."""
    if not addresses:
        return {}
    user = DocType("User")
    rows = frappe.qb.from_(user).select(user.email, user.name).where(user.email.isin(list(addresses))).run()
    return {email.lower(): name for email, name in rows}
