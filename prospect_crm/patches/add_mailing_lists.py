"""Sites that had the app before mailing lists: fields of subscriptions, the new right, who may touch subscriptions."""

from __future__ import annotations

from prospect_crm.setup.custom_fields import add_custom_fields
from prospect_crm.setup.rights import add_permissions_of_frappe, add_rights


def execute() -> None:
    """Runs once: what an administrator changes afterwards stays changed."""
    add_custom_fields()
    add_rights()
    add_permissions_of_frappe()
