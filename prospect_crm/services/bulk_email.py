"""One mail to many people: planned with a verdict a recipient, looked at, queued, and taken back while it waits."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import formatdate

from prospect_crm.domain.bulk_mail import Mail
from prospect_crm.domain.mail_text import PLACES, filled_html, filled_line, places_of
from prospect_crm.domain.message import Message
from prospect_crm.domain.operation import Outcome, Plan, Source
from prospect_crm.permissions import rights
from prospect_crm.permissions.checks import require
from prospect_crm.queries import subscriptions as stored
from prospect_crm.queries.operations import at_positions
from prospect_crm.services import (
    bulk_email_queue,
    bulk_email_undo,
    mail_recipients,
    operation_plans,
    selection,
    unsubscribing,
)
from prospect_crm.services.bulk_email_values import Filling, fillings, sender_of
from prospect_crm.services.mail_recipients import Recipient, recipients
from prospect_crm.services.subscriptions import opted_out

INLINE = 1000
"""Up to here a plan is made while the user waits."""
TEMPLATE = "Email Template"
MAX_SUBJECT = 200


@dataclass(frozen=True, slots=True)
class Refusals:
    """Who of a batch does not want mail: by address."""

    opted_out: dict[str, dict[str, Any]]
    subscribed: frozenset[str]
    refuse_all: dict[str, Any]


class EmailHandler:
    """Plans, sends and takes back bulk e-mail."""

    def plan(self, operation: Document) -> Iterator[Plan]:
        parameters = json.loads(operation.parameters)
        planner = _Planner(parameters)
        for batch in recipients(parameters["doctype"], parameters["selection"]):
            yield from planner.plans(batch)

    def apply(self, operation: Document, entry: Mapping[str, Any]) -> Outcome:
        rights.require("bulk_email")
        parameters, values = json.loads(operation.parameters), _values(entry)
        if problem := _problem_now(values, parameters):
            return Outcome("skipped", entry["target_name"], problem)
        mail = mail_of(parameters, values)
        if not bulk_email_queue.put(mail):
            return Outcome("skipped", entry["target_name"], _refuses_all(None))
        return Outcome("applied", entry["target_name"])

    def reverse_plan(self, operation: Document, entries: Sequence[Mapping[str, Any]]) -> Iterator[Plan]:
        """Say which mails still wait and can be taken back; the others have left."""
        return bulk_email_undo.plans(entries)

    def reverse(self, operation: Document, entry: Mapping[str, Any]) -> Outcome:
        """Take one mail out of the queue, unless it has left since the preview."""
        return bulk_email_undo.take_back(entry)


class _Planner:
    """Judges recipients batch by batch; an address is written to once."""

    def __init__(self, parameters: Mapping[str, Any]) -> None:
        self.parameters = parameters
        self.seen: dict[str, Recipient] = {}
        self.places = places_of(parameters["subject"], parameters["body"])
        self.own = sender_of(frappe.session.user)
        self.senders: dict[str, str] = {}

    def plans(self, batch: Sequence[Recipient]) -> Iterator[Plan]:
        filled = fillings(batch)
        refusals = refusals_of([entry.email for entry in batch], self.parameters["email_group"])
        for recipient in batch:
            yield self._plan(recipient, filled.get((recipient.doctype, recipient.name)), refusals)

    def _plan(self, recipient: Recipient, filling: Filling | None, refusals: Refusals) -> Plan:
        planned = Plan(
            "send",
            self.parameters["doctype"],
            recipient.selected,
            source=Source(label=recipient.title),
            changes={"recipient": (None, recipient.email)},
        )
        if recipient.problem or filling is None:
            planned.state = "refused" if recipient.is_hidden else "skipped"
            planned.reason = recipient.problem
        elif problem := self._unfit():
            planned.state, planned.reason = "refused", problem
        elif problem := self._unwanted(recipient, filling, refusals):
            planned.state, planned.reason = "skipped", problem
        else:
            self.seen[recipient.email] = recipient
            self._fill(planned, recipient, filling)
        return planned

    def _unfit(self) -> Message | None:
        """What keeps this mail from everybody."""
        if self.places.unknown:
            named = ", ".join(self.places.unknown)
            return Message("The text holds places that are not known: {places}.", {"places": named})
        return None if self.own else Message("You have no e-mail address to send from.")

    def _unwanted(self, recipient: Recipient, filling: Filling, refusals: Refusals) -> Message | None:
        address = recipient.email
        if first := self.seen.get(address):
            return Message("The same address as {person}, who gets the mail.", {"person": first.title})
        if filling.row.get("has_left_company"):
            return Message("Has left the company.")
        if filling.row.get("unsubscribed"):
            return _refuses_all(None)
        return _refused_by(address, self.parameters, refusals)

    def _fill(self, planned: Plan, recipient: Recipient, filling: Filling) -> None:
        used = {name: filling.places[name] for name in self.places.known}
        planned.changes = {
            "recipient": (None, recipient.email),
            "person": (None, [recipient.doctype, recipient.name]),
            "sender": (None, self._sender(filling.rep)),
            "places": (None, used),
            "communication": (None, frappe.generate_hash(length=10)),
        }
        if empty := [name for name in used if not used[name]]:
            # translation: the names of the places in domain/mail_text.py
            named = ", ".join(_(PLACES[name].template) for name in empty)
            planned.warnings.append(Message("Nothing is known for: {places}.", {"places": named}))

    def _sender(self, rep: str) -> str:
        if self.parameters["sender"] != "rep":
            return self.own
        if rep not in self.senders:
            self.senders[rep] = sender_of(rep) or self.own
        return self.senders[rep]


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
    subject, body = _text(wanted)
    group = str(wanted.get("email_group") or "")
    if group and not frappe.db.exists("Email Group", group):
        named = frappe.utils.escape_html(group)
        frappe.throw(_("These mailing lists are not there: {0}.").format(named), frappe.DoesNotExistError)
    parameters = {
        "doctype": doctype,
        "selection": selection.checked(doctype, chosen),
        "subject": subject,
        "body": body,
        "email_group": group,
        "only_subscribed": bool(wanted.get("only_subscribed")) and bool(group),
        "sender": "rep" if wanted.get("sender") == "rep" else "me",
    }
    return operation_plans.plan(
        "Email",
        doctype,
        title=_("E-mail: {0}").format(subject),
        parameters=parameters,
        request_key=request_key,
        in_background=selection.is_larger_than(doctype, parameters["selection"], INLINE),
    )


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
    values = _values(found[0]) if found and operation.kind == "Email" else {}
    if "communication" not in values:
        frappe.throw(_("There is no mail to show for this row."), frappe.DoesNotExistError)
    mail = mail_of(json.loads(operation.parameters), values)
    from prospect_crm.services.mail_builder import unsubscribe_footer

    footer = unsubscribe_footer("#").html
    shown = {"subject": mail.subject, "content": mail.content, "footer": footer}
    return shown | {"sender": mail.sender, "recipient": mail.recipient}


# -- who wants none --------------------------------------------------------------


def refusals_of(addresses: Sequence[str], group: str) -> Refusals:
    """Read who of these addresses left the list, is on it, or refuses all mail: two queries."""
    rows = stored.members(addresses, [group]) if group else []
    return Refusals(
        {row["email"]: row for row in rows if row["unsubscribed"]},
        frozenset(row["email"] for row in rows if not row["unsubscribed"]),
        stored.global_opt_outs(addresses),
    )


def _refused_by(address: str, parameters: Mapping[str, Any], refusals: Refusals) -> Message | None:
    if row := refusals.opted_out.get(address):
        return opted_out(row)
    if address in refusals.refuse_all:
        return _refuses_all(refusals.refuse_all[address])
    if parameters["only_subscribed"] and address not in refusals.subscribed:
        return Message("Not on the list {list}.", {"list": parameters["email_group"]})
    return None


def _refuses_all(since: Any) -> Message:
    if since:
        return Message("Refuses all our mail since {date}.", {"date": formatdate(since)})
    return Message("Refuses all our mail.")


def _problem_now(values: Mapping[str, Any], parameters: Mapping[str, Any]) -> Message | None:
    """What has come up since the preview: an opt-out, or the person is gone or hidden."""
    doctype, name = values["person"]
    if not mail_recipients.readable_rows(doctype, [name], ()):
        return Message("This record is not there, or you may not read it.")
    group = parameters["email_group"]
    return _refused_by(values["recipient"], parameters, refusals_of([values["recipient"]], group))


# -- the mail ----------------------------------------------------------------------


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


def _values(entry: Mapping[str, Any]) -> dict[str, Any]:
    return {name: after for name, (_before, after) in json.loads(entry["changes"]).items()}
