"""What taking an operation back would do to each record; what somebody has edited since is left alone and named."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any

from prospect_crm.domain.message import Message
from prospect_crm.domain.operation import Plan, Source
from prospect_crm.services import record_changes, record_values
from prospect_crm.services.undo_state import State

if TYPE_CHECKING:
    from frappe.model.document import Document

Entry = Mapping[str, Any]


class Planner:
    """Judges the entries of one operation, last first; remembers what is left alone, for what hangs on it."""

    def __init__(self, source: Document) -> None:
        self.source = source
        self.kept: set[tuple[str, str]] = set()
        self.group = 0

    def plans(self, entries: Sequence[Entry]) -> Iterator[Plan]:
        """Give the verdicts on whole groups of entries."""
        state = State(self.source, entries)
        for _group, members in groupby(entries, key=lambda entry: entry["group_no"]):
            self.group += 1
            planned = [self._plan(entry, state) for entry in members]
            self._all_or_nothing(planned)
            for one in planned:
                one.group = self.group
                if one.state != "planned":
                    self.kept.add((one.target_doctype, one.target_name))
            yield from planned

    def _plan(self, entry: Entry, state: State) -> Plan:
        doctype, name = entry["target_doctype"], entry["target_name"]
        judge = {"create": self._take_away, "update": self._put_back, "delete": self._bring_back}
        source = Source(entry["source_file"] or "", None, entry["label"] or "")
        if entry["action"] not in judge:
            planned = state.reversals[entry["name"]]
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

    def _take_away(self, entry: Entry, state: State) -> Plan:
        """A record that was made goes, if it is as it was made and nothing hangs on it."""
        planned = Plan("delete", entry["target_doctype"])
        key = (entry["target_doctype"], entry["target_name"])
        if not state.is_readable(key):
            return kept(planned, record_changes.GONE)
        if reason := state.edited(entry) or state.hanging(key, self.kept):
            return kept(planned, reason)
        planned.changes = {
            field: (after, None) for field, (_before, after) in record_changes.changes_of(entry).items()
        }
        return planned

    def _put_back(self, entry: Entry, state: State) -> Plan:
        """Field by field: what still has the value that the operation gave gets its old one."""
        planned = Plan("update", entry["target_doctype"])
        key = (entry["target_doctype"], entry["target_name"])
        if not state.is_readable(key):
            return kept(planned, record_changes.GONE)
        planned.changes, edited = _changes_back(record_changes.changes_of(entry), state.values[key])
        reason = state.edited_by(key, edited) if edited else None
        if not planned.changes:
            return kept(planned, reason or Message("It has its old value already."))
        if standing := state.standing(key, planned.changes, self.kept):
            return kept(planned, standing)
        planned.warnings = [reason] if reason else []
        return planned if state.is_writable(key) else kept(planned, record_changes.FORBIDDEN)

    def _bring_back(self, entry: Entry, state: State) -> Plan:
        planned = Plan("create", entry["target_doctype"], snapshot=entry["snapshot"] or "")
        key = (entry["target_doctype"], entry["target_name"])
        if not planned.snapshot:
            return kept(planned, Message("The journal no longer has what was deleted."))
        if state.is_there(key):
            return kept(planned, Message("A record of this name is there again; it was left alone."))
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


def kept(planned: Plan, reason: Message) -> Plan:
    planned.state, planned.reason = "kept", reason
    return planned
