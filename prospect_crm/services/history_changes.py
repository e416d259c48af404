"""Changes of fields as the reader may see them: labels in their language, other records by their titles."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import frappe
from frappe import _
from frappe.model import table_fields
from frappe.model.document import Document
from frappe.model.meta import Meta

from prospect_crm.services.plain_text import as_plain_text

Docfield = Any
MAX_LENGTH = 500
LABELS = "labels"
NOTHING = (None, "", 0, "0", "0.0", "0.0%")
"""A number that was never given: Frappe keeps it as 0 once, as nothing the next time, and calls it a change."""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field's label, and its value before and after as plain text (empty: none)."""

    label: str
    old: str
    new: str


class ChangeReader:
    """Reads the versions of one record for the session user."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.meta = document.meta
        self.fields = _visible_fields(document.meta)
        self.title_of = lru_cache(maxsize=None)(title_of)

    def read(self, data: str) -> tuple[FieldChange, ...]:
        """Give what one version changed, without what the reader may not see."""
        version = json.loads(data or "{}")
        return tuple(
            [
                *self._changed(version.get("changed") or [], self.fields, ""),
                *self._rows(version.get("added") or [], is_new=True),
                *self._rows(version.get("removed") or [], is_new=False),
                *self._changed_rows(version.get("row_changed") or []),
            ]
        )

    def journaled(self, changes: Mapping[str, Sequence[Any]]) -> tuple[FieldChange, ...]:
        """Give what one entry of an operation changed, in the journal's form, without what the reader may not see."""
        return tuple(self._journaled(changes))

    def _journaled(self, changes: Mapping[str, Sequence[Any]]) -> Iterator[FieldChange]:
        for fieldname, (old, new) in changes.items():
            field = self.fields.get(fieldname)
            if fieldname == LABELS:
                yield FieldChange(_("Labels"), ", ".join(old or []), ", ".join(new or []))
            elif field and field.fieldtype in table_fields:
                # translation: the labels of the DocTypes
                label = _(field.label, context=field.parent)
                yield FieldChange(label, self._listed(field, old), self._listed(field, new))
            elif field:
                yield from self._changed([[fieldname, old, new]], self.fields, "")

    def _listed(self, table: Docfield, rows: Sequence[Any] | None) -> str:
        """The rows of a table by what they say; a Table MultiSelect by what it links."""
        child = _visible_fields(frappe.get_meta(table.options), self.meta.name)
        texts = []
        for row in rows or []:
            values = row if isinstance(row, dict) else {next(iter(child), ""): row}
            said = [self._said(field, values.get(name)) for name, field in child.items()]
            texts.append(" · ".join(filter(None, said)))
        return ", ".join(filter(None, texts))

    def _changed(
        self, changed: list[list[Any]], fields: dict[str, Docfield], prefix: str
    ) -> Iterator[FieldChange]:
        for fieldname, old, new in changed:
            field = fields.get(fieldname)
            if field and not (old in NOTHING and new in NOTHING):
                label = prefix + _(field.label, context=field.parent)
                yield FieldChange(label, self._said(field, old), self._said(field, new))

    def _rows(self, rows: list[list[Any]], *, is_new: bool) -> Iterator[FieldChange]:
        """A row that came or went, by its first value."""
        for fieldname, row in rows:
            table = self.fields.get(fieldname)
            if not table:
                continue
            child = _visible_fields(frappe.get_meta(table.options), self.meta.name)
            values = [self._said(field, row.get(name)) for name, field in child.items()]
            text = " · ".join(filter(None, values))
            label = _(table.label, context=table.parent)
            yield FieldChange(label, "" if is_new else text, text if is_new else "")

    def _changed_rows(self, rows: list[list[Any]]) -> Iterator[FieldChange]:
        for fieldname, _position, _row, changed in rows:
            if table := self.fields.get(fieldname):
                child = _visible_fields(frappe.get_meta(table.options), self.meta.name)
                yield from self._changed(changed, child, _(table.label, context=table.parent) + " · ")

    def _said(self, field: Docfield, value: Any) -> str:
        if value in (None, ""):
            return ""
        if field.fieldtype == "Check":
            return _("Yes") if str(value) == "1" else _("No")
        if field.fieldtype == "Select":
            return _(str(value), context=field.parent)  # translation: the options of the field
        if field.fieldtype in ("Link", "Dynamic Link"):
            return self.title_of(self._linked_doctype(field), str(value))
        text = as_plain_text(str(value))
        return text if len(text) <= MAX_LENGTH else text[: MAX_LENGTH - 1].rstrip() + "…"

    def _linked_doctype(self, field: Docfield) -> str:
        return field.options if field.fieldtype == "Link" else self.document.get(field.options) or ""


def title_of(doctype: str, name: str) -> str:
    """Give what a linked record is called; one that is gone and one that may not be read are called alike."""
    if doctype == "User":
        return frappe.utils.get_fullname(name)
    if not (doctype and frappe.db.exists(doctype, name) and frappe.has_permission(doctype, "read", doc=name)):
        frappe.clear_messages()
        return _("(a record that is gone, or that you may not read)")
    meta = frappe.get_meta(doctype)
    title = frappe.db.get_value(doctype, name, meta.get_title_field())
    # translation: Frappe's own lists, such as genders
    return str(title or name) if not meta.translated_doctype else _(str(title or name))


def _visible_fields(meta: Meta, parent: str | None = None) -> dict[str, Docfield]:
    """The fields that a form shows to the session user: no hidden section, no permission level above theirs."""
    permitted = set(meta.get_permitted_fieldnames(parenttype=parent))
    found, is_shown = {}, True
    for field in meta.fields:
        if field.fieldtype in ("Section Break", "Tab Break"):
            is_shown = not field.hidden
        if not (is_shown and field.label) or field.hidden:
            continue
        if field.fieldname in permitted or (field.fieldtype in table_fields and _may_see(meta, field)):
            found[field.fieldname] = field
    return found


def _may_see(meta: Meta, field: Docfield) -> bool:
    return field.permlevel in meta.get_permlevel_access("read")
