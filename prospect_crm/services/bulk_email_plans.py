"""Who gets a bulk e-mail and who does not, with the reason, and what the places of each mail hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import frappe
from frappe import _
from frappe.utils import formatdate

from prospect_crm.domain.mail_text import PLACES, places_of
from prospect_crm.domain.message import Message
from prospect_crm.domain.operation import Plan, Source
from prospect_crm.queries import subscriptions as stored
from prospect_crm.services.bulk_email_values import Filling, fillings, sender_of
from prospect_crm.services.subscriptions import opted_out

if TYPE_CHECKING:
    from prospect_crm.services.mail_recipients import Recipient


@dataclass(frozen=True, slots=True)
class Refusals:
    """Who of a batch does not want mail: by address."""

    opted_out: dict[str, dict[str, Any]]
    subscribed: frozenset[str]
    refuse_all: dict[str, Any]


class Planner:
    """Judges recipients batch by batch; an address is written to once."""

    def __init__(self, parameters: Mapping[str, Any]) -> None:
        self.parameters = parameters
        self.seen: dict[str, Recipient] = {}
        self.places = places_of(parameters["subject"], parameters["body"])
        self.own = sender_of(frappe.session.user)
        self.senders: dict[str, str] = {}

    def plans(self, batch: Sequence[Recipient]) -> Iterator[Plan]:
        filled = fillings(batch)
        refusals = refusals_of([entry.email for entry in batch], self.parameters["email_group"])
        for recipient in batch:
            yield self._plan(recipient, filled.get((recipient.doctype, recipient.name)), refusals)

    def _plan(self, recipient: Recipient, filling: Filling | None, refusals: Refusals) -> Plan:
        planned = Plan(
            "send",
            self.parameters["doctype"],
            recipient.selected,
            source=Source(label=recipient.title),
            changes={"recipient": (None, recipient.email)},
        )
        if recipient.problem or filling is None:
            planned.state = "refused" if recipient.is_hidden else "skipped"
            planned.reason = recipient.problem
        elif problem := self._unfit():
            planned.state, planned.reason = "refused", problem
        elif problem := self._unwanted(recipient, filling, refusals):
            planned.state, planned.reason = "skipped", problem
        else:
            self.seen[recipient.email] = recipient
            self._fill(planned, recipient, filling)
        return planned

    def _unfit(self) -> Message | None:
        """What keeps this mail from everybody."""
        if self.places.unknown:
            named = ", ".join(self.places.unknown)
            return Message("The text holds places that are not known: {places}.", {"places": named})
        return None if self.own else Message("You have no e-mail address to send from.")

    def _unwanted(self, recipient: Recipient, filling: Filling, refusals: Refusals) -> Message | None:
        address = recipient.email
        if first := self.seen.get(address):
            return Message("The same address as {person}, who gets the mail.", {"person": first.title})
        if filling.row.get("has_left_company"):
            return Message("Has left the company.")
        if filling.row.get("unsubscribed"):
            return refuses_all(None)
        return refused_by(address, self.parameters, refusals)

    def _fill(self, planned: Plan, recipient: Recipient, filling: Filling) -> None:
        used = {name: filling.places[name] for name in self.places.known}
        planned.changes = {
            "recipient": (None, recipient.email),
            "person": (None, [recipient.doctype, recipient.name]),
            "sender": (None, self._sender(filling.rep)),
            "places": (None, used),
            "communication": (None, frappe.generate_hash(length=10)),
        }
        if empty := [name for name in used if not used[name]]:
            # translation: the names of the places in domain/mail_text.py
            named = ", ".join(_(PLACES[name].template) for name in empty)
            planned.warnings.append(Message("Nothing is known for: {places}.", {"places": named}))

    def _sender(self, rep: str) -> str:
        if self.parameters["sender"] != "rep":
            return self.own
        if rep not in self.senders:
            self.senders[rep] = sender_of(rep) or self.own
        return self.senders[rep]


# -- who wants none --------------------------------------------------------------


def refusals_of(addresses: Sequence[str], group: str) -> Refusals:
    """Read who of these addresses left the list, is on it, or refuses all mail: two queries."""
    rows = stored.members(addresses, [group]) if group else []
    return Refusals(
        {row["email"]: row for row in rows if row["unsubscribed"]},
        frozenset(row["email"] for row in rows if not row["unsubscribed"]),
        stored.global_opt_outs(addresses),
    )


def refused_by(address: str, parameters: Mapping[str, Any], refusals: Refusals) -> Message | None:
    """Say why this address gets no mail; ``None``: it may."""
    if row := refusals.opted_out.get(address):
        return opted_out(row)
    if address in refusals.refuse_all:
        return refuses_all(refusals.refuse_all[address])
    if parameters["only_subscribed"] and address not in refusals.subscribed:
        return Message("Not on the list {list}.", {"list": parameters["email_group"]})
    return None


def refuses_all(since: Any) -> Message:
    """Say that an address refuses all mail, and since when where that is known."""
    if since:
        return Message("Refuses all our mail since {date}.", {"date": formatdate(since)})
    return Message("Refuses all our mail.")
