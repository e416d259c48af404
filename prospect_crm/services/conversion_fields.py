"""Field maps as this site has them: with its custom fields, without what the user may not see."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import frappe
from frappe.model import table_fields

from prospect_crm.domain.conversion.field_map import Field, FieldMap, with_custom_fields
from prospect_crm.services import record_values

NEVER = ("name", "owner", "naming_series", "amended_from", "full_name", "status", *record_values.FOLLOWING)
"""Fields of one name on both sides that say something else on each."""


def field_map(pairs: FieldMap, source: str, target: str) -> FieldMap:
    """Give the map with the custom fields that both kinds of record have under one name."""
    ours = {field.fieldname for field in frappe.get_meta(target).fields if _is_ours(field)}
    return with_custom_fields(pairs, _fields(source), _fields(target), kept={*NEVER, *ours})


def _fields(doctype: str) -> list[Field]:
    return [
        Field(field.fieldname, field.fieldtype, field.options or "", bool(field.get("is_custom_field")))
        for field in frappe.get_meta(doctype).fields
    ]


def _is_ours(field: Any) -> bool:
    """Our own fields of Contact are custom fields too; the map names those that are filled."""
    return bool(field.get("is_custom_field")) and field.get("module") == "Prospect CRM"


def read(
    doctype: str, names: Sequence[str], *further: str, only: Sequence[str] | None = None
) -> dict[str, dict[str, Any]]:
    """Give the values of records by name that the user's permission levels show, tables as lists, and ``further``.

    ``only`` names the fields to read; else it is all that hold values.
    """
    every = only or record_values.journaled_fields(doctype)
    fieldnames = [name for name in every if name != record_values.LABELS]
    visible = _visible(doctype)
    wanted = [name for name in (*fieldnames, *further) if name in visible or name in further]
    found = record_values.read(doctype, list(names), wanted)
    return {name: {"name": name, **values} for name, values in found.items()}


def _visible(doctype: str) -> set[str]:
    meta = frappe.get_meta(doctype)
    levels = meta.get_permlevel_access("read")
    tables = {
        field.fieldname
        for field in meta.fields
        if field.fieldtype in table_fields
        and (field.permlevel in levels or frappe.session.user == "Administrator")
    }
    return set(meta.get_permitted_fieldnames()) | tables


def label_of(doctype: str, fieldname: str) -> str:
    """Give a field's label in the user's language."""
    from frappe import _

    # translation: the labels of fields
    return str(_(frappe.get_meta(doctype).get_label(fieldname), context=doctype))


def said(doctype: str, fieldname: str, value: Any) -> str:
    """Give a value as a reader sees it: linked records by their titles, rows by what they hold."""
    from prospect_crm.services.history_changes import title_of

    field = frappe.get_meta(doctype).get_field(fieldname)
    if value in (None, "", []):
        return ""
    if isinstance(value, list):
        return ", ".join(_row(row) for row in value)
    if field and field.fieldtype == "Link":
        return title_of(field.options, str(value))
    return str(frappe.format_value(value, field)) if field and field.fieldtype in FORMATTED else str(value)


FORMATTED = ("Currency", "Float", "Int", "Percent", "Date", "Datetime")


def _row(row: Mapping[str, Any] | str) -> str:
    if isinstance(row, str):
        return row
    return next((str(value) for value in row.values() if isinstance(value, str) and value), "")
