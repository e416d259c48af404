"""Frappe's own changes of many records, carried by a Sales Operation: previewed by nobody, but journaled and undone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document

from prospect_crm.queries import operations as stored
from prospect_crm.services import bulk_changes, bulk_deletes, bulk_fields, operations

MOST = 500
"""As many rows as a list of Frappe shows; more are chosen by their filter, in our own dialogs."""


def deletes(doctype: str) -> bool:
    """Whether records of this kind are deleted here."""
    return doctype in bulk_deletes.DELETABLE


def updates(doctype: str) -> bool:
    """Whether records of this kind are changed here."""
    return doctype in bulk_fields.CHANGEABLE


def delete(doctype: str, names: Sequence[str]) -> None:
    """Delete records of one of our kinds; what may not be deleted stays and is told of."""
    _check_number(names)
    operation = bulk_deletes.plan_delete(doctype, {"names": list(names)})
    operations.apply(operation)
    _tell(operation)


def update(doctype: str, names: Sequence[str], values: Mapping[str, Any]) -> list[str]:
    """Give records of one of our kinds these values; gives the names of those that were left as they are."""
    _check_number(names)
    changes = [{"field": field, "value": value} for field, value in values.items()]
    operation = bulk_changes.plan_change(doctype, {"names": list(names)}, changes)
    operations.apply(operation)
    _tell(operation)
    return stored.names_in(operation.name, "refused")


def _check_number(names: Sequence[str]) -> None:
    if len(names) > MOST:
        frappe.throw(_("Choose at most {0} records, or select all that match in the list.").format(MOST))


def _tell(operation: Document) -> None:
    """Say what was left alone and where the reasons are."""
    left = len(stored.names_in(operation.name, "refused"))
    link = frappe.utils.get_link_to_form("Sales Operation", operation.name, _("Show the operation"))
    if left == 1:
        frappe.msgprint(_("One record was left as it is. {0}").format(link), indicator="orange")
    elif left:
        frappe.msgprint(_("{0} records were left as they are. {1}").format(left, link), indicator="orange")
