"""Searches and counts of Frappe that ask for no permission on the records they name, narrowed to what one may read."""

from __future__ import annotations

from typing import Any

import frappe
from frappe import client
from frappe.desk.doctype.tag import tag as tags
from frappe.utils import global_search as everywhere

from prospect_crm.permissions.conditions import allowed_names
from prospect_crm.permissions.rules import RULES
from prospect_crm.services.list_search import checked


def documents_with(tag: str) -> list[dict[str, Any]]:
    """Give what Frappe finds for a tag; of our kinds of records only those the user may read."""
    return _readable(tags.get_documents_for_tag(tag))


def found_everywhere(text: str, start: int, limit: int, doctype: str) -> list[dict[str, Any]]:
    """Give what Frappe's global search finds; of our kinds of records only those the user may read."""
    return _readable(everywhere.search(text, start, limit, doctype))


def count(doctype: str, filters: Any, **further: Any) -> int:
    """Count the records that the user may read; DocTypes that have no rule of ours are counted as Frappe does."""
    if doctype not in RULES:
        return client.get_count(doctype, filters, **further)
    rows = frappe.get_list(
        doctype,
        filters=checked(doctype, filters),
        fields=["count(name) as number"],
        order_by=None,
    )
    return int(rows[0].number)


def _readable(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    visible: dict[str, set[str]] = {}
    for doctype in {row["doctype"] for row in rows} & set(RULES):
        names = [row["name"] for row in rows if row["doctype"] == doctype]
        is_listed = frappe.has_permission(doctype, "read")
        visible[doctype] = allowed_names(doctype, names) if is_listed else set()
    frappe.clear_messages()
    return [row for row in rows if row["doctype"] not in visible or row["name"] in visible[row["doctype"]]]
