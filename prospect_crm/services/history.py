"""What happened to a record, in one list: changes, comments, e-mails, completed tasks, operations."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from heapq import merge
from itertools import islice
from typing import Any

import frappe
from frappe.model.document import Document
from frappe.utils import get_datetime

from prospect_crm.permissions.checks import readable
from prospect_crm.queries import history
from prospect_crm.services import origins
from prospect_crm.services.history_changes import ChangeReader, FieldChange
from prospect_crm.services.plain_text import as_plain_text

PAGE = 20
MAX_PAGE = 100
BATCH = 50


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One thing that happened: ``kind`` created, change, comment, email, task or operation.

    ``what`` says more of the kind: the type of comment, of task, or the operation's kind; ``text`` is plain
    text; ``record`` is what to open (empty: nothing).
    """

    when: datetime
    by: str
    kind: str
    what: str = ""
    text: str = ""
    changes: tuple[FieldChange, ...] = ()
    record: tuple[str, str] | tuple[()] = ()


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """A page of a record's history, newest first."""

    entries: list[HistoryEntry]
    has_more: bool


def history_of(doctype: str, name: str, start: int = 0, length: int = PAGE) -> HistoryPage:
    """Give what happened to a record, newest first.

    What happened to the records it was made from (a lead, a contact prospect) is told too, where the reader may read
    them. Fields that the reader may not see by their permission level are left out, and what other records are
    called only where they may be read. DoesNotExistError where the record is missing or not readable.
    """
    document = readable(doctype, name)
    start, length = max(start, 0), min(max(length, 1), MAX_PAGE)
    found = list(islice(_with_sources(document), start, start + length + 1))
    return HistoryPage(found[:length], len(found) > length)


def emails_of(doctype: str, name: str, start: int = 0, length: int = PAGE) -> list[dict[str, Any]]:
    """Give the e-mails about a record, newest first; whoever reads the record reads them, as in Frappe's timeline."""
    records = origins.with_sources(readable(doctype, name))
    start, length = max(start, 0), min(max(length, 1), MAX_PAGE)
    streams = [history.emails(kind, known, 0, start + length) for kind, known in records]
    found = merge(*streams, key=lambda row: row["creation"], reverse=True)
    return list(islice(found, start, start + length))


def _with_sources(document: Document) -> Iterator[HistoryEntry]:
    sources = [frappe.get_doc(doctype, name) for doctype, name in origins.sources_of(document)]
    streams = [_newest_first(source) for source in (document, *sources)]
    return merge(*streams, key=lambda entry: entry.when, reverse=True)


def _newest_first(document: Document) -> Iterator[HistoryEntry]:
    sources = (
        _changes(document),
        _entries(document, history.comments, _comment),
        _entries(document, history.emails, _email),
        _entries(document, history.operation_entries, _operation_reader(document)),
        _completed_tasks(document),
        iter([HistoryEntry(get_datetime(document.creation), _person(document.owner), "created")]),
    )
    return merge(*sources, key=lambda entry: entry.when, reverse=True)


def _rows(document: Document, read: Callable[..., list[dict[str, Any]]]) -> Iterator[dict[str, Any]]:
    """Read in batches, as far as somebody asks."""
    start = 0
    while rows := read(document.doctype, document.name, start, BATCH):
        yield from rows
        start += BATCH


def _entries(
    document: Document,
    read: Callable[..., list[dict[str, Any]]],
    entry_of: Callable[[dict[str, Any]], HistoryEntry],
) -> Iterator[HistoryEntry]:
    return (entry_of(row) for row in _rows(document, read))


def _changes(document: Document) -> Iterator[HistoryEntry]:
    reader = ChangeReader(document)
    for row in _rows(document, history.versions):
        if changes := reader.read(row["data"]):
            yield HistoryEntry(row["creation"], _person(row["owner"]), "change", changes=changes)


def _comment(row: dict[str, Any]) -> HistoryEntry:
    text = as_plain_text(row["content"])
    return HistoryEntry(row["creation"], _person(row["owner"]), "comment", row["comment_type"], text)


def _email(row: dict[str, Any]) -> HistoryEntry:
    by = row["sender_full_name"] or row["sender"] or _person(row["owner"])
    return HistoryEntry(row["creation"], by, "email", row["sent_or_received"] or "", row["subject"] or "")


def _operation_reader(document: Document) -> Callable[[dict[str, Any]], HistoryEntry]:
    """What an operation changed is in its journal, not in Frappe's versions: it is shown field by field.

    The operation's title, often the name of a file, is told to those who may read the operation.
    """
    reader = ChangeReader(document)

    def operation(row: dict[str, Any]) -> HistoryEntry:
        may_read = frappe.has_permission("Sales Operation", "read", doc=row["operation"])
        changes = reader.journaled(json.loads(row["changes"] or "{}")) if row["action"] == "update" else ()
        return HistoryEntry(
            row["creation"],
            _person(row["owner"]),
            "operation",
            f"{row['kind']}: {row['action']}",
            row["title"] or "" if may_read else "",
            changes,
            ("Sales Operation", row["operation"]) if may_read else (),
        )

    return operation


def _completed_tasks(document: Document) -> Iterator[HistoryEntry]:
    def read(doctype: str, name: str, start: int, length: int) -> list[dict[str, Any]]:
        about = {"reference_doctype": doctype, "reference_name": name, "completed_on": ["is", "set"]}
        return frappe.get_list(
            "Sales Task",
            filters=about,
            fields=["name", "subject", "task_type", "completed_on", "modified_by"],
            order_by="completed_on desc, name desc",
            limit_start=start,
            limit_page_length=length,
        )

    if frappe.has_permission("Sales Task", "read"):
        for row in _rows(document, read):
            by, record = _person(row["modified_by"]), ("Sales Task", row["name"])
            yield HistoryEntry(
                row["completed_on"], by, "task", row["task_type"], row["subject"], record=record
            )


def _person(user: str) -> str:
    return frappe.utils.get_fullname(user)
