"""Short ways through conversions, for tests of them."""

from __future__ import annotations

from typing import Any

import frappe

from prospect_crm.services import conversions, operations
from prospect_crm.services import undo as undoing

ADDRESS = {"address_line1": "3 rue Haute", "pincode": "38000", "city": "Grenoble", "country": "France"}


def convert(document: Any, **choices: Any) -> conversions.Result:
    return conversions.convert(document.doctype, document.name, choices)


def undo(result: conversions.Result) -> Any:
    plan = undoing.plan_undo(frappe.get_doc("Sales Operation", result.operation))
    operations.apply(plan)
    return plan


def count(operation: Any, state: str) -> int:
    """How many records the operation itself is about are in a state."""
    return frappe.db.get_value("Sales Operation", operation.name, f"{state}_count")


def everything() -> dict[str, Any]:
    """All rows that a conversion may write, without what only says when."""
    kinds = ("Contact Prospect", "Sales Prospect", "Sales Lead", "Sales Opportunity", "Contact", "Address")
    children = (
        "Contact Email",
        "Contact Phone",
        "Sales Contact Skill",
        "Dynamic Link",
        "Sales Record Entity",
    )
    unsaid = ("modified", "modified_by", "creation", "owner", "_comments")
    return {
        doctype: [
            {key: value for key, value in row.items() if key not in unsaid}
            for row in frappe.get_all(doctype, fields=["*"], order_by="name")
        ]
        for doctype in (*kinds, *children)
    }
