"""Reminds of tasks, each once."""

from __future__ import annotations

import frappe
from frappe import _
from frappe.utils import now_datetime

from prospect_crm.queries import tasks
from prospect_crm.services import notices

MOST = 500
SENTENCE = "Reminder: {1}"


def send_due() -> int:
    """Notify who follows each task whose reminder is due, and mark it as sent; gives how many there were."""
    names = tasks.with_due_reminder(now_datetime(), MOST)
    for name in names:
        task = frappe.get_doc("Sales Task", name)
        task.db_set("remind_on", None, update_modified=False)
        notices.notify([task.sales_rep or task.owner], "Alert", SENTENCE, task)
    return len(names)


def _sentences() -> None:
    """The sentence above, for those who translate."""
    _("Reminder: {1}")
