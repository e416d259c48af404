"""How many files are attached to records."""

from __future__ import annotations

from collections.abc import Sequence

import frappe

from prospect_crm.queries import files


def count_attachments(doctype: str, names: Sequence[str]) -> dict[str, int]:
    """Count the files of each record that the reader may read and that has any; of others nothing is said."""
    if not names or not frappe.has_permission(doctype, "read"):
        frappe.clear_messages()
        return {}
    readable = frappe.get_list(
        doctype, filters={"name": ["in", list(names)]}, pluck="name", limit_page_length=0
    )
    return files.counts(doctype, readable)
