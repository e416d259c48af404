"""Sites that had the app before Sales Rights: the rights with their first grant."""

from __future__ import annotations

from prospect_crm.setup.install import add_address_template
from prospect_crm.setup.rights import add_permissions_of_frappe, add_rights


def execute() -> None:
    """Runs once: what an administrator changes afterwards stays changed."""
    add_rights()
    add_permissions_of_frappe()
    add_address_template()
