"""Endpoints of Frappe that forget to ask for permission, hooked in their place with the same arguments."""

from typing import Any

import frappe

from prospect_crm.services import frappe_searches


@frappe.whitelist(methods=["GET", "POST"])
def get_documents_for_tag(tag: str) -> list[dict[str, Any]]:
    """Give the documents that carry a tag, as far as the user may read them."""
    return frappe_searches.documents_with(tag)


@frappe.whitelist(methods=["GET", "POST"])
def global_search(text: str, start: int = 0, limit: int = 20, doctype: str = "") -> list[dict[str, Any]]:
    """Give what the global search finds, as far as the user may read it."""
    return frappe_searches.found_everywhere(text, int(start), int(limit), doctype)


@frappe.whitelist(methods=["GET", "POST"])
def get_count(doctype: str, filters: Any = None, debug: Any = False, cache: Any = False) -> int:
    """Count documents, as far as the user may read them."""
    return frappe_searches.count(doctype, filters, debug=bool(debug), cache=bool(cache))
