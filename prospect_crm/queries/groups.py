"""Reads on groups of companies."""

from __future__ import annotations

import frappe

MAX_DEPTH = 50
"""Deeper than any real group: it only bounds the walk where data were written past the controller."""


def ancestors(company: str) -> list[str]:
    """Name the company and its parents, nearest first; a cycle in the data ends the walk."""
    found: list[str] = []
    current: str | None = company
    while current and current not in found and len(found) < MAX_DEPTH:
        found.append(current)
        current = frappe.db.get_value("Sales Prospect", current, "parent_company")
    return found
