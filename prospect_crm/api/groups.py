"""The group that a company belongs to."""

from dataclasses import asdict
from typing import Any

import frappe

from prospect_crm.api.guard import complete
from prospect_crm.services import groups


@frappe.whitelist(methods=["GET", "POST"])
@complete
def of_company(company: str) -> list[dict[str, Any]]:
    """Give the readable companies of a group from the top down, each with its depth."""
    return [asdict(member) for member in groups.group_of(company)]
