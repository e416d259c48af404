"""What the database holds of a record, to compare before and after."""

from __future__ import annotations

from typing import Any

import frappe


def whole(document: Any) -> dict[str, Any]:
    """Every stored column of a record and its children, but for when it was last written."""
    rows = {}
    for doctype, filters in [
        (document.doctype, {"name": document.name}),
        *((field.options, {"parent": document.name}) for field in document.meta.get_table_fields()),
    ]:
        found = frappe.db.get_values(doctype, filters, "*", as_dict=True, order_by="name")
        for row in found:
            row.pop("modified"), row.pop("modified_by")
        rows[doctype] = found
    return rows
