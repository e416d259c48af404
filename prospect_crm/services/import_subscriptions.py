"""Mailing lists that a file names for its people: planned beside the person, opt-outs respected."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import frappe
from frappe.utils import formatdate, now_datetime

from prospect_crm.domain.message import Message
from prospect_crm.domain.normalize.text import fold
from prospect_crm.domain.operation import Plan, Source
from prospect_crm.permissions import rights
from prospect_crm.queries import subscriptions as stored

if TYPE_CHECKING:
    from prospect_crm.services.import_candidates import Candidate


@dataclass(slots=True)
class ImportedSubscriptions:
    """What the site has of the lists and addresses that the files name."""

    lists: dict[str, str] | None = None
    rows: dict[tuple[str, str], dict[str, Any]] = field(default_factory=dict)
    planned: set[tuple[str, str]] = field(default_factory=set)

    def find(self, candidates: Sequence[Candidate]) -> None:
        """Read what the addresses of a batch are subscribed to: one query."""
        wanted = [entry.contact.values.get("email", "") for entry in candidates if entry.mailing_lists]
        if wanted and self.lists is None:
            self.lists = {fold(name): name for name in frappe.get_all("Email Group", pluck="name")}
        for row in stored.members(wanted):
            self.rows[row["email_group"], row["email"]] = row

    def plans(self, candidate: Candidate) -> list[Plan]:
        """Give the subscriptions of one new person; what is left out is named on the person."""
        words = candidate.mailing_lists
        if not words:
            return []
        if problem := self._problem(candidate, words):
            candidate.warnings.append(problem)
            return []
        found = [self._plan(candidate, word) for word in dict.fromkeys(words)]
        return [planned for planned in found if planned]

    def _problem(self, candidate: Candidate, words: Sequence[str]) -> Message | None:
        named = {"lists": ", ".join(words)}
        if not rights.holds("mailing_lists"):
            return Message("Not subscribed to {lists}: you may not manage mailing lists.", named)
        if not candidate.contact.values.get("email"):
            return Message("Not subscribed to {lists}: no e-mail address.", named)
        return None

    def _plan(self, candidate: Candidate, word: str) -> Plan | None:
        group = (self.lists or {}).get(fold(word))
        email = candidate.contact.values["email"]
        if not group:
            problem = Message("“{value}” is not among your mailing lists; it is left out.", {"value": word})
            candidate.warnings.append(problem)
            return None
        row = self.rows.get((group, email))
        if row and row["unsubscribed"]:
            told = {"list": group, "date": formatdate(row["unsubscribed_on"] or row["modified"])}
            candidate.warnings.append(Message("Not subscribed to {list}: opted out on {date}.", told))
        if row or (group, email) in self.planned:
            return None
        self.planned.add((group, email))
        return Plan(
            "create",
            stored.MEMBER,
            frappe.generate_hash(length=10),
            source=Source(candidate.source.file, candidate.source.place, candidate.source.label),
            changes={
                "email_group": (None, group),
                "email": (None, email),
                "unsubscribed": (None, 0),
                "subscribed_on": (None, str(now_datetime())),
                "subscription_source": (None, "Imported File"),
            },
        )


def told_when_refused(candidate: Candidate) -> Message | None:
    """A row that is completed in the preview brings its person alone."""
    if not candidate.mailing_lists:
        return None
    named = {"lists": ", ".join(candidate.mailing_lists)}
    return Message("Completed here, the row is not subscribed to: {lists}.", named)
