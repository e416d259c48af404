"""Mailing lists as a user meets them: which there are, who is on them, and changes of many or of one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document

from prospect_crm.permissions import rights
from prospect_crm.permissions.checks import readable, require
from prospect_crm.queries import subscriptions as stored
from prospect_crm.services import mail_recipients, operation_plans, operations, selection
from prospect_crm.services import operation_preview as previews
from prospect_crm.services.subscriptions import CHANGES, MEMBER

LIST = "Email Group"
MAX_LISTS = 20


@dataclass(frozen=True, slots=True)
class Subscription:
    """One list that a person's or company's address is on or has left; dates as stored, ``others`` share the address."""

    group: str
    email: str
    is_opted_out: bool
    since: str
    source: str
    unsubscribed_on: str
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Subscriptions:
    """What the page of a person or company shows: the address that can be subscribed, and since when it is where."""

    email: str
    may_change: bool
    refuses_all_since: str
    rows: list[Subscription]


def lists() -> list[str]:
    """Name the mailing lists in their order. PermissionError without the right to manage or use them."""
    if not rights.holds("bulk_email"):
        rights.require("mailing_lists")
    # the lists are few and their names no secret to whoever may use them; their counts would be one
    return frappe.get_all(LIST, pluck="name", order_by="title", limit_page_length=0)


def of_record(doctype: str, name: str) -> Subscriptions:
    """Give the mailing lists of a person or company, further addresses included.

    DoesNotExistError where the record is missing or not readable.
    """
    readable(doctype, name)
    addresses = stored.addresses_of(doctype, name) if doctype in stored.TITLES else []
    main = frappe.db.get_value(doctype, name, stored.MAIN[doctype]) if addresses else ""
    holders = mail_recipients.readable_holders(addresses)
    rows = [
        _subscription(
            row, [other["title"] for other in holders.get(row["email"], []) if other["name"] != name]
        )
        for row in stored.members(addresses)
    ]
    refusals = stored.global_opt_outs(addresses)
    return Subscriptions(
        (main or "").lower(),
        rights.holds("mailing_lists"),
        _text(next(iter(refusals.values()), "")),
        sorted(rows, key=lambda row: (row.is_opted_out, row.group)),
    )


def _subscription(row: dict[str, Any], others: Sequence[str]) -> Subscription:
    return Subscription(
        row["email_group"],
        row["email"],
        bool(row["unsubscribed"]),
        _text(row["subscribed_on"] or ("" if row["unsubscribed"] else row["creation"])),
        row["subscription_source"] or "",
        _text(row["unsubscribed_on"] or row["modified"]) if row["unsubscribed"] else "",
        tuple(others),
    )


def _text(moment: Any) -> str:
    return str(moment).split(".")[0] if moment else ""


# -- changes -----------------------------------------------------------------------


def plan(
    doctype: str,
    chosen: Mapping[str, Any],
    groups: Sequence[str],
    change: str,
    *,
    source: str = "Selection",
    request_key: str | None = None,
) -> Document:
    """Plan to put records on mailing lists, take them off, or opt them out; gives the Sales Operation.

    PermissionError without the right, ValidationError for lists or records that cannot be.
    """
    rights.require("mailing_lists")
    _check(doctype, groups, change)
    require(doctype, "read")
    checked = selection.checked(doctype, chosen)
    about = {"doctype": doctype, "selection": checked, "change": change, "source": source}
    return operation_plans.plan(
        "Subscription",
        MEMBER,
        title=_title(change, groups),
        parameters={**about, "lists": list(dict.fromkeys(groups))},
        request_key=request_key,
        in_background=selection.is_larger_than(doctype, checked, mail_recipients.INLINE),
    )


def change_one(doctype: str, name: str, group: str, change: str) -> str:
    """Put one record on a list, take it off or opt it out at once; gives why not, or "" when it is done."""
    readable(doctype, name)
    operation = plan(doctype, {"names": [name]}, [group], change, source="By Hand")
    operations.apply(operation)
    [entry] = previews.preview(operation).entries
    return "" if entry.state == "applied" else entry.reason


def _check(doctype: str, groups: Sequence[str], change: str) -> None:
    if doctype not in mail_recipients.FIELDS or change not in CHANGES:
        frappe.throw(_("The request is not complete. Reload the page and try again."))
    if not groups or len(groups) > MAX_LISTS:
        frappe.throw(_("Choose between 1 and {0} mailing lists.").format(MAX_LISTS))
    check_lists(groups)


def check_lists(groups: Sequence[str]) -> None:
    """Raise DoesNotExistError that names the mailing lists which are not there."""
    there = set(frappe.get_all(LIST, filters={"name": ["in", list(groups)]}, pluck="name"))
    if missing := [group for group in groups if group not in there]:
        named = ", ".join(frappe.utils.escape_html(group) for group in missing)
        frappe.throw(_("These mailing lists are not there: {0}.").format(named), frappe.DoesNotExistError)


def _title(change: str, groups: Sequence[str]) -> str:
    named = ", ".join(groups)
    if change == "subscribe":
        return _("Subscribe to {0}").format(named)
    return _("Take off {0}").format(named) if change == "unsubscribe" else _("Opt out of {0}").format(named)
