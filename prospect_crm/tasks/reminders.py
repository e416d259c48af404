"""Reminders of sales tasks."""

from __future__ import annotations

from prospect_crm.services import task_reminders


def send_due() -> None:
    """Every five minutes: remind whoever follows a task whose reminder has come due."""
    task_reminders.send_due()
