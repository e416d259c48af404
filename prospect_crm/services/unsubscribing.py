"""What a person decides by the link in a mail: leave a list, refuse everything, come back. No login."""

from __future__ import annotations

from dataclasses import dataclass

import frappe
from frappe import _
from frappe.utils import now_datetime

from prospect_crm.queries import mail_queue, subscriptions
from prospect_crm.services import bulk_email_queue
from prospect_crm.services.signed_links import signed_link, signed_parameters

MEMBER = subscriptions.MEMBER
REFUSAL = "Email Unsubscribe"


@dataclass(frozen=True, slots=True)
class Preferences:
    """What an address gets: ``group`` is the list of the mail ("" where it was of none)."""

    email: str
    group: str
    has_left: bool
    refuses_all: bool


def link(email: str, group: str, language: str) -> str:
    """Give the link of one mail to one address."""
    parameters = {"email": email, "list": group, "_lang": language}
    return signed_link(mail_queue.PAGE, parameters)


def footer(link: str) -> frappe._dict:
    """Give the last lines of a mail, as markup and as text."""
    why = _("You no longer want to get e-mails like this one?")
    label, href = _("Unsubscribe"), frappe.utils.escape_html(link)
    anchor = f'<a href="{href}" target="_blank">{frappe.utils.escape_html(label)}</a>'
    markup = f'<div class="email-unsubscribe"><div>{frappe.utils.escape_html(why)} {anchor}</div></div>'
    return frappe._dict(html=markup, text=f"\n\n{why} {label}: {link}\n")


def asked(query_string: str) -> tuple[str, str] | None:
    """Give whom and which list a link is about, or ``None`` for a link that is not ours or was changed."""
    found = signed_parameters(query_string)
    return (found["email"].lower(), found["list"]) if found and {"email", "list"} <= set(found) else None


def preferences(email: str, group: str) -> Preferences:
    """Say what an address gets at present."""
    row = _row(email, group)
    refuses_all = bool(subscriptions.global_opt_outs([email]))
    return Preferences(email, group, bool(row and row["unsubscribed"]), refuses_all)


def leave(email: str, group: str) -> None:
    """Opt an address out of a list, on it or not: a later subscription must not bring it back."""
    row = _row(email, group)
    if not frappe.db.exists("Email Group", group):
        return
    document = frappe.get_doc(MEMBER, row["name"]) if row else frappe.new_doc(MEMBER)
    if not row:
        document.update({"email_group": group, "email": email, "subscription_source": "Unsubscribe Link"})
    document.unsubscribed = 1
    # permission: the link is signed for this very address
    document.save(ignore_permissions=True)
    bulk_email_queue.cancel_waiting(email, group)


def come_back(email: str, group: str) -> None:
    """Take an opt-out back, and the refusal of all mail with it."""
    for name in frappe.get_all(REFUSAL, {"email": email, "global_unsubscribe": 1}, pluck="name"):
        # permission: the link is signed for this very address
        frappe.delete_doc(REFUSAL, name, ignore_permissions=True)
    row = _row(email, group)
    if not row or not row["unsubscribed"]:
        return
    document = frappe.get_doc(MEMBER, row["name"])
    document.flags.by_the_person = True
    document.update({"unsubscribed": 0, "unsubscribed_on": None, "subscribed_on": now_datetime()})
    document.subscription_source = "Unsubscribe Link"
    # permission: the link is signed for this very address
    document.save(ignore_permissions=True)


def refuse_all(email: str) -> None:
    """Refuse every bulk mail of this site to an address."""
    if not frappe.db.exists(REFUSAL, {"email": email, "global_unsubscribe": 1}):
        refusal = frappe.get_doc(doctype=REFUSAL, email=email, global_unsubscribe=1)
        # permission: the link is signed for this very address
        refusal.insert(ignore_permissions=True)
    bulk_email_queue.cancel_waiting(email, None)


def _row(email: str, group: str) -> dict | None:
    return next(iter(subscriptions.members([email], [group])), None) if group else None
