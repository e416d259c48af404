"""The workbook that users fill in, with the site's own lists in its drop-downs."""

from __future__ import annotations

from dataclasses import dataclass

import frappe

from prospect_crm.domain.tabular import write_template
from prospect_crm.permissions import rights
from prospect_crm.permissions.checks import require
from prospect_crm.services.import_lists import LISTS
from prospect_crm.services.import_rows import TARGET
from prospect_crm.services.language import user_language

OFFERED = {
    "department": "department",
    "territory": "territory",
    "sector": "sector",
    "origin": "origin",
    "country": "country",
    "skills": "skill",
    "entities": "entity",
}
"""Column of the template -> list whose entries it offers."""
MAX_CHOICES = 1000


@dataclass(frozen=True, slots=True)
class TemplateFile:
    """A file to hand over."""

    name: str
    content: bytes


def contact_template() -> TemplateFile:
    """Write the template of people in the user's language; PermissionError without the right to create them."""
    require("Contact Prospect", "create")
    rights.require("import_files")
    language = user_language()
    choices = {column: _names(LISTS[name].doctype) for column, name in OFFERED.items()}
    choices["sales_rep"] = _users()
    if rights.holds("mailing_lists"):
        choices["mailing_lists"] = frappe.get_all("Email Group", pluck="name", order_by="name")[:MAX_CHOICES]
    title = TARGET.title(language)
    return TemplateFile(f"{frappe.scrub(title)}.xlsx", write_template(TARGET, language, choices=choices))


def _names(doctype: str) -> list[str]:
    if not frappe.has_permission(doctype, "read"):
        return []
    return frappe.get_list(doctype, pluck="name", order_by="name", limit_page_length=MAX_CHOICES)


def _users() -> list[str]:
    return frappe.get_all(
        "User",
        filters={"enabled": 1, "user_type": "System User", "name": ["not in", ["Administrator", "Guest"]]},
        pluck="name",
        order_by="name",
        limit_page_length=MAX_CHOICES,
    )
