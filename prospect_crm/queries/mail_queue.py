"""Reads and small writes on Frappe's Email Queue: the mails of bulk e-mail that wait in it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import frappe
from frappe.query_builder import DocType
from frappe.query_builder.functions import Max

from prospect_crm.compat import list_of_mail

QUEUE = "Email Queue"
WAITING = ("Not Sent", "Error")
"""What has not left: an administrator may send again what failed."""
PAGE = "/mail-preferences"
"""Where the unsubscribe link leads, and what tells the mails of bulk e-mail from others in the queue."""


def last_slot() -> datetime | None:
    """Give when the last waiting mail of bulk e-mail is due."""
    queue = DocType(QUEUE)
    query = frappe.qb.from_(queue).select(Max(queue.send_after))
    rows = query.where((queue.status.isin(WAITING)) & (queue.unsubscribe_method == PAGE)).run()
    return rows[0][0]


def states(communications: Sequence[str]) -> dict[str, tuple[str, datetime]]:
    """Give the status in the queue of the mails of these Communications, and since when: communication -> both."""
    if not communications:
        return {}
    queue = DocType(QUEUE)
    query = frappe.qb.from_(queue).select(queue.communication, queue.status, queue.modified)
    rows = query.where(queue.communication.isin(list(communications))).run()
    return {row[0]: (row[1], row[2]) for row in rows}


def waiting_for(address: str, group: str | None) -> list[dict[str, Any]]:
    """Give the mails that wait for an address: of one mailing list, or all of bulk e-mail."""
    queue, recipient = DocType(QUEUE), DocType("Email Queue Recipient")
    query = frappe.qb.from_(queue).join(recipient).on(recipient.parent == queue.name)
    query = query.select(queue.name, queue.communication)
    query = query.where((queue.status.isin(WAITING)) & (queue.unsubscribe_method == PAGE))
    query = query.where(recipient.recipient == address)
    if group is not None:
        ((column, value),) = list_of_mail(group).items()
        query = query.where(queue[column] == value)
    return query.run(as_dict=True)


def take_back(communication: str) -> bool:
    """Take the mail of a Communication out of the queue unless its sending has begun; gives whether it was taken."""
    queue, recipient = DocType(QUEUE), DocType("Email Queue Recipient")
    query = frappe.qb.from_(queue).select(queue.name, queue.status).for_update()
    rows = query.where(queue.communication == communication).run()
    if not rows or rows[0][1] not in WAITING:
        return False
    frappe.qb.from_(recipient).delete().where(recipient.parent == rows[0][0]).run()
    frappe.qb.from_(queue).delete().where(queue.name == rows[0][0]).run()
    return True
