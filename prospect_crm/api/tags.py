"""Frappe's search by tag, narrowed to what the user may read (hooked in its place)."""

from typing import Any

import frappe

from prospect_crm.services import tag_search


@frappe.whitelist()
def get_documents_for_tag(tag: str) -> list[dict[str, Any]]:
    """Give the documents that carry a tag, as far as the user may read them."""
    return tag_search.documents_with(tag)
