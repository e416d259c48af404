"""The entries of lists that the demo's records name, in the language that the site's lists have.

The data say them in French. Where a site has the lists that install made in English, their English twins are
taken: both languages stand in the same order. What a site has neither of is made.
"""

from __future__ import annotations

from typing import Any

import frappe

from prospect_crm.setup.records import MASTERS

TITLES = {
    "Sales Sector": "sector_name",
    "Sales Territory": "territory_name",
    "Sales Origin": "origin_name",
    "Sales Department": "department_name",
    "Sales Account Group": "group_name",
    "Sales Label": "label_name",
}
FIELDS = {
    "sector": "Sales Sector",
    "territory": "Sales Territory",
    "origin": "Sales Origin",
    "channel": "Sales Origin",
    "department": "Sales Department",
    "sales_department": "Sales Department",
    "account_group": "Sales Account Group",
}
"""Field of a record -> the list that it names an entry of."""

WIDER_TERRITORY = "Europe"
"""The English list has parts of the world instead of regions."""


def entry(doctype: str, french: str) -> str:
    """Give the name of the site's entry for a French one; where it has none, the French one, to be made."""
    if frappe.db.exists(doctype, french):
        return french
    other = WIDER_TERRITORY if doctype == "Sales Territory" else _english(doctype, french)
    return other if other and frappe.db.exists(doctype, other) else french


def missing_entries(values: dict[str, Any]) -> list[tuple[str, str]]:
    """Give (list, name) of what a record names and the site does not have."""
    named = [(doctype, values[field]) for field, doctype in FIELDS.items() if values.get(field)]
    return [(doctype, name) for doctype, name in named if not frappe.db.exists(doctype, name)]


def in_site_language(values: dict[str, Any]) -> dict[str, Any]:
    """Give a record's values with the entries of lists that the site has."""
    named = {field: entry(doctype, values[field]) for field, doctype in FIELDS.items() if values.get(field)}
    return {**values, **named}


def stage(pipeline: str | None, french: str) -> str | None:
    """Give the stage of the site's pipeline that stands where the French one does; ``None``: the first."""
    stages = frappe.get_all("Sales Pipeline Stage", {"parent": pipeline}, pluck="stage_name", order_by="idx")
    order = [row["stage_name"] for row in MASTERS["Sales Pipeline"]["fr"][0]["stages"]]
    place = order.index(french)
    return stages[min(place, len(stages) - 1)] if stages else None


def _english(doctype: str, french: str) -> str | None:
    title = TITLES[doctype]
    rows = zip(MASTERS[doctype]["fr"], MASTERS[doctype]["en"], strict=False)
    return next((there[title] for here, there in rows if here[title] == french), None)
