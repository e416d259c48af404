"""Bulk e-mail from the desk: choose a text, look at each mail, send."""

from typing import Any

import frappe

from prospect_crm.api.arguments import as_dict, own_operation, planned, request_key
from prospect_crm.api.guard import complete
from prospect_crm.services import bulk_email


@frappe.whitelist(methods=["GET", "POST"])
@complete
def places() -> list[dict[str, str]]:
    """Give the places that a text may hold, each with what it is called: {name, label}."""
    return bulk_email.places()


@frappe.whitelist(methods=["GET", "POST"])
@complete
def template(name: str) -> dict[str, str]:
    """Give the subject and the body of an Email Template as they are written."""
    subject, body = bulk_email.text_of_template(name)
    return {"subject": subject, "body": body}


@frappe.whitelist(methods=["POST"])
@complete
def plan(doctype: str, selection: str | dict, mail: str | dict, token: str = "") -> dict[str, Any]:
    """Plan a mail to many: template, or subject and body; email_group, only_subscribed, sender ("me" or "rep").

    ``selection`` is {"names": […]} or {"filters": […]}. The same ``token`` gives the same operation.
    """
    return planned(
        bulk_email.plan(doctype, as_dict(selection), as_dict(mail), request_key=request_key(token))
    )


@frappe.whitelist(methods=["GET", "POST"])
@complete
def rendered(operation: str, position: int) -> dict[str, Any]:
    """Give the mail of one recipient as it will be sent, or was."""
    return bulk_email.rendered(own_operation(operation), position)
