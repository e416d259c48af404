"""Pipelines for the form of opportunities."""

import frappe

from prospect_crm.api.guard import complete
from prospect_crm.permissions.checks import require
from prospect_crm.services import pipelines


@frappe.whitelist(methods=["GET", "POST"])
@complete
def default() -> str | None:
    """Give the pipeline that a new opportunity goes into, to those who may add one."""
    require("Sales Opportunity", "create")
    return pipelines.default_pipeline()
