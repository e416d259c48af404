"""In which country numbers without a plus sign are read."""

from __future__ import annotations

import frappe

DEFAULT_REGION = "FR"


def phone_region(country: str | None = None) -> str:
    """Give the ISO 3166-1 code of the record's country, or of the settings, or of the site, or "FR"."""
    for name in (country, _setting(), frappe.db.get_default("country")):
        if name and (code := frappe.get_cached_value("Country", name, "code")):
            return str(code).upper()
    return DEFAULT_REGION


def _setting() -> str | None:
    return frappe.get_cached_doc("Prospect CRM Settings").phone_country
