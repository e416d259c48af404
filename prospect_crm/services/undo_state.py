"""How the records of an operation are now, as far as taking it back depends on it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import frappe

from prospect_crm.domain.conversion.company import COMPANY
from prospect_crm.domain.message import Message
from prospect_crm.permissions.conditions import allowed_names
from prospect_crm.queries import conversions
from prospect_crm.queries import operations as stored
from prospect_crm.services import bulk_deletes, record_changes, record_links, record_values
from prospect_crm.services.handlers import handler_for
from prospect_crm.services.record_changes import labels_of

if TYPE_CHECKING:
    from frappe.model.document import Document

    from prospect_crm.domain.operation import Plan

Entry = Mapping[str, Any]


class State:
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
        self.contacts: dict[str, list[str]] = {}
        self.reversals = self._reversals(entries)
        for doctype, those in _by_doctype(entries).items():
            self._read(doctype, those)

    def _reversals(self, entries: Sequence[Entry]) -> dict[int, Plan]:
        """What only the kind itself can take back."""
        other = [entry for entry in entries if entry["action"] not in ("create", "update", "delete")]
        planned = handler_for(self.source.kind).reverse_plan(self.source, other) if other else ()
        return {entry["name"]: plan for entry, plan in zip(other, planned, strict=True)}

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
        if doctype == COMPANY and "account_type" in fields:
            self.contacts |= conversions.contacts_of_accounts(names)
            contacts = [name for found in self.contacts.values() for name in found]
            self.ours |= stored.written_by(self.source.name, contacts)
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

    def standing(
        self, key: tuple[str, str], changes: Mapping[str, Any], kept: set[tuple[str, str]]
    ) -> Message | None:
        """Say what stands on a client account that would become a prospect again: contacts that stay."""
        if key[0] != COMPANY or "account_type" not in changes:
            return None
        contacts = [("Contact", name) for name in self.contacts.get(key[1], [])]
        stay = [contact for contact in contacts if contact in kept or contact not in self.ours]
        return Message("This company has client contacts, so it stays a client.") if stay else None


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
