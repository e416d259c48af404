"""Sites that had the app before leads, tasks, opportunities and notes: their fields, lists and derived columns."""

from __future__ import annotations

from prospect_crm.services import derived_rebuild
from prospect_crm.setup.custom_fields import add_custom_fields
from prospect_crm.setup.install import add_masters

NEW_LISTS = ("Sales Territory", "Sales Account Group", "Sales Label", "Sales Pipeline")


def execute() -> None:
    """Runs once: what an administrator deletes afterwards stays deleted."""
    add_custom_fields()
    add_masters(NEW_LISTS)
    for doctype in ("Sales Prospect", "Contact Prospect", "Contact"):
        derived_rebuild.rebuild(doctype)
