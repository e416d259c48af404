"""From a filled mail to Frappe's Email Queue: a Communication for the history, a slot in time, the unsubscribe link."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import frappe
from frappe.utils import cint, now_datetime

from prospect_crm.compat import list_of_mail
from prospect_crm.queries import mail_queue

if TYPE_CHECKING:
    from prospect_crm.domain.bulk_mail import Mail

SETTINGS = "Prospect CRM Settings"
HOUR = 3600
USUAL_RATE = 200
"""Mails an hour until somebody sets it: what ordinary mail servers take without complaint."""


def put(mail: Mail) -> bool:
    """Queue a mail in the next free slot; gives False where Frappe takes it from the queue (all mail refused)."""
    # Frappe's mail code opens log files when it is imported: only where a mail is made
    from prospect_crm.services.mail_builder import queue_row

    row = queue_row(mail, next_slot())
    if not row or not row["recipients"]:
        return False
    _communication(mail, row["message_id"])
    recipients = row.pop("recipients")
    queued = frappe.get_doc({"doctype": mail_queue.QUEUE, **row, **list_of_mail(mail.group)})
    queued.set_recipients(recipients)
    # permission: the caller has asked for the right and for the record
    queued.insert(ignore_permissions=True)
    return True


def _communication(mail: Mail, message_id: str) -> None:
    communication = frappe.get_doc(
        doctype="Communication",
        communication_type="Communication",
        communication_medium="Email",
        sent_or_received="Sent",
        delivery_status="Sending",
        subject=mail.subject,
        content=mail.content,
        sender=mail.sender,
        recipients=mail.recipient,
        reference_doctype=mail.doctype,
        reference_name=mail.name,
        message_id=message_id,
    )
    communication.name = mail.communication
    communication.flags.name_set = True
    communication.flags.skip_add_signature = True
    # permission: the history of a mail that its sender may send, as Frappe's own mail dialog writes it
    communication.insert(ignore_permissions=True)


def next_slot() -> datetime:
    """Give when the next mail may leave: so many an hour, over all operations that wait."""
    now, an_hour = now_datetime(), mails_per_hour()
    last = mail_queue.last_slot() if an_hour else None
    return max(now, last + timedelta(seconds=HOUR / an_hour)) if last else now


def mails_per_hour() -> int:
    """How many mails of bulk e-mail leave in an hour; 0: as fast as the queue sends."""
    wanted = frappe.get_cached_doc(SETTINGS).get("mails_per_hour")
    return USUAL_RATE if wanted is None else max(0, cint(wanted))


def cancel_waiting(address: str, group: str | None) -> int:
    """Take what waits for an address out of the queue (of one list; ``None``: all); the history says why."""
    waiting = mail_queue.waiting_for(address, group)
    for row in waiting:
        if mail_queue.take_back(row["communication"]):
            status = {"delivery_status": "Recipient Unsubscribed"}
            frappe.db.set_value("Communication", row["communication"], status, update_modified=False)
    return len(waiting)
