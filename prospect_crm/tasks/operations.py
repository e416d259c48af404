"""Background jobs of Sales Operations."""

from __future__ import annotations

import frappe

from prospect_crm.queries import bulk_write
from prospect_crm.services import journal, operation_plans, operations


def plan(operation: str, user: str) -> None:
    """Plan as the user who asked; they are told when it is ready. Somebody else may be at it, or have ended it."""
    _become(user)
    with bulk_write.named_lock(f"plan:{operation}") as is_mine:
        status = frappe.db.get_value("Sales Operation", operation, "status")
        if is_mine and status == "Planning":
            _plan(operation, user)


def _plan(operation: str, user: str) -> None:
    document = frappe.get_doc("Sales Operation", operation)
    try:
        operation_plans.store_plan(document)
    except Exception:
        frappe.db.rollback()
        frappe.log_error(title=f"Sales Operation {operation}")
        operation_plans.fail(document)
    frappe.db.commit()
    frappe.publish_realtime("sales_operation_planned", {"operation": operation}, user=user)


def run(operation: str, user: str) -> None:
    """Apply as the user who asked."""
    _become(user)
    operations.run(operation)


def resume_interrupted() -> None:
    """Scheduler: go on with what a killed worker left, and forget plans that nobody applied."""
    operations.resume_interrupted()
    operations.expire_plans()


def prune() -> int:
    """Daily: forget operations that are older than the settings keep them; gives how many.

    Entries go in batches, the operation last: a job that dies in between goes on the next day.
    """
    names = journal.outdated()
    for name in names:
        while journal.forget_entries(name):
            frappe.db.commit()
        journal.forget(name)
        frappe.db.commit()
    return len(names)


def _become(user: str) -> None:
    """Work under the user's rights and in their language: what the journal stores of it, they read."""
    frappe.set_user(user)
    frappe.set_user_lang(user)
