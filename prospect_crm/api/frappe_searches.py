"""Endpoints of Frappe that forget to ask for permission, hooked in their place with the same arguments."""

from typing import Any

import frappe
from frappe import _

from prospect_crm.api.arguments import parsed
from prospect_crm.api.guard import complete
from prospect_crm.services import frappe_searches

MOST = 100


@frappe.whitelist(methods=["GET", "POST"])
@complete
def get_documents_for_tag(tag: str) -> list[dict[str, Any]]:
    """Give the documents that carry a tag, as far as the user may read them."""
    return frappe_searches.documents_with(tag)


@frappe.whitelist(methods=["GET", "POST"])
@complete
def global_search(text: str, start: int = 0, limit: int = 20, doctype: str = "") -> list[dict[str, Any]]:
    """Give what the global search finds, as far as the user may read it; at most a hundred a page."""
    return frappe_searches.found_everywhere(text, max(0, int(start)), min(max(1, int(limit)), MOST), doctype)


@frappe.whitelist(methods=["GET", "POST"])
@complete
def get_count(
    doctype: str, filters: dict | list | str | None = None, debug: bool = False, cache: bool = False
) -> int:
    """Count documents, as far as the user may read them."""
    if not frappe.db.exists("DocType", doctype):
        frappe.throw(_("There is no such type of record."), frappe.DoesNotExistError)
    found = parsed(filters)
    if isinstance(filters, str) and filters and found is None:
        frappe.throw(_("These filters cannot be read. Clear them, then filter again."))
    return frappe_searches.count(doctype, found, debug=bool(debug), cache=bool(cache))
