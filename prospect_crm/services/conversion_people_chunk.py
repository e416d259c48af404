"""People of a chunk whose conversion statements may write: who is fit for it, and the rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import frappe
from frappe.utils.global_search import update_global_search

from prospect_crm.domain.conversion.company import COMPANY
from prospect_crm.domain.conversion.person import ADDRESS, CONTACT, PERSON
from prospect_crm.domain.normalize.text import fold
from prospect_crm.permissions import rights
from prospect_crm.permissions.conditions import allowed_names
from prospect_crm.queries import conversions, users
from prospect_crm.services import new_rows, record_changes, record_values
from prospect_crm.services.conversion_path import CHANGED

Entry = Mapping[str, Any]
Group = Sequence[Entry]
Row = dict[str, Any]


class PeopleChunk:
    """Groups of which nobody is converted yet, with all that decides whether statements may write them."""

    def __init__(self, groups: Sequence[Group]) -> None:
        self.groups = [group for group in groups if all(_is_known(entry) for entry in group)]
        self.updates = list(self._entries("update"))
        self.rows = {ADDRESS: self._rows(ADDRESS), CONTACT: self._rows(CONTACT)}
        complete_contacts(list(self.rows[CONTACT].values()))
        self.unchanged = _unchanged(self.updates)
        self.taken = {kind: _taken(kind, rows.values()) for kind, rows in self.rows.items()}
        self.unknown = self._unknown()
        self.clients = self._clients()
        self.may_add = {kind: bool(frappe.has_permission(kind, "create")) for kind in self.rows}

    def write(self) -> set[int]:
        """Write the groups that are fit for it; gives the names of their entries."""
        fit = [group for group in self.groups if all(self._is_fit(entry, group) for entry in group)]
        entries = [entry for group in fit for entry in group]
        record_changes.apply_updates([entry for entry in entries if entry["action"] == "update"])
        for kind, rows in self.rows.items():
            new_rows.write(kind, [rows[entry["name"]] for entry in entries if entry["name"] in rows])
        for entry in entries:
            if row := self.rows[CONTACT].get(entry["name"]):
                update_global_search(_document(CONTACT, row))
        return {entry["name"] for entry in entries}

    # -- what is read -----------------------------------------------------------

    def _entries(self, action: str, doctype: str = "") -> Iterator[Entry]:
        for group in self.groups:
            for entry in group:
                if entry["action"] == action and doctype in ("", entry["target_doctype"]):
                    yield entry

    def _rows(self, doctype: str) -> dict[int, Row]:
        entries = list(self._entries("create", doctype))
        records = [(entry["target_name"], record_changes.values_of(entry)) for entry in entries]
        rows = new_rows.rows_of(doctype, records)
        return {entry["name"]: row for entry, row in zip(entries, rows, strict=True)}

    def _unknown(self) -> set[tuple[str, str]]:
        """Links that lead nowhere, but to an address that comes with the person."""
        made = {(ADDRESS, row["name"]) for row in self.rows[ADDRESS].values()}
        found: set[tuple[str, str]] = set()
        for kind, rows in self.rows.items():
            found |= new_rows.unknown_links(kind, rows.values())
        return found - made

    def _clients(self) -> set[str]:
        accounts = [row.get("client_account") or "" for row in self.rows[CONTACT].values()]
        return set(conversions.became(COMPANY, sorted(set(accounts)), lock=True))

    # -- what is fit ------------------------------------------------------------

    def _is_fit(self, entry: Entry, group: Group) -> bool:
        kind = entry["target_doctype"]
        if entry["action"] == "update":
            return entry["name"] in self.unchanged
        row = self.rows[kind][entry["name"]]
        is_free = fold(row["name"]) not in self.taken[kind]
        are_there = not any(link in self.unknown for link in new_rows.links_of(kind, row))
        is_sound = is_free and are_there and new_rows.is_plain(kind, row)
        return is_sound and self._may_add(kind, row) and (kind != CONTACT or self._has_account(row, group))

    def _may_add(self, kind: str, row: Row) -> bool:
        if not self.may_add[kind] or (row.get("skills") and not rights.holds("skills")):
            return False
        is_anyone = frappe.session.user == "Administrator"
        return is_anyone or bool(_document(kind, row).has_permission("create"))

    def _has_account(self, row: Row, group: Group) -> bool:
        own = {entry["target_name"] for entry in group if entry["target_doctype"] == COMPANY}
        return row.get("client_account") in self.clients | own


def _taken(kind: str, rows: Iterable[Row]) -> set[str]:
    return {fold(name) for name in conversions.taken_names(kind, [row["name"] for row in rows])}


def _is_known(entry: Entry) -> bool:
    """What statements write: new contacts and addresses, and what tells that a person or company is converted."""
    if entry["action"] == "create":
        return entry["target_doctype"] in (ADDRESS, CONTACT)
    fields = CHANGED.get(entry["target_doctype"], frozenset())
    return set(record_changes.changes_of(entry)) <= fields


def _unchanged(entries: Sequence[Entry]) -> set[int]:
    """Updates of records that are as the plan found them, and that the user may write; their rows stay locked."""
    found: set[int] = set()
    for kind in (COMPANY, PERSON):
        those = {entry["target_name"]: entry for entry in entries if entry["target_doctype"] == kind}
        current = record_values.read(kind, list(those), CHANGED[kind], lock=True)
        for name in allowed_names(kind, current, "write"):
            changes = record_changes.changes_of(those[name])
            if not record_changes.refusal_of(those[name], current[name], changes):
                found.add(those[name]["name"])
    return found


def _document(doctype: str, row: Row) -> Any:
    return frappe.get_doc({**row, "doctype": doctype, "__islocal": 1})


def complete_contacts(rows: Sequence[Row]) -> None:
    """Add to rows of Contact what Frappe's own validation would: the full name, the main address and numbers, the user."""
    for row in rows:
        names = (str(row.get(part) or "").strip() for part in ("first_name", "middle_name", "last_name"))
        row["full_name"] = " ".join(filter(None, names)) or row.get("company_name") or ""
        row["email_id"] = _main(row, "email_ids", "is_primary", "email_id").strip()
        row["phone"] = _main(row, "phone_nos", "is_primary_phone", "phone")
        row["mobile_no"] = _main(row, "phone_nos", "is_primary_mobile_no", "phone")
    found = users.with_emails([row["email_id"] for row in rows if row["email_id"]])
    for row in rows:
        row["user"] = row.get("user") or found.get(row["email_id"].lower())


def _main(row: Row, table: str, flag: str, column: str) -> str:
    return next((str(child[column]) for child in row.get(table) or [] if child.get(flag)), "")
