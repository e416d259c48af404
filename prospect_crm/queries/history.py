"""Reads on what happened to a record, newest first. Whoever calls has asked for permission on the record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import frappe
from frappe.query_builder import DocType, Order
from frappe.query_builder.functions import Coalesce

if TYPE_CHECKING:
    from pypika.queries import QueryBuilder

Rows = list[dict[str, Any]]
COMMENT_TYPES = ("Comment", "Attachment", "Attachment Removed", "Like", "Shared", "Unshared")


def versions(doctype: str, name: str, start: int, length: int) -> Rows:
    """Give changes of fields: creation, owner and data (JSON, as Frappe's Version keeps it)."""
    version = DocType("Version")
    query = frappe.qb.from_(version).select(version.name, version.creation, version.owner, version.data)
    about = (version.ref_doctype == doctype) & (version.docname == name)
    return _page(query.where(about), version, start, length)


def comments(doctype: str, name: str, start: int, length: int) -> Rows:
    """Give comments and what Frappe notes like one: files added and removed, likes, shares."""
    comment = DocType("Comment")
    query = frappe.qb.from_(comment).select(
        comment.name, comment.creation, comment.owner, comment.comment_type, comment.content
    )
    about = (comment.reference_doctype == doctype) & (comment.reference_name == name)
    return _page(query.where(about & comment.comment_type.isin(COMMENT_TYPES)), comment, start, length)


def emails(doctype: str, name: str, start: int, length: int) -> Rows:
    """Give the e-mails that were sent or received about the record."""
    mail = DocType("Communication")
    columns = ("name", "creation", "owner", "subject", "sender", "sender_full_name", "recipients")
    query = frappe.qb.from_(mail).select(
        *[mail[column] for column in columns], mail.sent_or_received, mail.delivery_status
    )
    about = (mail.reference_doctype == doctype) & (mail.reference_name == name)
    is_mail = (mail.communication_type == "Communication") & (mail.communication_medium == "Email")
    return _page(query.where(about & is_mail), mail, start, length)


def operation_entries(doctype: str, name: str, start: int, length: int) -> Rows:
    """Give what operations (imports, changes …) did to the record, with each operation's kind, title and owner."""
    entry, operation = DocType("Sales Operation Entry"), DocType("Sales Operation")
    when = Coalesce(operation.ended_on, operation.started_on, entry.creation)
    query = (
        frappe.qb.from_(entry)
        .join(operation)
        .on(operation.name == entry.operation)
        .select(entry.name, entry.action, entry.state, entry.changes)
        .select(operation.kind, operation.title, operation.owner)
        .select(operation.name.as_("operation"), when.as_("creation"))
        .where((entry.target_name == name) & (entry.target_doctype == doctype))
        .where(entry.state.isin(["applied", "undone"]))
        .orderby(when, order=Order.desc)
        .orderby(entry.name, order=Order.desc)
    )
    return query.limit(length).offset(start).run(as_dict=True)


def _page(query: QueryBuilder, table: DocType, start: int, length: int) -> Rows:
    ordered = query.orderby(table.creation, order=Order.desc).orderby(table.name, order=Order.desc)
    return ordered.limit(length).offset(start).run(as_dict=True)
