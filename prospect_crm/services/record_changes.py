"""Writes the entries of an operation: one record as a document, or many by one statement, with the same result."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

import frappe
from frappe.model.document import Document
from frappe.utils import now

from prospect_crm.domain.message import DomainError, Message
from prospect_crm.domain.operation import Outcome
from prospect_crm.permissions.conditions import allowed_names
from prospect_crm.queries import bulk_write, tags
from prospect_crm.queries import operations as stored
from prospect_crm.services import derived_spread, record_snapshots, record_values
from prospect_crm.services.record_values import LABELS

Entry = Mapping[str, Any]
FORGOTTEN_BY_NAME = 50
GONE = Message("This record is not there, or you may not read it.")
FORBIDDEN = Message("You may not change this record. Ask whoever manages your rights.")


def apply_entry(operation: Document, entry: Entry) -> Outcome:
    """Write one entry as a document under the session user's permissions; the caller commits.

    DomainError, or what the record's own validation raises, refuses it.
    """
    return {"create": _create, "update": _update, "delete": _delete}[entry["action"]](operation, entry)


def changes_of(entry: Entry) -> dict[str, list[Any]]:
    """Give the planned changes of an entry: {field: [before, after]}."""
    found: dict[str, list[Any]] = json.loads(entry["changes"] or "{}")
    return found


def values_of(entry: Entry) -> dict[str, Any]:
    """Give what an entry writes: {field: value after}."""
    return {field: after for field, (_before, after) in changes_of(entry).items()}


# -- one record -----------------------------------------------------------------


def _create(operation: Document, entry: Entry) -> Outcome:
    doctype, name = entry["target_doctype"], entry["target_name"]
    if entry["snapshot"] and operation.kind == "Undo":
        record_snapshots.restore(entry["snapshot"])
        return Outcome("applied", name)
    if name and frappe.db.exists(doctype, name):
        return Outcome("applied", name)
    values = values_of(entry)
    # Frappe would fill the site's own country into a link that the plan leaves empty
    document = frappe.get_doc({"doctype": doctype, "country": ""})
    record_values.put(document, values)
    if name:
        document.name = name
        document.flags.name_set = True
    document.insert()
    _put_labels(doctype, document.name, values)
    return Outcome("applied", document.name)


def _update(operation: Document, entry: Entry) -> Outcome:
    doctype, name, changes = entry["target_doctype"], entry["target_name"], changes_of(entry)
    fieldnames = [*record_values.journaled_fields(doctype), *changes]
    before = record_values.read(doctype, [name], fieldnames, lock=True).get(name)
    _check_unchanged(entry, before, changes)
    document = frappe.get_doc(doctype, name)
    if not document.has_permission("write"):
        raise DomainError(FORBIDDEN)
    after = {field: value for field, (_before, value) in changes.items()}
    record_values.put(document, after)
    if set(after) - {LABELS}:
        document.flags.ignore_version = True  # the journal says it
        document.save()
    _put_labels(doctype, name, after)
    written = record_values.read(doctype, [name], fieldnames)[name]
    if operation.kind == "Undo":
        written |= _put_exactly(document, after, written)
    # what an earlier entry of the group has brought along already is journaled as planned
    return Outcome("applied", name, changes=record_values.difference(before or {}, written) or None)


def _check_unchanged(entry: Entry, current: Mapping[str, Any] | None, changes: Mapping[str, Any]) -> None:
    """What somebody has changed since the preview is refused by name; DomainError."""
    if current is None:
        raise DomainError(GONE)
    if refusal := refusal_of(entry, current, changes):
        raise DomainError(refusal)


def refusal_of(entry: Entry, current: Mapping[str, Any], changes: Mapping[str, Any]) -> Message | None:
    """Say which fields somebody has changed since the plan was made; ``None`` when there are none."""
    changed = record_values.changed_since(current, changes)
    if not changed or record_values.is_there_already(current, changes):
        return None
    labels = labels_of(entry["target_doctype"], changed)
    return Message("Somebody has changed this since the preview: {fields}.", {"fields": labels})


def labels_of(doctype: str, fieldnames: Sequence[str]) -> Message:
    """Give the labels of fields as one text, in the language of whoever reads it."""
    meta = frappe.get_meta(doctype)
    labels = ["Labels" if name == LABELS else meta.get_label(name) for name in fieldnames]
    # translation: the labels of the DocTypes
    message = Message("{label}", {"label": Message(labels[0])})
    for label in labels[1:]:
        # translation: the labels of the DocTypes
        message = Message("{first}, {next}", {"first": message, "next": Message(label)})
    return message


def _put_exactly(document: Document, after: Mapping[str, Any], written: Mapping[str, Any]) -> dict[str, Any]:
    """Undo means the old value, where saving has dated something anew."""
    columns = frappe.db.get_table_columns(document.doctype)
    other = {
        name: value
        for name, value in after.items()
        if name in columns and not record_values.same(written[name], value)
    }
    if other:
        document.db_set(other, update_modified=False)
    return other


def _put_labels(doctype: str, name: str, values: Mapping[str, Any]) -> None:
    if LABELS in values:
        tags.write(doctype, {name: values[LABELS] or []})


def _delete(operation: Document, entry: Entry) -> Outcome:
    doctype, name = entry["target_doctype"], entry["target_name"]
    if not frappe.db.get_value(doctype, name, "name", for_update=True):
        if entry["snapshot"]:  # a hook had committed before the worker was lost
            return Outcome("applied", name)
        raise DomainError(GONE)
    document = frappe.get_doc(doctype, name)
    # permission: who takes back what an operation made needs no right to delete; undo asks for its own
    is_undo = operation.kind == "Undo"
    stored.update_entry(entry["name"], {"snapshot": record_snapshots.take(document)})
    record_snapshots.erase(document, operation.name, ignore_permissions=is_undo)
    return Outcome("applied", name)


# -- many records of one kind ------------------------------------------------------


def apply_updates(entries: Sequence[Entry]) -> list[Outcome]:
    """Write many updates with one statement for those with the same fields; gives an outcome each, in order.

    The rows are locked, compared with the plan and written as ``apply_entry`` would, ``modified`` included.
    """
    outcomes: dict[int, Outcome] = {}
    by_doctype: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        by_doctype[entry["target_doctype"]].append(entry)
    for doctype, those in by_doctype.items():
        outcomes |= _apply_updates_of(doctype, those)
    return [outcomes[entry["name"]] for entry in entries]


def _apply_updates_of(doctype: str, entries: Sequence[Entry]) -> dict[int, Outcome]:
    planned = {entry["name"]: changes_of(entry) for entry in entries}
    names = [entry["target_name"] for entry in entries]
    fieldnames = {field for changes in planned.values() for field in changes}
    current = record_values.read(doctype, names, fieldnames, lock=True)
    writable = allowed_names(doctype, names, "write")
    outcomes = {
        entry["name"]: _outcome(entry, current.get(entry["target_name"]), planned[entry["name"]], writable)
        for entry in entries
    }
    taken = {
        entry["target_name"]: {field: after for field, (_before, after) in planned[entry["name"]].items()}
        for entry in entries
        if outcomes[entry["name"]].state == "applied"
    }
    _write(doctype, taken)
    return outcomes


def _outcome(
    entry: Entry, current: Mapping[str, Any] | None, changes: Mapping[str, Any], writable: set[str]
) -> Outcome:
    name = entry["target_name"]
    if current is None:
        return Outcome("refused", name, GONE)
    if name not in writable:
        return Outcome("refused", name, FORBIDDEN)
    if refusal := refusal_of(entry, current, changes):
        return Outcome("refused", name, refusal)
    return Outcome("applied", name)


def _write(doctype: str, values: Mapping[str, Mapping[str, Any]]) -> None:
    """Write {name: {field: value}}; what other records show of these follows."""
    if labels := {name: found[LABELS] or [] for name, found in values.items() if LABELS in found}:
        tags.write(doctype, labels)
    stamp = {"modified": now(), "modified_by": frappe.session.user}
    by_fields: dict[tuple[str, ...], list[tuple[str, dict[str, Any]]]] = defaultdict(list)
    for name, found in values.items():
        columns = {field: _stored(doctype, field, value) for field, value in found.items() if field != LABELS}
        if columns:
            by_fields[tuple(sorted(columns))].append((name, {**columns, **stamp}))
    for rows in by_fields.values():
        bulk_write.update_many(doctype, rows)
        derived_spread.from_columns(doctype, rows)
    _forget(doctype, list(values))


def _forget(doctype: str, names: Sequence[str]) -> None:
    """Take records out of Frappe's cache; a call each, now and after the commit, would cost more than the writing."""
    for name in names if len(names) <= FORGOTTEN_BY_NAME else [None]:
        frappe.clear_document_cache(doctype, name)


def _stored(doctype: str, field: str, value: Any) -> Any:
    """Numbers have no other "nothing" than 0 in the database."""
    fieldtype = frappe.get_meta(doctype).get_field(field).fieldtype
    return value or 0 if fieldtype in ("Int", "Float", "Currency", "Percent", "Check") else value
