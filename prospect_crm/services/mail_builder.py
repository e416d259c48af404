"""A mail in the form of a row of Frappe's Email Queue, by Frappe's own builder."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

import frappe
from frappe.email.doctype.email_queue.email_queue import QueueBuilder

from prospect_crm.queries import mail_queue
from prospect_crm.services.unsubscribing import footer

if TYPE_CHECKING:
    from prospect_crm.domain.bulk_mail import Mail


class MailBuilder(QueueBuilder):
    """Frappe's builder of a queued mail, with our signed link in the footer and where mail programs look for it."""

    def __init__(self, mail: Mail, send_after: datetime) -> None:
        super().__init__(
            recipients=[mail.recipient],
            sender=mail.sender,
            reply_to=mail.sender,
            subject=mail.subject,
            message=mail.content,
            reference_doctype=mail.doctype,
            reference_name=mail.name,
            communication=mail.communication,
            send_after=send_after,
            send_priority=0,
            add_unsubscribe_link=0,
            unsubscribe_method=mail_queue.PAGE,
        )
        self.mail = mail

    def unsubscribe_message(self) -> frappe._dict:
        """Give the footer; Frappe's own link would name no mailing list."""
        return footer(self.mail.link)

    def prepare_email_content(self) -> Any:
        """Add the headers of RFC 2369 and RFC 8058: mail programs show their own button to unsubscribe."""
        content = super().prepare_email_content()
        content.msg_root["List-Unsubscribe"] = f"<{self.mail.link}>"
        content.msg_root["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
        return content


def queue_row(mail: Mail, send_after: datetime) -> dict[str, Any] | None:
    """Give the columns and recipients of a queued mail; none where Frappe would not send it (all mail refused)."""
    builder = MailBuilder(mail, send_after)
    return builder.as_dict() if builder.final_recipients() else None
