"""The matrix of rights, what a user sees by them, and who can see a record."""

from dataclasses import asdict
from typing import Any

import frappe

from prospect_crm.api.arguments import as_dict
from prospect_crm.api.guard import complete
from prospect_crm.permissions.checks import readable
from prospect_crm.services import right_matrix, visibility
from prospect_crm.services.see_as import see_as as seen_by


@frappe.whitelist(methods=["GET", "POST"])
@complete
def who_can_see(doctype: str, name: str) -> list[dict[str, Any]]:
    """Name the users who can read a record, with the reasons, for somebody who can."""
    document = readable(doctype, name, "Sales Task", "Sales Note")
    return [asdict(onlooker) for onlooker in visibility.who_can_see(document.doctype, document.name)]


@frappe.whitelist(methods=["GET", "POST"])
@complete
def matrix() -> dict[str, Any]:
    """Give all rights by group with the roles that hold them, and the roles with their numbers of users."""
    return asdict(right_matrix.matrix())


@frappe.whitelist(methods=["POST"])
@complete
def grant(changes: str | dict) -> dict[str, Any]:
    """Grant and take rights: {key: {role: true or false}}; gives the matrix as it is then."""
    right_matrix.change(as_dict(changes))
    return asdict(right_matrix.matrix())


@frappe.whitelist(methods=["GET", "POST"])
@complete
def see_as(user: str) -> dict[str, Any]:
    """Tell whoever grants rights how many records of each kind a user sees."""
    return asdict(seen_by(user))
