"""Subscriptions follow their person: to a new address, and away with the last person who has the address.

An opt-out stays with the old address and comes along to the new one: it always wins.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import frappe
from frappe.model.document import Document
from frappe.utils import now_datetime

from prospect_crm.domain.normalize.emails import normalise_email
from prospect_crm.queries import subscriptions as stored

MEMBER = stored.MEMBER


def follow_address(document: Document) -> None:
    """Move the subscriptions of a person or company whose main address was changed."""
    before = document.get_doc_before_save()
    fieldname = stored.MAIN[document.doctype]
    if not before:
        return
    old, new = (normalise_email(entry.get(fieldname) or "") for entry in (before, document))
    if old and old != new:
        move(old, new, besides=(document.doctype, document.name))


def leave(document: Document) -> None:
    """End the subscriptions of addresses that nobody has any more; opt-outs are remembered."""
    for address in _addresses(document):
        move(address, None)


def leaving(document: Document) -> list[str]:
    """Name the subscriptions that would end with a record: of addresses that nobody else has."""
    if document.doctype not in stored.MAIN:
        return []
    addresses = _addresses(document)
    own = (document.doctype, document.name)
    shared = {row["email"] for row in stored.holders(addresses) if (row["doctype"], row["name"]) != own}
    rows = stored.members(addresses)
    return [row["name"] for row in rows if not row["unsubscribed"] and row["email"] not in shared]


def is_there(row: Mapping[str, Any]) -> bool:
    """Whether an address is on a list again, or has left it for good."""
    return bool(stored.members([row["email"]], [row["email_group"]]))


def count_again(groups: Iterable[str]) -> None:
    """Write how many members lists have, as Frappe counts them: those who left included."""
    for group, number in stored.count_members(groups).items():
        frappe.db.set_value("Email Group", group, "total_subscribers", number, update_modified=False)


def _addresses(document: Document) -> list[str]:
    found = {document.get(stored.MAIN[document.doctype])}
    if document.doctype in stored.ROWS:
        table_field, _child, column = stored.ROWS[document.doctype]
        found |= {row.get(column) for row in document.get(table_field)}
    return sorted(filter(None, (normalise_email(value or "") for value in found)))


def move(old: str, new: str | None, besides: tuple[str, str] = ("", "")) -> None:
    """Carry the subscriptions of an address to another one, or end them where there is none.

    Where somebody else (``besides`` this record) has the old address too, it stays subscribed and the new one is added.
    """
    rows = stored.members([old])
    if not rows:
        return
    there = {row["email_group"]: row for row in stored.members([new])} if new else {}
    is_shared = any((row["doctype"], row["name"]) != besides for row in stored.holders([old]))
    for row in rows:
        _move_row(row, new, there.get(row["email_group"]), is_shared)


def _move_row(
    row: Mapping[str, Any], new: str | None, there: Mapping[str, Any] | None, is_shared: bool
) -> None:
    if row["unsubscribed"]:
        if there and not there["unsubscribed"]:
            _save(there["name"], {"unsubscribed": 1, "unsubscribed_on": row["unsubscribed_on"]})
        elif new and not there:
            _add(row, new)
    elif new and not there and not is_shared:
        _save(row["name"], {"email": new})
    else:
        if new and not there:
            _add(row, new)
        if not is_shared:
            # permission: whoever changes the person may; the subscription follows
            frappe.delete_doc(MEMBER, row["name"], ignore_permissions=True)


def _save(name: str, values: Mapping[str, Any]) -> None:
    document = frappe.get_doc(MEMBER, name)
    document.update(values)
    # permission: whoever changes the person may; the subscription follows
    document.save(ignore_permissions=True)


def _add(row: Mapping[str, Any], new: str) -> None:
    values = {
        "doctype": MEMBER,
        "email_group": row["email_group"],
        "email": new,
        "unsubscribed": row["unsubscribed"],
        "subscribed_on": row["subscribed_on"] or now_datetime(),
        "unsubscribed_on": row["unsubscribed_on"],
        "subscription_source": "Change of Address",
    }
    # permission: whoever changes the person may; the subscription follows
    frappe.get_doc(values).insert(ignore_permissions=True)
