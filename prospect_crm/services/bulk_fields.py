"""Which fields may be given to many records at once, what may be put into them, and what follows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import frappe
from frappe import _
from frappe.utils import cint, flt, getdate
from frappe.utils.html_utils import sanitize_html

from prospect_crm.services.record_values import LABELS

CHANGEABLE = (
    "Sales Prospect",
    "Contact Prospect",
    "Contact",
    "Sales Lead",
    "Sales Task",
    "Sales Opportunity",
)
"""The kinds of records that bulk actions are about (S2, S3, S4)."""

FIELDTYPES = {
    "Select",
    "Link",
    "Data",
    "Small Text",
    "Text",
    "Int",
    "Float",
    "Currency",
    "Percent",
    "Check",
    "Date",
    "Datetime",
    "Table MultiSelect",
}
ONE_BY_ONE = {
    "Sales Prospect": {
        "company_name",
        "parent_company",
        "siren",
        "siret",
        "vat_number",
        "email",
        "phone",
        "fax",
    },
    "Contact Prospect": {"first_name", "last_name", "email", "phone", "mobile", "fax", "contact"},
    "Contact": {
        "first_name",
        "middle_name",
        "last_name",
        "full_name",
        "user",
        "email_id",
        "phone",
        "mobile_no",
    },
    "Sales Lead": {"title", "company", "contact_prospect", "contact", "score"},
    "Sales Task": {"subject", "reference_doctype", "reference_name"},
    "Sales Opportunity": {"title", "company", "contact_prospect", "contact", "stage"},
}
"""What says who or what a record is: the same for many would be a mistake."""

BY_STATEMENT = {
    "Sales Prospect": {"sales_rep", "status", "is_archived", "origin", "origin_comment"},
    "Contact Prospect": {"sales_rep", "status", "department", "origin", "origin_comment"},
    "Contact": {"sales_rep", "sales_department", "origin"},
    "Sales Lead": {"sales_rep", "status", "opinion", "inbox_state", "channel"},
    "Sales Task": {"sales_rep", "priority"},
    "Sales Opportunity": {"sales_rep", "expected_close_on"},
}
"""Fields from which nothing follows but what ``consequences`` and ``derived_spread.from_columns`` say: a statement
may write them to many records. All others are saved document by document."""


def choices(doctype: str) -> list[dict[str, Any]]:
    """Give the fields that the user may change on many records, for the dialog: name, label, type, options."""
    return [
        {
            "fieldname": field.fieldname,
            # translation: the labels of the DocTypes
            "label": _(field.label, context=doctype),
            "fieldtype": field.fieldtype,
            "options": field.options,
            "is_required": cint(field.reqd),
        }
        for field in _fields(doctype).values()
    ]


def _fields(doctype: str) -> dict[str, Any]:
    meta = frappe.get_meta(doctype)
    levels = meta.get_permlevel_access("write")
    return {
        field.fieldname: field
        for field in meta.fields
        if field.fieldtype in FIELDTYPES
        and not (
            field.read_only or field.hidden or field.unique or field.set_only_once or field.get("is_virtual")
        )
        and field.fieldname not in ONE_BY_ONE[doctype]
        and cint(field.permlevel) in levels
    }


def checked(doctype: str, fieldname: str, value: Any) -> Any:
    """Give the value as the journal holds it; ValidationError says what is wrong with it."""
    field = _fields(doctype).get(fieldname)
    if not field:
        frappe.throw(_("This field cannot be changed on many records at once."))
    # translation: the labels of the DocTypes
    label = frappe.bold(_(field.label, context=doctype))
    if value in (None, "", []):
        if field.reqd:
            frappe.throw(_("{0} is required: choose a value.").format(label))
        return None
    if field.fieldtype == "Table MultiSelect":
        return sorted(dict.fromkeys(_linked(_linked_by(field), entry, label) for entry in _list(value)))
    return _scalar(field, value, label)


def _scalar(field: Any, value: Any, label: str) -> Any:
    if not isinstance(value, str | int | float):
        frappe.throw(_("{0} takes one value.").format(label))
    if field.fieldtype == "Select":
        if str(value) not in (field.options or "").split("\n"):
            frappe.throw(_("{0} cannot be “{1}”.").format(label, frappe.utils.escape_html(str(value))))
        return str(value)
    if field.fieldtype == "Link":
        return _linked(field.options, value, label)
    if field.fieldtype in ("Date", "Datetime"):
        return _moment(field.fieldtype, value, label)
    if field.fieldtype in ("Int", "Check"):
        return cint(value)
    if field.fieldtype in ("Float", "Currency", "Percent"):
        return flt(value)
    return _text(str(value))[: cint(field.length) or (140 if field.fieldtype == "Data" else 10_000)]


def _text(value: str) -> str:
    """Give text as a document would store it: a statement must not write HTML that a document takes out."""
    text = value.strip()
    return str(sanitize_html(text)) if "<" in text or ">" in text else text


def _moment(fieldtype: str, value: Any, label: str) -> str:
    try:
        found = getdate(value) if fieldtype == "Date" else frappe.utils.get_datetime(value)
    except Exception:
        found = None
    if not found:
        frappe.throw(_("{0} is no date that exists.").format(label))
    return str(found)


def _linked(doctype: str, value: Any, label: str) -> str:
    """A record that is there and that the user may choose."""
    name = str(value)
    if doctype == "User":
        is_there = frappe.db.get_value("User", {"name": name, "enabled": 1, "user_type": "System User"})
    else:
        is_there = frappe.db.exists(doctype, name) and _may_choose(doctype, name)
    if not is_there:
        frappe.throw(_("{0}: “{1}” is not there.").format(label, frappe.utils.escape_html(name)))
    return name


def _may_choose(doctype: str, name: str) -> bool:
    return any(frappe.has_permission(doctype, ptype, doc=name) for ptype in ("read", "select"))


def _linked_by(field: Any) -> str:
    return str(frappe.get_meta(field.options).get("fields", {"fieldtype": "Link"})[0].options)


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def consequences(doctype: str, current: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, Any]:
    """Give what else changes when a record gets these values, as its controller would do it.

    New becomes Assigned with the first rep (companies and contact prospects).
    """
    if doctype in ("Sales Prospect", "Contact Prospect"):
        status = new.get("status", current.get("status"))
        rep = new["sales_rep"] if "sales_rep" in new else current.get("sales_rep")
        if status == "New" and rep:
            return {"status": "Assigned"}
    return {}


def read_along(doctype: str) -> tuple[str, ...]:
    """Name the fields that decide what follows from a change."""
    if doctype == "Sales Opportunity":
        return ("lead",)
    return ("status", "sales_rep") if doctype in ("Sales Prospect", "Contact Prospect") else ()


def is_by_statement(doctype: str, fieldnames: set[str]) -> bool:
    """Say whether nothing but a statement is needed for these fields."""
    return fieldnames <= BY_STATEMENT.get(doctype, set()) | {LABELS}
