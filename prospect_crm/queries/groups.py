"""Reads on groups of companies."""

from __future__ import annotations

from collections.abc import Sequence

import frappe
from frappe.query_builder import DocType

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


def children(companies: Sequence[str], limit: int) -> dict[str, str]:
    """Give what belongs to these companies directly: name -> its parent, at most ``limit`` of them."""
    company = DocType("Sales Prospect")
    rows = (
        frappe.qb.from_(company)
        .select(company.name, company.parent_company)
        .where(company.parent_company.isin(list(companies)))
        .orderby(company.company_name)
        .limit(limit)
        .run()
    )
    return dict(rows)


def descendants(company: str, limit: int) -> dict[str, str]:
    """Give what belongs to the company, at any depth: name -> its parent, one query a level."""
    found: dict[str, str] = {}
    level: Sequence[str] = [company]
    for _depth in range(MAX_DEPTH):
        room = limit - len(found)
        if not level or room <= 0:
            break
        below = {
            name: parent
            for name, parent in children(level, room).items()
            if name not in found and name != company
        }
        found |= below
        level = list(below)
    return found
