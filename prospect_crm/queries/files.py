"""Reads on attached files."""

from __future__ import annotations

from collections.abc import Sequence

import frappe
from frappe.query_builder import DocType, Order
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


def attached(doctype: str, name: str) -> list[dict[str, str]]:
    """Give file_name and file_url of the files attached to a record, the latest first, a hundred at most."""
    file = DocType("File")
    query = frappe.qb.from_(file).select(file.file_name, file.file_url)
    query = query.where((file.attached_to_doctype == doctype) & (file.attached_to_name == name))
    return query.orderby(file.creation, order=Order.desc).limit(100).run(as_dict=True)
