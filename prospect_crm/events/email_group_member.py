"""Frappe's Email Group Member as a subscription: events, never a class of ours."""

from __future__ import annotations

from frappe.model.document import Document

from prospect_crm.services import bulk_email_queue, subscription_guard


def validate(document: Document, _method: str | None = None) -> None:
    """Date the subscription; an opt-out stays one."""
    if not document.meta.has_field("subscribed_on"):  # the app is being installed
        return
    subscription_guard.complete(document)
    subscription_guard.check_holder(document)
    subscription_guard.keep_opt_out(document)


def on_update(document: Document, _method: str | None = None) -> None:
    """Whoever leaves a list gets nothing more of it, not even what waits in the queue."""
    if document.unsubscribed and document.has_value_changed("unsubscribed"):
        bulk_email_queue.cancel_waiting(document.email, document.email_group)


def on_trash(document: Document, _method: str | None = None) -> None:
    """An opt-out is not forgotten by the way."""
    subscription_guard.may_forget(document)
