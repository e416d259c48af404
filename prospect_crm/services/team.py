"""Who works on the site: their names, for lists that show sales reps."""

from __future__ import annotations

import frappe

MOST = 500
"""Of a larger team, the others show by their login."""


def add_to_boot(bootinfo: frappe._dict) -> None:
    """Give the desk the names and pictures of colleagues, whom its mentions name to everybody anyway."""
    known = bootinfo.get("user_info")
    if known is None or frappe.session.user == "Guest":
        return
    fields = ["name", "full_name as fullname", "user_image as image", "email", "time_zone"]
    team = {"enabled": 1, "user_type": "System User"}
    for user in frappe.get_all("User", filters=team, fields=fields, limit=MOST):
        known.setdefault(user.name, {**user, "fullname": user.fullname or user.name})
