"""Reads on attached files."""

from __future__ import annotations

from collections.abc import Sequence

import frappe
from frappe.query_builder import DocType
from frappe.query_builder.functions import Count


def counts(doctype: str, names: Sequence[str]) -> dict[str, int]:
    """Count the files attached to each record that has any."""
    if not names:
        return {}
    file = DocType("File")
    rows = (
        frappe.qb.from_(file)
        .select(file.attached_to_name, Count("*"))
        .where((file.attached_to_doctype == doctype) & file.attached_to_name.isin(list(names)))
        .groupby(file.attached_to_name)
        .run()
    )
    return dict(rows)
