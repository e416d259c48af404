"""A company's whole group, as far as the reader may see it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import frappe

from prospect_crm.permissions.checks import readable
from prospect_crm.queries import groups

MAX_COMPANIES = 500
"""More than a page can show; the largest groups have fewer readable companies than that."""

FIELDS = ("name", "company_name", "account_type", "status", "headcount", "sales_rep", "sector")


@dataclass(frozen=True, slots=True)
class GroupMember:
    """A company of a group; ``depth`` counts the readable companies above it."""

    depth: int
    is_current: bool
    company: dict[str, Any]


def group_of(company: str) -> list[GroupMember]:
    """Give the companies of a group from the top down, siblings in the order of their names.

    A company that the reader may not read is left out; what belongs to it stands below the nearest readable
    company above. A company without parent and children is a group of one. DoesNotExistError where ``company``
    is missing or not readable.
    """
    readable("Sales Prospect", company)
    top = groups.ancestors(company)[-1]
    parents = groups.descendants(top, MAX_COMPANIES)
    if company not in parents and company != top:  # cut off by the limit, or a cycle in the data
        parents[company] = top
    shown = _readable_companies([top, *parents])
    return _in_order(shown, _readable_parents(shown, parents), company)


def _readable_companies(names: list[str]) -> dict[str, dict[str, Any]]:
    rows = frappe.get_list(
        "Sales Prospect",
        filters={"name": ["in", names]},
        fields=list(FIELDS),
        order_by="company_name",
        limit_page_length=0,
    )
    # who reads a company by a share alone gets rows without fields
    return {row["name"]: row for row in rows if row.get("name")}


def _readable_parents(
    shown: Mapping[str, dict[str, Any]], parents: Mapping[str, str]
) -> dict[str | None, list[str]]:
    """Nearest readable company above (None: there is none) -> what stands below it, in the order of names."""
    below: dict[str | None, list[str]] = {}
    for name in shown:
        above = parents.get(name)
        while above and above not in shown:
            above = parents.get(above)
        below.setdefault(above, []).append(name)
    return below


def _in_order(
    shown: Mapping[str, dict[str, Any]], below: Mapping[str | None, list[str]], company: str
) -> list[GroupMember]:
    found: list[GroupMember] = []
    waiting = [(0, name) for name in reversed(below.get(None, []))]
    while waiting:
        depth, name = waiting.pop()
        found.append(GroupMember(depth, name == company, dict(shown[name])))
        waiting += [(depth + 1, child) for child in reversed(below.get(name, []))]
    return found
