"""Taking an operation back: planned, previewed, journaled like any other, and undone itself if wanted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils.caching import request_cache

from prospect_crm.domain.message import Message
from prospect_crm.domain.operation import Outcome, Path, Plan, Source
from prospect_crm.permissions import rights
from prospect_crm.permissions.conditions import allowed_names
from prospect_crm.queries import operations as stored
from prospect_crm.services import (
    bulk_deletes,
    operation_plans,
    record_changes,
    record_links,
    record_values,
)
from prospect_crm.services.bulk_changes import path_for
from prospect_crm.services.handlers import handler_for
from prospect_crm.services.record_changes import labels_of

DOCTYPE = "Sales Operation"
ENDED = ("Done", "Cancelled", "Failed", "Interrupted")
FINAL = ("Export", "Email")
"""Kinds of which nothing, or not all, can be taken back; their handlers say what."""
INLINE = 1000
BATCH = 500
Entry = Mapping[str, Any]


def plan_undo(operation: Document, *, why: str = "") -> Document:
    """Plan to take an operation back; gives the operation that would do it, its entries the verdicts.

    PermissionError on somebody else's operation without the right to undo; ValidationError where nothing can be undone.
    """
    check_right(operation)
    if not can_undo(operation):
        frappe.throw(_("There is nothing to undo in this operation."))
    return operation_plans.plan(
        "Undo",
        operation.target_doctype,
        title=_("Undo: {0}").format(operation.title),
        parameters={},
        request_key=f"undo:{operation.name}",
        why=why,
        undoes=operation.name,
        in_background=stored.count_reversible(operation.name) > INLINE,
    )


def check_right(operation: Document) -> None:
    """Whoever did it may undo it; others need the right."""
    if operation.owner != frappe.session.user:
        rights.require("undo")


def can_undo(operation: Document) -> bool:
    """Say whether something of an operation that has ended is there to be taken back."""
    return operation.status in ENDED and stored.count_reversible(operation.name) > 0


def may_undo(operation: Document) -> bool:
    """Say whether the session user may take the operation back, and something is there to be taken back."""
    is_allowed = operation.owner == frappe.session.user or rights.holds("undo")
    return is_allowed and can_undo(operation)


class UndoHandler:
    """Plans backwards what each entry had done; what somebody has edited since is left alone and named."""

    def plan(self, operation: Document) -> Iterator[Plan]:
        source = frappe.get_doc(DOCTYPE, operation.undoes)
        planner = _Planner(source)
        for entries in stored.reversible_backwards(source.name, BATCH):
            yield from planner.plans(entries)

    def path(self, operation: Document) -> tuple[Path, Message]:
        """By a statement, where everything to take back was a change of such fields."""
        fields = _fields_put_back(operation.name, operation.undoes)
        if fields is None:
            return "Document", Message("Records come and go one by one.")
        return path_for(operation.target_doctype, set(fields))

    def apply(self, operation: Document, entry: Entry) -> Outcome:
        if entry["action"] in ("create", "update", "delete"):
            return record_changes.apply_entry(operation, entry)
        source = frappe.get_doc(DOCTYPE, operation.undoes)
        outcome: Outcome = handler_for(source.kind).reverse(operation, entry)
        return outcome

    def apply_many(self, operation: Document, entries: Sequence[Entry]) -> list[Outcome]:
        return record_changes.apply_updates(entries)

    def applied(self, entries: Sequence[Entry], outcomes: Sequence[Outcome]) -> None:
        """The entries that were taken back say so, in the same transaction."""
        pairs = list(zip(entries, outcomes, strict=True))
        flip([entry["undoes_entry"] for entry, outcome in pairs if outcome.state == "applied"])

    def finish(self, operation: Document) -> None:
        """Tie both operations to each other; what was left alone says so on the original too."""
        left = stored.left_alone(operation.name)
        stored.set_states(left, "kept")
        # undone, the same request is a new one: the same file may be imported again
        values = {**stored.undone_counts(operation.undoes), "undone_by": operation.name, "request_key": None}
        frappe.db.set_value(DOCTYPE, operation.undoes, values, update_modified=False)
        frappe.db.set_value(DOCTYPE, operation.name, "request_key", None, update_modified=False)
        _tie_again(operation)


@request_cache
def _fields_put_back(operation: str, undoes: str) -> list[str] | None:
    """Name the fields that an undo writes; ``None`` where records come or go. Kept, for every chunk asks."""
    return stored.changed_fields(undoes) if stored.are_all_updates(operation) else None


def flip(entries: Sequence[int]) -> None:
    """Mark entries as undone; those that they themselves had undone stand again, and so on."""
    state = "undone"
    while entries:
        stored.set_states(entries, state)
        entries = stored.undone_entries(entries)
        state = "applied" if state == "undone" else "undone"


def _tie_again(operation: Document) -> None:
    """An undo that was itself undone no longer stands against its original."""
    source = frappe.get_doc(DOCTYPE, operation.undoes)
    if source.kind == "Undo" and not stored.count_reversible(source.name):
        values = {**stored.undone_counts(source.undoes), "undone_by": None}
        frappe.db.set_value(DOCTYPE, source.undoes, values, update_modified=False)


class _Planner:
    """Judges the entries of one operation, last first; remembers what is left alone, for what hangs on it."""

    def __init__(self, source: Document) -> None:
        self.source = source
        self.kept: set[tuple[str, str]] = set()
        self.group = 0

    def plans(self, entries: Sequence[Entry]) -> Iterator[Plan]:
        """Give the verdicts on whole groups of entries."""
        state = _State(self.source, entries)
        for _group, members in groupby(entries, key=lambda entry: entry["group_no"]):
            self.group += 1
            planned = [self._plan(entry, state) for entry in members]
            self._all_or_nothing(planned)
            for one in planned:
                one.group = self.group
                if one.state != "planned":
                    self.kept.add((one.target_doctype, one.target_name))
            yield from planned

    def _plan(self, entry: Entry, state: _State) -> Plan:
        doctype, name = entry["target_doctype"], entry["target_name"]
        judge = {"create": self._take_away, "update": self._put_back, "delete": self._bring_back}
        source = Source(entry["source_file"] or "", None, entry["label"] or "")
        if entry["action"] not in judge:
            planned = state.reversed_by_kind(entry)
        else:
            planned = judge[entry["action"]](entry, state)
        planned.target_doctype, planned.target_name, planned.source = doctype, name, source
        planned.undoes_entry = entry["name"]
        return planned

    def _all_or_nothing(self, planned: Sequence[Plan]) -> None:
        """What was done together is undone together: one that is left alone keeps all of them."""
        kept = next((one for one in planned if one.state == "kept"), None)
        if len(planned) == 1:
            return
        if kept is None:
            kept = next((one for one in planned if one.warnings and one.action == "update"), None)
        for one in planned if kept else ():
            if one.state == "planned":
                because = kept.reason or kept.warnings[0]
                reason = Message(
                    "Left alone together with {record}: {reason}",
                    {"record": kept.source.label or kept.target_name, "reason": because},
                )
                one.state, one.reason = "kept", reason

    def _take_away(self, entry: Entry, state: _State) -> Plan:
        """A record that was made goes, if it is as it was made and nothing hangs on it."""
        planned = Plan("delete", entry["target_doctype"])
        key = (entry["target_doctype"], entry["target_name"])
        if not state.is_readable(key):
            return _kept(planned, record_changes.GONE)
        if reason := state.edited(entry) or state.hanging(key, self.kept):
            return _kept(planned, reason)
        planned.changes = {
            field: (after, None) for field, (_before, after) in record_changes.changes_of(entry).items()
        }
        return planned

    def _put_back(self, entry: Entry, state: _State) -> Plan:
        """Field by field: what still has the value that the operation gave gets its old one."""
        planned = Plan("update", entry["target_doctype"])
        key = (entry["target_doctype"], entry["target_name"])
        if not state.is_readable(key):
            return _kept(planned, record_changes.GONE)
        planned.changes, edited = _changes_back(record_changes.changes_of(entry), state.values[key])
        reason = state.edited_by(key, edited) if edited else None
        if not planned.changes:
            return _kept(planned, reason or Message("It has its old value already."))
        planned.warnings = [reason] if reason else []
        return planned if state.is_writable(key) else _kept(planned, record_changes.FORBIDDEN)

    def _bring_back(self, entry: Entry, state: _State) -> Plan:
        planned = Plan("create", entry["target_doctype"], snapshot=entry["snapshot"] or "")
        key = (entry["target_doctype"], entry["target_name"])
        if not planned.snapshot:
            return _kept(planned, Message("The journal no longer has what was deleted."))
        if state.is_there(key):
            return _kept(planned, Message("A record of this name is there again; it was left alone."))
        return planned


def _changes_back(
    changes: Mapping[str, Sequence[Any]], current: Mapping[str, Any]
) -> tuple[dict[str, tuple[Any, Any]], list[str]]:
    """What goes back to its old value, and the fields that somebody has given a third one."""
    back, edited = {}, []
    for field, (before, after) in changes.items():
        if record_values.same(current.get(field), after):
            back[field] = (current.get(field), before)
        elif not record_values.same(current.get(field), before):
            edited.append(field)
    return back, edited


def _kept(planned: Plan, reason: Message) -> Plan:
    planned.state, planned.reason = "kept", reason
    return planned


class _State:
    """How the records of a batch of entries are now, read by a constant number of queries a kind of record."""

    def __init__(self, source: Document, entries: Sequence[Entry]) -> None:
        self.source = source
        self.values: dict[tuple[str, str], dict[str, Any]] = {}
        self.readable: set[tuple[str, str]] = set()
        self.writable: set[tuple[str, str]] = set()
        self.digests: dict[tuple[str, str], str] = {}
        self.holders: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
        self.added: dict[tuple[str, str], list[str]] = {}
        self.ours: set[tuple[str, str]] = set()
        self.reversals = self._reversals(entries)
        for doctype, those in _by_doctype(entries).items():
            self._read(doctype, those)

    def _reversals(self, entries: Sequence[Entry]) -> dict[int, Plan]:
        """What only the kind itself can take back."""
        other = [entry for entry in entries if entry["action"] not in ("create", "update", "delete")]
        handler = handler_for(self.source.kind)
        if not other or not hasattr(handler, "reverse_plan"):
            return {}
        return {
            entry["name"]: planned
            for entry, planned in zip(other, handler.reverse_plan(self.source, other), strict=True)
        }

    def reversed_by_kind(self, entry: Entry) -> Plan:
        """Give what the kind of operation says of taking this entry back."""
        final = Plan(entry["action"], entry["target_doctype"])
        return self.reversals.get(entry["name"]) or _kept(final, Message("This cannot be taken back."))

    def _read(self, doctype: str, entries: Sequence[Entry]) -> None:
        names = sorted({entry["target_name"] for entry in entries})
        fields = {field for entry in entries for field in record_changes.changes_of(entry)}
        known = set(record_values.journaled_fields(doctype))
        wanted = {*(fields & known), *_columns(doctype, fields), "modified", "modified_by"}
        found = record_values.read(doctype, names, sorted(wanted))
        readable = allowed_names(doctype, found)
        writable = allowed_names(doctype, readable, "write")
        self.values |= {(doctype, name): values for name, values in found.items()}
        self.readable |= {(doctype, name) for name in readable}
        self.writable |= {(doctype, name) for name in writable}
        created = [entry["target_name"] for entry in entries if entry["action"] == "create"]
        if there := [name for name in created if name in found]:
            self._read_created(doctype, there)

    def _read_created(self, doctype: str, names: Sequence[str]) -> None:
        self.digests |= {
            (doctype, name): digest for name, digest in record_values.digests(doctype, names).items()
        }
        for holder in record_links.holders(doctype, names):
            self.holders[(doctype, holder.target)].append((holder.doctype, holder.name))
        holders = [key for found in self.holders.values() for key in found]
        self.ours |= stored.written_by(self.source.name, [name for _doctype, name in holders])
        self.added |= {
            (doctype, name): kinds for name, kinds in record_links.added_since(doctype, names).items()
        }

    def is_there(self, key: tuple[str, str]) -> bool:
        return key in self.values

    def is_readable(self, key: tuple[str, str]) -> bool:
        return key in self.readable

    def is_writable(self, key: tuple[str, str]) -> bool:
        return key in self.writable

    def edited(self, entry: Entry) -> Message | None:
        """Say what was edited since the operation made the record; ``None`` when it is as it was made."""
        key = (entry["target_doctype"], entry["target_name"])
        if not entry["digest"] or self.digests.get(key) == entry["digest"]:
            return None
        changes = record_changes.changes_of(entry)
        fields = [
            field
            for field, (_before, after) in changes.items()
            if field in self.values[key] and not record_values.same(self.values[key][field], after)
        ]
        return self.edited_by(key, fields)

    def edited_by(self, key: tuple[str, str], fields: Sequence[str]) -> Message:
        """Name the fields, who changed the record last, and when."""
        by = frappe.utils.get_fullname(self.values[key]["modified_by"])
        when = frappe.utils.format_datetime(self.values[key]["modified"], "short")
        if not fields:
            return Message("Edited since, last by {user} on {when}.", {"user": by, "when": when})
        return Message(
            "Edited since: {fields} (last by {user} on {when}).",
            {"fields": labels_of(key[0], fields), "user": by, "when": when},
        )

    def hanging(self, key: tuple[str, str], kept: set[tuple[str, str]]) -> Message | None:
        """Say what was attached since; what the same operation made goes first, unless it is left alone."""
        holders = [holder for holder in self.holders[key] if holder in kept or holder not in self.ours]
        kinds = [*dict.fromkeys(doctype for doctype, _name in holders), *self.added.get(key, [])]
        return Message("Attached since: {kinds}.", {"kinds": bulk_deletes.listed(kinds)}) if kinds else None


def _columns(doctype: str, fields: set[str]) -> set[str]:
    """Fields that are columns although the journal does not follow them (a lead's own company name, say)."""
    return fields & set(frappe.db.get_table_columns(doctype))


def _by_doctype(entries: Sequence[Entry]) -> dict[str, list[Entry]]:
    """Entries by the kind of their record; those of a kind that is no longer there are left out."""
    found: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        if entry["target_name"]:
            found[entry["target_doctype"]].append(entry)
    return {doctype: those for doctype, those in found.items() if frappe.db.exists("DocType", doctype)}
