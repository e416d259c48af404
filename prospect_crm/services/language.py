"""The language the user reads."""

from __future__ import annotations

from typing import Literal

import frappe


def user_language() -> Literal["en", "fr"]:
    """French where the desk is in French, else English: the languages the app speaks."""
    return "fr" if (frappe.local.lang or "").startswith("fr") else "en"
