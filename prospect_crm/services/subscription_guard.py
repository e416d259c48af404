"""What holds for every change of a subscription, whoever makes it: dated, and an opt-out stays one."""

from __future__ import annotations

from collections.abc import Sequence

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import formatdate, now_datetime

from prospect_crm.domain.normalize.emails import normalise_email
from prospect_crm.permissions import viewer
from prospect_crm.permissions.declaration import EVERYBODYS_ROLE
from prospect_crm.permissions.subscribers import LIST_MANAGER, addresses_of

KEPT = ("email", "email_group", "unsubscribed")


def complete(document: Document) -> None:
    """Bring the address into its stored form, and date the subscription and the opt-out."""
    document.email = normalise_email(document.email or "") or document.email
    if document.is_new():
        document.subscribed_on = document.subscribed_on or now_datetime()
        document.subscription_source = document.subscription_source or _source()
    if document.unsubscribed and not document.unsubscribed_on:
        document.unsubscribed_on = now_datetime()


def _source() -> str:
    return "Web Site" if frappe.session.user == "Guest" else "By Hand"


def keep_opt_out(document: Document) -> None:
    """Refuse to take an opt-out back: the person alone may, by the link in a mail."""
    before = document.get_doc_before_save()
    if not before or not before.unsubscribed or document.flags.by_the_person:
        return
    if any(document.has_value_changed(fieldname) for fieldname in KEPT):
        refuse_opted_out(before)


def refuse_opted_out(document: Document) -> None:
    """Raise ValidationError with the sentence that says since when the address is opted out."""
    frappe.throw(
        _(
            "{0} opted out of {1} on {2}. Only the person can take that back, by the link in one of your mails."
        ).format(
            frappe.utils.escape_html(document.email),
            frappe.utils.escape_html(document.email_group),
            formatdate(document.unsubscribed_on or document.modified),
        )
    )


def check_holder(document: Document) -> None:
    """Refuse to subscribe an address that belongs to nobody whom the user may see."""
    if document.flags.ignore_permissions or frappe.flags.ignore_permissions or not document.is_new():
        return
    if not visible_addresses([document.email]):
        frappe.throw(
            _("Nobody whom you may see has the address {0}. Add the person first.").format(
                frappe.utils.escape_html(document.email or "")
            ),
            frappe.PermissionError,
        )


def visible_addresses(addresses: Sequence[str]) -> set[str]:
    """Give those that belong to somebody whom the user may see; all of them to whoever manages the site's lists."""
    wanted = {address for address in addresses if address}
    if not wanted or {EVERYBODYS_ROLE, LIST_MANAGER} & set(frappe.get_roles()):
        return wanted
    queries = addresses_of(viewer.viewer(), only=sorted(wanted))
    return {str(row[0]).lower() for query in queries for row in query.run()}


def may_forget(document: Document) -> None:
    """Refuse to delete an opted-out row, which would forget the opt-out; an administrator may (a whole list, say)."""
    if document.unsubscribed and EVERYBODYS_ROLE not in frappe.get_roles():
        refuse_opted_out(document)
