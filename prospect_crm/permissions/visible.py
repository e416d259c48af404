"""What Frappe lets a viewer see of a DocType, as a condition for the records that point to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import frappe
from frappe.model.db_query import DatabaseQuery
from frappe.query_builder import DocType

from prospect_crm.queries.sql_text import Written

if TYPE_CHECKING:
    from collections.abc import Callable

    from pypika.terms import Criterion, Field

    from prospect_crm.permissions.viewer import Viewer


def visible_names(doctype: str, viewer: Viewer) -> Callable[[Field], Criterion] | None:
    """Give a condition on a column of names: that the viewer sees the record; ``None`` when they see no such record.

    It is Frappe's own condition for a list of that DocType: roles, User Permissions, shares, other apps' hooks and
    the rule above.
    """
    return names_where(doctype, match_of(doctype, viewer))


def names_where(doctype: str, match: str | None) -> Callable[[Field], Criterion] | None:
    """Give the same for Frappe's condition as SQL (``match_of``)."""
    if match is None:
        return None
    table = DocType(doctype)

    def is_visible(column: Field) -> Criterion:
        rows = frappe.qb.from_(table).select(table.name)
        return column.isin(rows.where(Written(match)) if match else rows)

    return is_visible


def match_of(doctype: str, viewer: Viewer) -> str | None:
    """Give Frappe's condition for a list of a DocType as SQL; "" for all rows, ``None`` for no access at all."""
    query = DatabaseQuery(doctype, user=viewer.user)
    query.tables = [f"`tab{doctype}`"]
    try:
        match = query.build_match_conditions()
    except frappe.PermissionError:
        frappe.clear_last_message()
        return None
    return " and ".join(part for part in (match, *query.conditions) if part)
