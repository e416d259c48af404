"""What the tasks about a record say of it: when the next one is, and whether there were any."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Literal

OPEN_STATUSES = ("Not Started", "Pending", "In Progress")
"""A task in one of these is still to be done."""

ActivityStatus = Literal["No Activity", "Planned", "Done"]
Urgency = Literal["none", "late", "today", "later"]


def activity_columns(tasks: Iterable[tuple[str, datetime | None]]) -> dict[str, Any]:
    """Give ``next_task_on`` and ``activity_status`` from (status, date and time) of every task.

    A cancelled task is no activity. An open task without a date is planned, but has no date to show.
    """
    counted = [(status, when) for status, when in tasks if status != "Cancelled"]
    dates = [when for status, when in counted if status in OPEN_STATUSES]
    known = [when for when in dates if when]
    status: ActivityStatus = "Planned" if dates else "Done" if counted else "No Activity"
    return {"next_task_on": min(known) if known else None, "activity_status": status}


def urgency(next_task_on: datetime | None, now: datetime) -> Urgency:
    """Say how a next task stands at this moment: late from the minute it was due."""
    if next_task_on is None:
        return "none"
    if next_task_on < now:
        return "late"
    return "today" if next_task_on.date() == now.date() else "later"
