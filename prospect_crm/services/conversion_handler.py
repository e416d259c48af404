"""Conversions as a kind of Sales Operation: a group of entries a source, all applied or none."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import frappe
from frappe.model.document import Document

from prospect_crm.domain.conversion.lead import LEAD
from prospect_crm.domain.message import DomainError, Message
from prospect_crm.domain.operation import EntryState, Outcome, Path, Plan, Source
from prospect_crm.queries import conversions
from prospect_crm.services import (
    conversion_facts,
    conversion_path,
    conversion_people_sets,
    conversion_sets,
    operation_groups,
    record_changes,
)
from prospect_crm.services.conversion_outcomes import ALREADY, skipped
from prospect_crm.services.handlers import Handler

if TYPE_CHECKING:
    from prospect_crm.domain.conversion.plan import ConversionPlan, Record

Entry = Mapping[str, Any]
HASHED = ("Sales Opportunity", "Sales Prospect", "File")
"""Kinds of record whose promised names nobody else can have taken meanwhile."""


class ConversionHandler(Handler):
    """Plans each source as a group; whoever converts a source first gives everybody the result."""

    def __init__(self) -> None:
        self.results: dict[int, str | None] = {}

    def plan(self, operation: Document) -> Iterator[Plan]:
        """Give the entries of each source; those of one source carry its position as their group."""
        parameters = json.loads(operation.parameters or "{}")
        plans = conversion_facts.plans_of(
            operation.target_doctype,
            parameters["names"],
            parameters["choices"],
            is_bulk=parameters["is_bulk"],
        )
        position = 1
        for planned in plans:
            entries = entries_of(planned, position)
            yield from entries
            position += len(entries)

    def apply(self, operation: Document, entry: Entry) -> Outcome:
        """Write one entry; the first of a group locks its source. One that is converted by now is skipped."""
        doctype, name = json.loads(entry["snapshot"])
        if entry["group_no"] not in self.results:
            self.results[entry["group_no"]] = conversions.became(doctype, [name], lock=True).get(name)
        if result := self.results[entry["group_no"]]:
            return skipped(entry, doctype, result)
        _check_still_true(entry)
        return record_changes.apply_entry(operation, entry)

    def path(self, operation: Document) -> tuple[Path, Message]:
        """Leads and people in bulk are written by statements where nobody listens."""
        return conversion_path.path_of(operation)

    def apply_many(self, operation: Document, entries: Sequence[Entry]) -> list[Outcome]:
        """Write a chunk by a few statements, and as documents what statements do not write."""
        if operation.target_doctype == LEAD:
            return conversion_sets.apply_leads(entries)
        return conversion_people_sets.apply_people(
            entries, lambda group: list(operation_groups.apply(self, operation, list(group)))
        )


def entries_of(planned: ConversionPlan, group: int) -> list[Plan]:
    """Give the entries of one conversion; a refused one has a single entry that says why."""
    common = {"source": Source(label=planned.source.title), "group": group}
    if planned.refusal:
        return [_refused(planned.source, planned.refusal, common)]
    mark = json.dumps([planned.source.doctype, planned.source.name])
    return [
        Plan(step.action, step.doctype, step.name, changes=step.changes, snapshot=mark, **common)
        for step in planned.steps
    ]


def _refused(source: Record, why: Message, common: Mapping[str, Any]) -> Plan:
    state: EntryState = "skipped" if why.template == ALREADY.template else "refused"
    return Plan("update", source.doctype, source.name, state, reason=why, **common)


def _check_still_true(entry: Entry) -> None:
    """What the plan took for granted and no entry compares: free names, and an account that is a client."""
    doctype, name = entry["target_doctype"], entry["target_name"]
    if entry["action"] == "create" and doctype not in HASHED and frappe.db.exists(doctype, name):
        raise DomainError(
            Message("Another record is called {name} by now. Convert this one again.", {"name": name})
        )
    if doctype == "Contact":
        account = record_changes.values_of(entry).get("client_account")
        if account and account not in conversions.became("Sales Prospect", [account], lock=True):
            raise DomainError(
                Message("The company was not converted, so its people were not either. Convert them again.")
            )
