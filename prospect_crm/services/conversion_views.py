"""What the dialog shows of a planned conversion, in the reader's language."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

import frappe

from prospect_crm.queries import conversions, files
from prospect_crm.services import conversion_fields, messages
from prospect_crm.services.history_changes import title_of

if TYPE_CHECKING:
    from prospect_crm.domain.conversion.plan import ConversionPlan, FieldLine, Record

NOT_SEEN = ("converted_on",)
"""Values that differ at every look."""


def digest(plan: ConversionPlan) -> str:
    """Give a short digest of what a plan would write, to tell later whether it would still write the same."""
    steps = [
        [step.action, step.doctype, "" if step.action == "create" else step.name, _fixed(step.changes)]
        for step in plan.steps
    ]
    text = json.dumps(steps, sort_keys=True, default=str)
    for step in plan.steps:
        if step.action == "create":
            text = text.replace(f'"{step.name}"', '""')
    return blake2b(text.encode(), digest_size=12).hexdigest()


def _fixed(changes: Mapping[str, Any]) -> dict[str, Any]:
    return {name: change for name, change in changes.items() if name not in NOT_SEEN}


def view(plan: ConversionPlan) -> dict[str, Any]:
    """Give created, linked, filled, stays, notes, leaves and carried as the dialog draws them."""
    return {
        "source": asdict(plan.source),
        "result": asdict(plan.result),
        "created": [asdict(record) for record in plan.created if record.doctype != "File"],
        "linked": [_linked(record) for record in plan.linked],
        "filled": [_line(line) for line in plan.filled],
        "stays": [_line(line) for line in plan.stays],
        "notes": [messages.translated(note) for note in plan.notes],
        "changed": [messages.translated(sentence) for sentence in plan.changed],
        "leaves": [messages.translated(sentence) for sentence in plan.leaves],
        "carried": carried(plan.source),
        "refusal": messages.translated(plan.refusal) if plan.refusal else "",
        "seen": digest(plan),
    }


def _linked(record: Record) -> dict[str, str]:
    return {**asdict(record), "title": record.title or title_of(record.doctype, record.name)}


def _line(line: FieldLine) -> dict[str, Any]:
    before, after = line.before, line.after
    is_added = isinstance(after, list) and isinstance(before, list)
    if is_added:
        after = [row for row in after if row not in before]
    return {
        "doctype": line.doctype,
        "fieldname": line.fieldname,
        "label": conversion_fields.label_of(line.doctype, line.fieldname),
        "before": conversion_fields.said(line.doctype, line.fieldname, before),
        "after": conversion_fields.said(line.doctype, line.fieldname, after),
        "is_added": is_added,
    }


def carried(source: Record) -> dict[str, int]:
    """Count what hangs on a source and stays reachable from its result; only what the user may read counts."""
    about = {"reference_doctype": source.doctype, "reference_name": source.name}
    counts = {
        "notes": _count("Sales Note", about),
        "tasks": _count("Sales Task", {**about, "status": ["not in", ["Done", "Cancelled"]]}),
        "files": files.counts(source.doctype, [source.name]).get(source.name, 0),
        "emails": frappe.db.count("Communication", {**about, "communication_medium": "Email"}),
        "comments": frappe.db.count("Comment", {**about, "comment_type": "Comment"}),
        "lists": conversions.subscriptions(_addresses(source)),
    }
    return {name: number for name, number in counts.items() if number}


def _count(doctype: str, filters: Mapping[str, Any]) -> int:
    if not frappe.has_permission(doctype, "read"):
        frappe.clear_messages()
        return 0
    [row] = frappe.get_list(doctype, filters=dict(filters), fields=["count(*) as number"], order_by=None)
    return int(row.number)


def _addresses(source: Record) -> Sequence[str]:
    if source.doctype == "Sales Prospect":
        return []
    address = frappe.db.get_value(source.doctype, source.name, "email")
    return [address] if address else []
