"""Reads on sales tasks."""

from __future__ import annotations

from datetime import datetime

import frappe
from frappe.query_builder import DocType


def with_due_reminder(now: datetime, limit: int) -> list[str]:
    """Name the open tasks whose reminder has come due, the longest due first."""
    task = DocType("Sales Task")
    query = frappe.qb.from_(task).select(task.name).where(task.remind_on <= now)
    query = query.where(task.status.notin(["Done", "Cancelled"]))
    return [row[0] for row in query.orderby(task.remind_on).limit(limit).run()]
