"""One mail to many people: planned with a verdict a recipient, looked at, queued, and taken back while it waits."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import frappe
from frappe import _
from frappe.model.document import Document

from prospect_crm.domain.bulk_mail import Mail
from prospect_crm.domain.mail_text import PLACES, filled_html, filled_line
from prospect_crm.domain.operation import Outcome, Plan
from prospect_crm.permissions import rights
from prospect_crm.permissions.checks import require
from prospect_crm.queries.operations import at_positions
from prospect_crm.services import (
    bulk_email_queue,
    bulk_email_undo,
    mail_recipients,
    mailing_lists,
    operation_plans,
    selection,
    unsubscribing,
)
from prospect_crm.services.bulk_email_plans import Planner, refusals_of, refused_by, refuses_all
from prospect_crm.services.handlers import Handler
from prospect_crm.services.mail_recipients import recipients
from prospect_crm.services.record_changes import GONE, values_of

if TYPE_CHECKING:
    from prospect_crm.domain.message import Message

TEMPLATE = "Email Template"
MAX_SUBJECT = 200


class EmailHandler(Handler):
    """Plans, sends and takes back bulk e-mail."""

    def plan(self, operation: Document) -> Iterator[Plan]:
        parameters = json.loads(operation.parameters)
        planner = Planner(parameters)
        for batch in recipients(parameters["doctype"], parameters["selection"]):
            yield from planner.plans(batch)

    def apply(self, operation: Document, entry: Mapping[str, Any]) -> Outcome:
        rights.require("bulk_email")
        parameters, values = json.loads(operation.parameters), values_of(entry)
        if problem := _problem_now(values, parameters):
            return Outcome("skipped", entry["target_name"], problem)
        mail = mail_of(parameters, values)
        if not bulk_email_queue.put(mail):
            return Outcome("skipped", entry["target_name"], refuses_all(None))
        return Outcome("applied", entry["target_name"])

    def reverse_plan(self, operation: Document, entries: Sequence[Mapping[str, Any]]) -> Iterator[Plan]:
        """Say which mails still wait and can be taken back; the others have left."""
        return bulk_email_undo.plans(entries)

    def reverse(self, operation: Document, entry: Mapping[str, Any]) -> Outcome:
        """Take one mail out of the queue, unless it has left since the preview."""
        return bulk_email_undo.take_back(entry)


def _problem_now(values: Mapping[str, Any], parameters: Mapping[str, Any]) -> Message | None:
    """What has come up since the preview: an opt-out, or the person is gone or hidden."""
    doctype, name = values["person"]
    if not mail_recipients.readable_rows(doctype, [name], ()):
        return GONE
    group = parameters["email_group"]
    return refused_by(values["recipient"], parameters, refusals_of([values["recipient"]], group))


def mail_of(parameters: Mapping[str, Any], values: Mapping[str, Any]) -> Mail:
    """Fill the mail of one planned recipient: the same one in the preview and in the queue."""
    doctype, name = values["person"]
    group = parameters["email_group"]
    return Mail(
        communication=values["communication"],
        doctype=doctype,
        name=name,
        recipient=values["recipient"],
        sender=values["sender"],
        subject=filled_line(parameters["subject"], values["places"]),
        content=filled_html(parameters["body"], values["places"]),
        link=unsubscribing.link(values["recipient"], group, frappe.local.lang),
        group=group,
    )


# -- from the desk ------------------------------------------------------------------


def plan(
    doctype: str, chosen: Mapping[str, Any], wanted: Mapping[str, Any], *, request_key: str | None = None
) -> Document:
    """Plan a mail to many; gives the Sales Operation. Its text is taken now: what is previewed is what is sent.

    ``wanted``: template, or subject and body; email_group, only_subscribed, sender ("me" or "rep").
    PermissionError without the right, ValidationError for what is not complete.
    """
    rights.require("bulk_email")
    if doctype not in mail_recipients.FIELDS:
        frappe.throw(_("The request is not complete. Reload the page and try again."))
    require(doctype, "email")
    parameters = _parameters(doctype, chosen, wanted)
    return operation_plans.plan(
        "Email",
        doctype,
        title=_("E-mail: {0}").format(parameters["subject"]),
        parameters=parameters,
        request_key=request_key,
        in_background=selection.is_larger_than(doctype, parameters["selection"], mail_recipients.INLINE),
    )


def _parameters(doctype: str, chosen: Mapping[str, Any], wanted: Mapping[str, Any]) -> dict[str, Any]:
    subject, body = _text(wanted)
    group = str(wanted.get("email_group") or "")
    if group:
        mailing_lists.check_lists([group])
    return {
        "doctype": doctype,
        "selection": selection.checked(doctype, chosen),
        "subject": subject,
        "body": body,
        "email_group": group,
        "only_subscribed": bool(wanted.get("only_subscribed")) and bool(group),
        "sender": "rep" if wanted.get("sender") == "rep" else "me",
    }


def places() -> list[dict[str, str]]:
    """Give the places that a text may hold: name, and label in the user's language. PermissionError without the right."""
    rights.require("bulk_email")
    return [{"name": name, "label": _(label.template)} for name, label in PLACES.items()]


def text_of_template(name: str) -> tuple[str, str]:
    """Give subject and body of an Email Template as they are written; DoesNotExistError where it is not readable."""
    template = frappe.get_doc(TEMPLATE, name) if frappe.db.exists(TEMPLATE, name) else None
    if not template or not template.has_permission("read"):
        frappe.throw(_("This record is not there, or you may not read it."), frappe.DoesNotExistError)
    return template.subject or "", template.response_ or ""


def _text(wanted: Mapping[str, Any]) -> tuple[str, str]:
    """What is typed wins over the template that it began as; markup that could run is taken out."""
    subject, body = (str(wanted.get(key) or "").strip() for key in ("subject", "body"))
    if wanted.get("template") and not (subject and body):
        subject, body = text_of_template(str(wanted["template"]))
    if not subject or not frappe.utils.strip_html(body).strip():
        frappe.throw(_("Write a subject and a text, or choose a template."))
    return subject[:MAX_SUBJECT], frappe.utils.sanitize_html(body)


def rendered(operation: Document, position: int) -> dict[str, Any]:
    """Give the mail of one planned or sent recipient: subject, content, sender, recipient, footer (markup)."""
    found = at_positions(operation.name, [position])
    values = values_of(found[0]) if found and operation.kind == "Email" else {}
    if "communication" not in values:
        frappe.throw(_("There is no mail to show for this row."), frappe.DoesNotExistError)
    mail = mail_of(json.loads(operation.parameters), values)
    shown = {"subject": mail.subject, "content": mail.content, "footer": unsubscribing.footer("#").html}
    return shown | {"sender": mail.sender, "recipient": mail.recipient}
