"""Deleting many records: only what may be, with what goes along said before, and a way back."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document

from prospect_crm.domain.message import Message
from prospect_crm.domain.operation import Outcome, Plan, Source
from prospect_crm.permissions.checks import require
from prospect_crm.permissions.conditions import allowed_names
from prospect_crm.services import (
    bulk_fields,
    operation_plans,
    record_changes,
    record_links,
    record_values,
    selection,
)
from prospect_crm.services.handlers import Handler

INLINE = 500
DELETABLE = (*bulk_fields.CHANGEABLE, "Sales Note")
NOT_YOURS = Message("You may not delete this record. Ask whoever manages your rights.")


def plan_delete(
    doctype: str, chosen: Mapping[str, Any], *, why: str = "", request_key: str | None = None
) -> Document:
    """Plan to delete many records; gives the Sales Operation. PermissionError without the right to delete such."""
    if doctype not in DELETABLE:
        frappe.throw(_("Records of this type cannot be deleted many at once."))
    require(doctype, "delete")
    stored = selection.checked(doctype, chosen)
    return operation_plans.plan(
        "Bulk Delete",
        doctype,
        # translation: the DocTypes' own names
        title=_("Delete: {0}").format(_(doctype)),
        parameters={"selection": stored},
        request_key=request_key,
        why=why,
        in_background=selection.is_larger_than(doctype, stored, INLINE),
    )


class BulkDeleteHandler(Handler):
    """Plans and applies the deletion of many records of one kind."""

    def plan(self, operation: Document) -> Iterator[Plan]:
        chosen = json.loads(operation.parameters)["selection"]
        for names in selection.batches(operation.target_doctype, chosen):
            yield from _plans(operation.target_doctype, names)

    def apply(self, operation: Document, entry: Mapping[str, Any]) -> Outcome:
        return record_changes.apply_entry(operation, entry)


def _plans(doctype: str, names: Sequence[str]) -> Iterator[Plan]:
    readable = allowed_names(doctype, names)
    deletable = allowed_names(doctype, readable, "delete")
    title = frappe.get_meta(doctype).get_title_field()
    found = record_values.read(doctype, sorted(readable), [title] if title != "name" else [])
    held = _held(doctype, sorted(deletable))
    along = record_links.goes_with(doctype, sorted(deletable)) if deletable else {}
    for name in names:
        if name not in found:
            yield Plan("delete", doctype, name, state="refused", reason=record_changes.GONE)
            continue
        label = str(found[name].get(title) or name)
        planned = Plan("delete", doctype, name, source=Source(label=label), warnings=along.get(name, []))
        if name not in deletable:
            planned.state, planned.reason = "refused", NOT_YOURS
        elif kinds := held.get(name):
            planned.state, planned.reason = "refused", attached(kinds)
        yield planned


def _held(doctype: str, names: Sequence[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for holder in record_links.holders(doctype, names) if names else ():
        kinds = found.setdefault(holder.target, [])
        if holder.doctype not in kinds:
            kinds.append(holder.doctype)
    return found


def attached(kinds: Sequence[str]) -> Message:
    """Say that records of these kinds are attached and keep a record from being deleted."""
    return Message(
        "Records of these types are attached to it: {kinds}. Delete them first.", {"kinds": listed(kinds)}
    )


def listed(kinds: Sequence[str]) -> Message:
    """Give the names of kinds of records as one text, in the language of whoever reads it."""
    # translation: the DocTypes' own names
    message = Message("{kind}", {"kind": Message(kinds[0])})
    for kind in kinds[1:]:
        # translation: the DocTypes' own names
        message = Message("{first}, {next}", {"first": message, "next": Message(kind)})
    return message
