"""What a stored plan, or a finished operation, looks like: totals that add up, and a page of entries."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

import frappe
from frappe.model.document import Document

from prospect_crm.permissions.conditions import allowed_names
from prospect_crm.queries import operations as stored
from prospect_crm.queries import records
from prospect_crm.services import messages, operations, undo
from prospect_crm.services.history_changes import ChangeReader, FieldChange

PAGE = 50
MAX_PAGE = 200
HIDDEN = ("card_details",)


@dataclass(slots=True)
class EntryView:
    """One entry as the page shows it, its sentences in the user's language.

    ``values`` are those after, as stored; ``changes`` the same beside those before, as a reader knows them. Of a
    record that the reader may not see there is neither name nor value.
    """

    position: int
    file: str
    place: str
    label: str
    doctype: str
    name: str
    action: str
    state: str
    reason: str
    warnings: list[str]
    values: dict[str, Any]
    record: dict[str, str] = field(default_factory=dict)
    changes: list[FieldChange] = field(default_factory=list)


@dataclass(slots=True)
class PreviewPage:
    """Totals, files and one page of entries.

    ``source_count`` is the number of cards and rows as the reader counted them; ``beside`` counts what else is made,
    by DocType; ``about`` says what the operation is, by whom, when and how, and whether it can be undone; ``actions``
    counts what is still planned by the action.
    """

    progress: dict[str, Any]
    title: str
    source_count: int
    beside: dict[str, int]
    warned: int
    files: list[dict[str, Any]]
    entries: list[EntryView]
    has_more: bool
    about: dict[str, Any]
    actions: dict[str, int]


def preview(
    operation: Document,
    *,
    state: str = "",
    file: str = "",
    action: str = "",
    start: int = 0,
    length: int = PAGE,
) -> PreviewPage:
    """Give one page of an operation, the refused first; ``length`` is at most ``MAX_PAGE``."""
    length = max(1, min(length, MAX_PAGE))
    filters = {"target_doctype": operation.target_doctype}
    filters |= {
        name: value for name, value in (("state", state), ("source_file", file), ("action", action)) if value
    }
    rows = stored.page(operation.name, filters, max(start, 0), length + 1)
    by_kind = stored.counts(operation.name)
    return PreviewPage(
        progress=asdict(operations.progress(operation.name)),
        title=operation.title,
        source_count=operation.source_count,
        beside=_beside(by_kind, operation.target_doctype),
        warned=stored.count_warned(operation.name, operation.target_doctype),
        files=_files(operation),
        entries=_views(rows[:length]),
        has_more=len(rows) > length,
        about=about(operation),
        actions=_actions(by_kind, operation.target_doctype),
    )


def about(operation: Document) -> dict[str, Any]:
    """Say what an operation is: kind, by whom, when, how it was written and why, what it undoes or is undone by."""
    why = messages.load_one(operation.path_reason)
    return {
        "kind": operation.kind,
        "doctype": operation.target_doctype,
        "owner": operation.owner,
        "by": frappe.utils.get_fullname(operation.owner),
        "is_own": operation.owner == frappe.session.user,
        "why": operation.why or "",
        "created_on": operation.creation,
        "started_on": operation.started_on,
        "ended_on": operation.ended_on,
        "resumed_count": operation.resumed_count,
        "path": operation.path or "",
        "path_reason": messages.translated(why) if why else "",
        "undoes": operation.undoes or "",
        "undone_by": operation.undone_by or "",
        "can_undo": undo.may_undo(operation),
        "files": _sources(operation),
    }


def _sources(operation: Document) -> list[dict[str, str]]:
    """The files that went in, as far as the reader may open them: name and address."""
    described = json.loads(operation.parameters or "{}").get("files", [])
    names = [entry["file"] for entry in described]
    rows = frappe.get_list("File", filters={"name": ["in", names or [""]]}, fields=["name", "file_url"])
    urls = {row.name: row.file_url for row in rows}
    return [
        {"name": entry["name"], "url": urls[entry["file"]]} for entry in described if entry["file"] in urls
    ]


def _views(rows: list[dict[str, Any]]) -> list[EntryView]:
    hidden = _hidden(rows)
    readers = {
        doctype: ChangeReader(frappe.get_doc({"doctype": doctype}))
        for doctype in {row["target_doctype"] for row in rows}
    }
    return [
        _masked(row) if (row["target_doctype"], row["target_name"]) in hidden else _view(row, readers)
        for row in rows
    ]


def _hidden(rows: list[dict[str, Any]]) -> set[tuple[str, str]]:
    """The records of these entries that are there and that the reader may not see."""
    names: dict[str, set[str]] = {}
    for row in rows:
        if row["target_name"]:
            names.setdefault(row["target_doctype"], set()).add(row["target_name"])
    hidden = set()
    for doctype, those in names.items():
        there = {row["name"] for row in records.rows(doctype, sorted(those), [])}
        hidden |= {(doctype, name) for name in there - allowed_names(doctype, there)}
    return hidden


def _masked(row: Mapping[str, Any]) -> EntryView:
    return EntryView(
        position=row["position"],
        file="",
        place="",
        label="…",
        doctype=row["target_doctype"],
        name="",
        action=row["action"],
        state=row["state"],
        reason="",
        warnings=[],
        values={},
    )


def _actions(rows: list[dict[str, Any]], doctype: str) -> dict[str, int]:
    """What is still to be done, by the action."""
    planned = (row for row in rows if row["target_doctype"] == doctype and row["state"] == "planned")
    return {row["action"]: row["number"] for row in planned}


def _beside(rows: list[dict[str, Any]], doctype: str) -> dict[str, int]:
    counts: dict[str, int] = {}
    for row in rows:
        if row["target_doctype"] != doctype and row["state"] in ("planned", "applied"):
            counts[row["target_doctype"]] = counts.get(row["target_doctype"], 0) + row["number"]
    return counts


def _files(operation: Document) -> list[dict[str, Any]]:
    """The files with how many of their rows are in which state, in the order they were dropped."""
    described = json.loads(operation.parameters or "{}").get("files", [])
    counts = stored.counts_by_file(operation.name, operation.target_doctype)
    return [
        {
            "name": entry["name"],
            "report": _report(entry.get("report") or {}),
            "counts": {
                row["state"]: row["number"] for row in counts if row["source_file"] == entry["name"][:240]
            },
        }
        for entry in described
    ]


def _report(report: Mapping[str, Any]) -> dict[str, Any]:
    """How the file was understood, its notes in the user's language."""
    notes = [messages.load_one(note) for note in report.get("notes", [])]
    return {**report, "notes": [messages.translated(note) for note in notes if note]}


def _view(row: Mapping[str, Any], readers: Mapping[str, ChangeReader]) -> EntryView:
    reason, warnings = messages.load(row["reason"])
    place = messages.load_one(row["source_place"])
    changes = json.loads(row["changes"] or "{}")
    return EntryView(
        position=row["position"],
        file=row["source_file"] or "",
        place=messages.translated(place) if place else "",
        label=row["label"] or "",
        doctype=row["target_doctype"],
        name=row["target_name"] or "",
        action=row["action"],
        state=row["state"],
        reason=messages.translated(reason) if reason else "",
        warnings=[messages.translated(entry) for entry in warnings],
        values={name: after for name, (_before, after) in changes.items() if name not in HIDDEN},
        record=_record(reason.parameters) if reason else {},
        changes=list(readers[row["target_doctype"]].journaled(changes)),
    )


def _record(parameters: Mapping[str, object]) -> dict[str, str]:
    """The record that the reason names, for a link."""
    if "record" not in parameters or "doctype" not in parameters:
        return {}
    return {"doctype": str(parameters["doctype"]), "name": str(parameters["record"])}
