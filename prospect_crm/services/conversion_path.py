"""How many conversions are written: by statements where nobody listens, else a document at a time."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import frappe
from frappe.model.document import Document

from prospect_crm.domain.conversion.company import COMPANY
from prospect_crm.domain.conversion.field_map import PERSON_TO_CONTACT
from prospect_crm.domain.conversion.lead import LEAD, OPPORTUNITY
from prospect_crm.domain.conversion.person import ADDRESS, CONTACT, PERSON
from prospect_crm.domain.message import Message
from prospect_crm.services import conversion_fields, listeners

if TYPE_CHECKING:
    from prospect_crm.domain.operation import Path

CHANGED = {
    LEAD: frozenset({"inbox_state", "opportunity", "converted_on"}),
    PERSON: frozenset({"status", "contact", "converted_on"}),
    COMPANY: frozenset({"account_type", "status", "converted_on"}),
}
"""Kind of known record -> the fields that a conversion by statement changes."""
OF_OPPORTUNITY = ("title", "company", "contact_prospect", "contact", "lead", "pipeline", "stage", "value")
OF_CONTACT = ("client_account", "company_name", "contact_prospect", "address", "links", "full_name", "user")
OF_ADDRESS = ("address_title", "address_type", "address_line1", "address_line2", "pincode", "city", "links")
Writing = tuple[str, Iterable[str], bool]


def path_of(operation: Document) -> tuple[Path, Message]:
    """Say how the conversions of an operation are written, and why."""
    parameters = json.loads(operation.parameters or "{}")
    if operation.target_doctype not in WRITTEN or not parameters.get("is_bulk"):
        return "Document", Message("Records of several kinds come of one.")
    for doctype, fields, is_new in WRITTEN[operation.target_doctype]():
        if reason := listeners.reason_for_documents(doctype, fields, is_new=is_new):
            return "Document", reason
    if reason := _depends_on_user():
        return "Document", reason
    return "Set", Message("Nobody listens to changes of these fields.")


def _depends_on_user() -> Message | None:
    """User Permissions are judged document by document; so is what a user follows when they add it."""
    user = frappe.session.user
    if frappe.permissions.get_user_permissions(user):
        return Message("Your User Permissions are judged document by document.")
    if frappe.db.get_value("User", user, "follow_created_documents"):
        return Message("You follow the documents that you add.")
    return None


def _of_leads() -> Iterator[Writing]:
    yield LEAD, CHANGED[LEAD], False
    yield OPPORTUNITY, OF_OPPORTUNITY, True


def _of_people() -> Iterator[Writing]:
    yield PERSON, CHANGED[PERSON], False
    yield COMPANY, CHANGED[COMPANY], False
    mapped = [pair.target for pair in conversion_fields.field_map(PERSON_TO_CONTACT, PERSON, CONTACT)]
    for doctype, fields in ((CONTACT, (*mapped, *OF_CONTACT)), (ADDRESS, OF_ADDRESS)):
        yield doctype, fields, True
        yield from ((field.options, (), True) for field in _tables(doctype, fields))


def _tables(doctype: str, fields: Iterable[str]) -> list[Any]:
    return [field for field in frappe.get_meta(doctype).get_table_fields() if field.fieldname in fields]


WRITTEN = {LEAD: _of_leads, PERSON: _of_people}
"""Kind of source -> what its conversions write: kind of record, its fields, and whether such records are made."""
