"""A mail server on loopback that keeps what it is sent."""

from __future__ import annotations

import email
import email.policy
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from email.message import EmailMessage


class Mailbox:
    """aiosmtpd handler: the mails in the order they came, and to whom."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.recipients: list[list[str]] = []

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:
        self.mails.append(email.message_from_bytes(envelope.content, policy=email.policy.default))
        self.recipients.append(list(envelope.rcpt_tos))
        return "250 kept"


@contextmanager
def mailbox() -> Iterator[Mailbox]:
    """Serve a mailbox, and have this process of Frappe send to it for real."""
    import frappe
    from aiosmtpd.controller import Controller

    kept = Mailbox()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    controller = Controller(kept, hostname="127.0.0.1", port=port)
    controller.start()
    before = frappe.conf.mail_port, frappe.conf.mail_server
    frappe.conf.mail_server, frappe.conf.mail_port = "127.0.0.1", port
    frappe.local.outgoing_email_account = {}  # kept by Frappe with the port of before
    # Frappe sends nothing while it believes to be tested
    frappe.flags.in_test = False
    try:
        yield kept
    finally:
        frappe.flags.in_test = True
        frappe.conf.mail_port, frappe.conf.mail_server = before
        frappe.local.outgoing_email_account = {}
        controller.stop()
