"""What the tests of a form's tabs share: readers of some companies only, tasks, and nothing left behind."""

from __future__ import annotations

from typing import Any

import frappe
import pytest


@pytest.fixture(autouse=True)
def no_user_permissions() -> Any:
    """After every test nobody is restricted, and no history is left."""
    yield
    frappe.set_user("Administrator")
    frappe.db.delete("User Permission")
    frappe.db.delete("Version")
    frappe.db.delete("Comment")
    frappe.db.delete("Communication")
    frappe.db.commit()
    frappe.cache().delete_key("user_permissions")


def may_read_only(user: str, *companies: str) -> None:
    """Restrict a user to these companies, by Frappe's own user permissions."""
    for company in companies:
        values = {"user": user, "allow": "Sales Prospect", "for_value": company, "apply_to_all_doctypes": 1}
        frappe.get_doc({"doctype": "User Permission", **values}).insert()
    frappe.db.commit()
    frappe.clear_cache(user=user)


def make_task(about: Any, subject: str = "Call back", **values: Any) -> Any:
    return frappe.get_doc({"doctype": "Sales Task", "subject": subject, **values} | reference(about)).insert()


def reference(about: Any) -> dict[str, str]:
    return {"reference_doctype": about.doctype, "reference_name": about.name}
