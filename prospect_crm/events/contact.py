"""Frappe's Contact as a client contact: events, never a class of ours, so that other apps' overrides stay."""

from __future__ import annotations

import frappe
from frappe.model.document import Document

from prospect_crm.services import derived_columns, derived_spread, subscription_moves
from prospect_crm.services.linked_records import refuse_while_linked
from prospect_crm.services.rep_notices import notify_new_rep
from prospect_crm.services.skills import check_skills_right

ACCOUNT = "Sales Prospect"
NO_AVATAR = "/prospect-crm/no-avatar"


def before_validate(document: Document, _method: str | None = None) -> None:
    """Keep Frappe from looking an avatar up over the network (five seconds a contact where there is none).

    It does so for a contact with an e-mail address and no picture; an operation must not wait for that.
    """
    if frappe.flags.sales_operation_kind and not document.image:
        document.image = NO_AVATAR


def validate(document: Document, _method: str | None = None) -> None:
    """Keep the client account, its Dynamic Link and what follows from both."""
    if document.image == NO_AVATAR:
        document.image = None
    if not document.meta.has_field("client_account"):  # the app is being installed
        return
    link_account(document)
    disable_when_left(document)
    check_skills_right(document)
    derived_columns.set_client_contact(document)


def on_update(document: Document, _method: str | None = None) -> None:
    """Carry the change to leads, opportunities, tasks and notes; tell a new rep."""
    if not document.meta.has_field("client_account"):
        return
    derived_spread.from_person(document)
    notify_new_rep(document)
    subscription_moves.follow_address(document)


def on_trash(document: Document, _method: str | None = None) -> None:
    """Refuse to delete a contact that work of ours hangs on."""
    refuse_while_linked(document)


def after_delete(document: Document, _method: str | None = None) -> None:
    """Nobody left with the address: no subscription either."""
    if document.meta.has_field("client_account"):
        subscription_moves.leave(document)


def link_account(document: Document) -> None:
    """``client_account`` and the Dynamic Link to it say the same; the field wins where it was changed."""
    linked = [row.link_name for row in document.links if row.link_doctype == ACCOUNT]
    if document.client_account and document.client_account not in linked:
        _replace_link(document)
    elif not document.client_account and linked:
        before = document.get_doc_before_save()
        if before and before.client_account in linked:
            document.links = [row for row in document.links if row.link_name != before.client_account]
        else:
            document.client_account = linked[0]


def disable_when_left(document: Document) -> None:
    """Whoever left the company is disabled (S4); taken back, they are enabled again."""
    if document.has_left_company:
        document.disabled = 1
    elif document.has_value_changed("has_left_company") and not document.is_new():
        document.disabled = 0


def _replace_link(document: Document) -> None:
    before = document.get_doc_before_save()
    old = before.client_account if before else None
    document.links = [row for row in document.links if not old or row.link_name != old]
    title = frappe.db.get_value(ACCOUNT, document.client_account, "company_name")
    document.append(
        "links", {"link_doctype": ACCOUNT, "link_name": document.client_account, "link_title": title}
    )
