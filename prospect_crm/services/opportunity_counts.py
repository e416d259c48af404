"""How many opportunities, proposals and deals companies and people have."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import frappe
from frappe import _

from prospect_crm.queries.opportunities import count_of_rows

LINKS = {"Sales Prospect": "company", "Contact Prospect": "contact_prospect", "Contact": "contact"}
"""Kind of record -> the opportunity's link to it."""

MOST = 2500
"""So many rows has the longest page of a list, and then some."""


def count_by_kind(doctype: str, names: Sequence[str]) -> dict[str, dict[str, int]]:
    """Give name -> kind (Opportunity, Proposal, Deal) -> how many are open or won, among what the user may read.

    One grouped read under the user's own permissions, so nothing counts that the user could not open.
    """
    if doctype not in LINKS or len(names) > MOST:
        frappe.throw(_("These rows cannot be counted. Reload the page and try again."))
    if not names or not frappe.has_permission("Sales Opportunity"):
        return {}
    link = LINKS[doctype]
    rows = frappe.get_list(
        "Sales Opportunity",
        filters=[[link, "in", list(names)], ["status", "!=", "Lost"]],
        fields=[link, "stage_kind", count_of_rows("total")],
        group_by=f"{link}, stage_kind",
        order_by=f"{link} asc",
        limit_page_length=0,
    )
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for row in rows:
        found[row[link]][row.stage_kind] = row.total
    return found
