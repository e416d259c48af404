"""ERPNext, where it is installed on the site; nothing elsewhere in the app knows it."""

from __future__ import annotations

import frappe

CUSTOMER = "Customer"


def is_installed() -> bool:
    """Say whether the site has ERPNext."""
    return "erpnext" in frappe.get_installed_apps()
