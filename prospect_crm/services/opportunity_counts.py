"""How many opportunities, proposals and deals companies and people have."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import frappe
from frappe import _

from prospect_crm.permissions.conditions import seen
from prospect_crm.permissions.viewer import viewer
from prospect_crm.queries.opportunities import open_or_won

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
    condition = seen("Sales Opportunity", viewer()) if names else None
    if condition is None:
        return {}
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for name, kind, number in open_or_won(LINKS[doctype], names, condition):
        found[name][kind] = number
    return found
