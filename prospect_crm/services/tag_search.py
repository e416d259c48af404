"""Documents by their tag, without those that the user may not read."""

from __future__ import annotations

from typing import Any

from frappe.desk.doctype.tag.tag import get_documents_for_tag

from prospect_crm.permissions.conditions import allowed_names
from prospect_crm.permissions.rules import RULES


def documents_with(tag: str) -> list[dict[str, Any]]:
    """Give what Frappe finds for a tag; of our kinds of records only those the user may read."""
    found = get_documents_for_tag(tag)
    visible: dict[str, set[str]] = {}
    for doctype in {row["doctype"] for row in found} & set(RULES):
        names = [row["name"] for row in found if row["doctype"] == doctype]
        visible[doctype] = allowed_names(doctype, names)
    return [row for row in found if row["doctype"] not in visible or row["name"] in visible[row["doctype"]]]
