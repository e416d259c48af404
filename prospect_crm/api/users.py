"""What users are called."""

import frappe

from prospect_crm.api.arguments import as_list
from prospect_crm.api.guard import complete
from prospect_crm.services import users as service


@frappe.whitelist(methods=["GET", "POST"])
@complete
def full_names(users: str | list) -> dict[str, str]:
    """Give the full names of users who are sales reps, authors and the like."""
    return service.full_names(as_list(users, str))
