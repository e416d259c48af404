"""Whose e-mail addresses there are: who sees somebody with an address sees its subscriptions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import frappe
from frappe.query_builder import DocType

from prospect_crm.permissions.visible import visible_names

if TYPE_CHECKING:
    from pypika.queries import QueryBuilder

    from prospect_crm.permissions.viewer import Viewer

LIST_MANAGER = "Newsletter Manager"
"""Frappe's own role for mailing lists."""

ADDRESSES = (
    ("Contact Prospect", "email", "Contact Prospect"),
    ("Contact Prospect Email", "email", "Contact Prospect"),
    ("Contact Email", "email_id", "Contact"),
    ("Sales Prospect", "email", "Sales Prospect"),
)
"""Where people and companies keep e-mail addresses: (DocType, column, whose)."""


def addresses_of(viewer: Viewer | None = None, only: Sequence[str] | None = None) -> list[QueryBuilder]:
    """Give queries for the e-mail addresses of people and companies: those a viewer sees or all, or ``only`` some."""
    found = []
    for doctype, column, parent in ADDRESSES:
        table = DocType(doctype)
        wanted = table[column].isnotnull() if only is None else table[column].isin(list(only))
        query = frappe.qb.from_(table).select(table[column]).where(wanted)
        if doctype != parent:
            query = query.where(table.parenttype == parent)
        names = visible_names(parent, viewer) if viewer else None
        if names is not None:
            found.append(query.where(names(table.name if doctype == parent else table.parent)))
        elif viewer is None:
            found.append(query)
    return found
