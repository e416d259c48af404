"""Keeps the derived columns of a document before it is saved; ``derived_spread`` carries a change further."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import frappe
from frappe.model.document import Document

from prospect_crm.domain.derived import records
from prospect_crm.domain.derived.activity import activity_columns
from prospect_crm.domain.derived.company_columns import COMPANY_SOURCES
from prospect_crm.domain.derived.person_columns import CONTACT_FIELDS, PERSON_SOURCES, as_person
from prospect_crm.domain.derived.reference_columns import (
    COMPANY_FIELDS,
    TITLE_FIELDS,
    note_columns,
    task_columns,
)
from prospect_crm.queries import derived
from prospect_crm.services.entity_sets import own_set
from prospect_crm.services.regions import phone_region

Values = Mapping[str, Any]


def set_company(document: Document) -> None:
    """A Sales Prospect: its entities and its search text."""
    document.update(records.company_derived(document.as_dict(), own_set(document), phone_region()))


def set_person(document: Document) -> None:
    """A Contact Prospect: what it shows of its company, entities, search text."""
    emails = [row.email for row in document.get("other_emails") or []]
    phones = [row.number for row in document.get("other_phones") or []]
    region, company = phone_region(document.country), company_of(document.company)
    columns = records.person_derived(document.as_dict(), company, own_set(document), emails, phones, region)
    document.update(columns)


def set_client_contact(document: Document) -> None:
    """A Contact of Frappe: what it shows of its client account, entities, search text."""
    emails = [row.email_id for row in document.get("email_ids") or []]
    phones = [row.phone for row in document.get("phone_nos") or []]
    region, company, own = phone_region(), company_of(document.client_account), own_set(document)
    document.update(records.client_contact_derived(document.as_dict(), company, own, emails, phones, region))


def set_lead(document: Document) -> None:
    """A Sales Lead: what it shows of its company and person, entities, search text, a title."""
    company, person = company_of(document.company), person_of(document)
    own, region = own_set(document), phone_region()
    document.update(records.lead_derived(document.as_dict(), company, person, own, region))


def set_opportunity(document: Document) -> None:
    """A Sales Opportunity: what it shows of its company and person, entities, search text."""
    company, person = company_of(document.company), person_of(document)
    document.update(records.opportunity_derived(document.as_dict(), company, person, phone_region()))


def set_task(document: Document) -> None:
    """A Sales Task: title, company, phones and entities of what it is about."""
    if not document.reference_doctype:
        blank = dict.fromkeys(("reference_title", "company", "mobile", "phone"))
        document.update({**blank, "entity_set": ""})
        return
    reference = reference_of(document)
    document.update(task_columns(document.reference_doctype, reference, person_of(reference)))


def set_note(document: Document) -> None:
    """A Sales Note: title and entities of what it is about."""
    document.update(note_columns(document.reference_doctype, reference_of(document)))


def refresh_activity(doctype: str | None, name: str | None) -> None:
    """Write when the next task about a record is, and whether there were any."""
    if doctype in TITLE_FIELDS and name:
        derived.write_own_columns(doctype, name, activity_columns(derived.tasks_about(doctype, name)))


# -- what they read ----------------------------------------------------------


def company_of(name: str | None) -> Values | None:
    """Give the fields of a company that others show; ``None`` without one."""
    if not name:
        return None
    return frappe.db.get_value("Sales Prospect", name, [*COMPANY_SOURCES, "entity_set"], as_dict=True)


def person_of(document: Document | Values) -> Values | None:
    """Give the fields of a linked contact prospect, or else client contact, under the prospect's names."""
    if name := document.get("contact_prospect"):
        fields = [*PERSON_SOURCES, "entity_set"]
        return frappe.db.get_value("Contact Prospect", name, fields, as_dict=True)
    if name := document.get("contact"):
        fields = [*CONTACT_FIELDS.values(), "entity_set"]
        contact = frappe.db.get_value("Contact", name, fields, as_dict=True)
        return {**as_person(contact), "entity_set": contact["entity_set"]} if contact else None
    return None


def reference_of(document: Document) -> Values:
    """Give what a task or note shows of its record, and the links that lead on from it."""
    doctype = document.reference_doctype
    fields = {TITLE_FIELDS[doctype], COMPANY_FIELDS[doctype], "entity_set"}
    if doctype in ("Sales Lead", "Sales Opportunity"):
        fields |= {"contact_prospect", "contact"}
    if doctype == "Sales Prospect":
        fields.add("phone")
    found = frappe.db.get_value(doctype, document.reference_name, list(fields), as_dict=True) or {}
    own_link = {"Contact Prospect": "contact_prospect", "Contact": "contact"}.get(doctype)
    return {**found, own_link: document.reference_name} if own_link else dict(found)
