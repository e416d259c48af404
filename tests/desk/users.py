"""Users of the desk in a language, with none of the settings that an earlier test left."""

from __future__ import annotations

import frappe

from tests.factories import make_user


def user_of(language: str) -> str:
    """Give the login of a sales rep, whose first name is the language."""
    return _user(f"{language}@example.com", language, "Sales Prospector")


def manager_of(language: str = "en") -> str:
    """Give the login of a manager."""
    return _user(f"{language}.manager@example.com", language, "Sales Prospection Manager")


def _user(email: str, language: str, role: str) -> str:
    name = make_user(email, role, "Sales User")
    frappe.db.set_value("User", name, "language", language)
    frappe.db.delete("__UserSettings", {"user": name})
    frappe.db.commit()
    frappe.clear_cache(user=name)
    frappe.cache().delete_keys("_user_settings")
    return name
