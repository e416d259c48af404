"""Many people on mailing lists, off them, or opted out: one entry a person and list.

An entry is a change of Frappe's Email Group Member. The address is what is subscribed: people who share one share the
subscription.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import frappe
from frappe.model.document import Document
from frappe.utils import formatdate, now_datetime

from prospect_crm.domain.message import Message
from prospect_crm.domain.operation import Outcome, Path, Plan, Source
from prospect_crm.permissions import rights
from prospect_crm.queries import bulk_write
from prospect_crm.queries import subscriptions as stored
from prospect_crm.services import (
    listeners,
    mail_recipients,
    record_changes,
    subscription_guard,
    subscription_moves,
)
from prospect_crm.services.handlers import Handler
from prospect_crm.services.mail_recipients import Recipient, recipients

MEMBER = stored.MEMBER
CHANGES = ("subscribe", "unsubscribe", "opt_out")
FIELDS = ("email_group", "email", "unsubscribed", "subscribed_on", "subscription_source")
"""What a new subscription holds."""
SAVEPOINT = "subscriptions"


@dataclass(slots=True)
class Known:
    """What is known of the addresses of a batch, as far as the user may know it."""

    rows: dict[tuple[str, str], dict[str, Any]]
    holders: dict[str, list[dict[str, str]]]
    seen: dict[tuple[str, str], Recipient] = field(default_factory=dict)

    def also(self, recipient: Recipient) -> str:
        """Name another person or company with the same address that the user may read, or "" """
        others = self.holders.get(recipient.email, [])
        return next((row["title"] for row in others if row["name"] != recipient.name), "")


class SubscriptionHandler(Handler):
    """Plans and applies changes of mailing lists."""

    def plan(self, operation: Document) -> Iterator[Plan]:
        wanted = json.loads(operation.parameters)
        asked = recipients(wanted["doctype"], wanted["selection"])
        yield from plans(asked, wanted["lists"], wanted["change"], wanted["source"])

    def path(self, operation: Document) -> tuple[Path, Message | None]:
        """By a statement, where all are subscribed and nobody listens."""
        if json.loads(operation.parameters)["change"] != "subscribe":
            return "Document", Message("Subscriptions end one by one.")
        why = listeners.reason_for_documents(MEMBER, FIELDS)
        return ("Document", why) if why else ("Set", Message("Nobody listens to changes of these fields."))

    def apply(self, operation: Document, entry: Mapping[str, Any]) -> Outcome:
        rights.require("mailing_lists")
        return apply_entry(operation, entry)

    def apply_many(self, operation: Document, entries: Sequence[Mapping[str, Any]]) -> list[Outcome]:
        rights.require("mailing_lists")
        return subscribe_many(entries)


def plans(
    asked: Iterable[Sequence[Recipient]], lists: Sequence[str], change: str, source: str
) -> Iterator[Plan]:
    """Say what would happen to each recipient on each list: a constant number of queries a batch."""
    seen: dict[tuple[str, str], Recipient] = {}
    for batch in asked:
        known = _known(batch, lists)
        known.seen = seen
        for recipient in batch:
            for group in lists:
                yield _plan(recipient, group, change, source, known)


def _known(batch: Sequence[Recipient], lists: Sequence[str]) -> Known:
    addresses = [recipient.email for recipient in batch]
    rows = _by_key(stored.members(addresses, lists))
    return Known(rows, mail_recipients.readable_holders(addresses))


def _plan(recipient: Recipient, group: str, change: str, source: str, known: Known) -> Plan:
    planned = Plan("create", MEMBER, source=Source(label=recipient.title))
    planned.changes = {"email_group": (None, group), "email": (None, recipient.email)}
    key, row = (group, recipient.email), known.rows.get((group, recipient.email))
    if recipient.problem:
        planned.state, planned.reason = "refused" if recipient.is_hidden else "skipped", recipient.problem
    elif key in known.seen:
        planned.state, planned.reason = "skipped", _twice(recipient, known.seen[key])
    else:
        known.seen[key] = recipient
        JUDGES[change](planned, row, recipient, source, known)
    return planned


def _twice(recipient: Recipient, first: Recipient) -> Message:
    if (recipient.doctype, recipient.name) == (first.doctype, first.name):
        return Message("{person} is in this selection already.", {"person": first.title})
    return Message("{person}, in this selection too, has the same address.", {"person": first.title})


# -- verdicts ------------------------------------------------------------------


def _judge_subscribe(
    planned: Plan, row: Mapping[str, Any] | None, recipient: Recipient, source: str, known: Known
) -> None:
    if row and row["unsubscribed"]:
        planned.state, planned.reason = "skipped", opted_out(row)
    elif row:
        planned.state, planned.reason = "skipped", _subscribed(row, known.also(recipient))
    else:
        planned.target_name = frappe.generate_hash(length=10)
        planned.changes = {
            **planned.changes,
            "unsubscribed": (None, 0),
            "subscribed_on": (None, str(now_datetime())),
            "subscription_source": (None, source),
        }
        if also := known.also(recipient):
            planned.warnings.append(
                Message("{person} has the same address: one subscription for both.", {"person": also})
            )


def _judge_unsubscribe(
    planned: Plan, row: Mapping[str, Any] | None, recipient: Recipient, _source: str, known: Known
) -> None:
    planned.action = "delete"
    if row is None:
        planned.state, planned.reason = "skipped", Message("Not on this list.")
    elif row["unsubscribed"]:
        planned.state, planned.reason = "skipped", opted_out(row)
    else:
        planned.target_name = row["name"]
        if also := known.also(recipient):
            planned.warnings.append(
                Message("{person} has the same address and leaves the list too.", {"person": also})
            )


def _judge_opt_out(
    planned: Plan, row: Mapping[str, Any] | None, _recipient: Recipient, source: str, _known: Known
) -> None:
    planned.is_reversible = False
    if row and row["unsubscribed"]:
        planned.state, planned.reason = "skipped", opted_out(row)
        return
    dated = {"unsubscribed_on": (None, str(now_datetime()))}
    if row:
        planned.action, planned.target_name = "update", row["name"]
        planned.changes = {"unsubscribed": (0, 1), **dated}
        return
    planned.target_name = frappe.generate_hash(length=10)
    planned.changes = {**planned.changes, "unsubscribed": (None, 1), **dated}
    planned.changes |= {"subscription_source": (None, source)}


JUDGES = {"subscribe": _judge_subscribe, "unsubscribe": _judge_unsubscribe, "opt_out": _judge_opt_out}


def opted_out(row: Mapping[str, Any]) -> Message:
    """Say that an address left a list for good, and when."""
    return Message(
        "Opted out on {date}. Only the person can take that back, by the link in a mail.",
        {"date": formatdate(row["unsubscribed_on"] or row["modified"])},
    )


def _subscribed(row: Mapping[str, Any], also: str) -> Message:
    date = formatdate(row["subscribed_on"] or row["creation"])
    if also:
        return Message(
            "Subscribed already since {date}; {person} has the same address.", {"date": date, "person": also}
        )
    return Message("Subscribed already since {date}.", {"date": date})


# -- apply -------------------------------------------------------------------------


def apply_entry(operation: Document, entry: Mapping[str, Any]) -> Outcome:
    """Carry one planned entry out; who was subscribed or opted out since the preview stays as they are."""
    if entry["action"] == "create":
        values = record_changes.values_of(entry)
        for row in stored.members([values["email"]], [values["email_group"]]):
            if row["name"] != entry["target_name"]:
                return _there_already(row)
    return record_changes.apply_entry(operation, entry)


def apply_imported(operation: Document, entry: Mapping[str, Any]) -> Outcome:
    """Subscribe a person whom the same import was to add; without the person there is nothing to subscribe."""
    rights.require("mailing_lists")
    if not stored.holders([record_changes.values_of(entry)["email"]]):
        return Outcome("skipped", "", Message("The person was not added."))
    return apply_entry(operation, entry)


def subscribe_many(entries: Sequence[Mapping[str, Any]]) -> list[Outcome]:
    """Write many new subscriptions by one statement, as ``apply_entry`` would one by one; gives an outcome each."""
    if not frappe.has_permission(MEMBER, "create"):
        return [Outcome("refused", reason=record_changes.FORBIDDEN) for _entry in entries]
    wanted = {entry["target_name"]: record_changes.values_of(entry) for entry in entries}
    addresses = [values["email"] for values in wanted.values()]
    visible = subscription_guard.visible_addresses(addresses)
    rows = _by_key(stored.members(addresses))
    new = [
        (name, *(values[field] for field in FIELDS))
        for name, values in wanted.items()
        if values["email"] in visible and _key(values) not in rows
    ]
    _insert(new)
    subscription_moves.count_again({values["email_group"] for values in wanted.values()})
    rows = _by_key(stored.members(addresses))
    return [_outcome(name, values, rows.get(_key(values)), visible) for name, values in wanted.items()]


def _outcome(
    name: str, values: Mapping[str, Any], row: Mapping[str, Any] | None, visible: set[str]
) -> Outcome:
    """Say what became of a new subscription from what the list holds now."""
    if row is None and values["email"] in visible:
        # rare: the database takes the address for one that is written a little differently
        [row] = stored.members([values["email"]], [values["email_group"]])
    if row is None:
        return Outcome("refused", reason=record_changes.GONE)
    return Outcome("applied", name) if row["name"] == name else _there_already(row)


def _insert(rows: Sequence[tuple[Any, ...]]) -> None:
    """Insert new rows at once, but for those whose address the database takes for one that is there."""
    frappe.db.savepoint(SAVEPOINT)
    try:
        bulk_write.insert_many(MEMBER, ("name", *FIELDS), rows)
    except Exception as error:
        if not frappe.db.is_duplicate_entry(error):
            raise
        frappe.db.rollback(save_point=SAVEPOINT)
        half = len(rows) // 2
        if half:
            _insert(rows[:half])
            _insert(rows[half:])


def _key(row: Mapping[str, Any]) -> tuple[str, str]:
    return row["email_group"], row["email"]


def _by_key(rows: Iterable[dict[str, Any]]) -> dict[tuple[str, str], dict[str, Any]]:
    return {_key(row): row for row in rows}


def _there_already(row: Mapping[str, Any]) -> Outcome:
    return Outcome("skipped", row["name"], opted_out(row) if row["unsubscribed"] else _subscribed(row, ""))
