"""Carries a change of a record to the derived columns of those that show it, a statement a kind of record."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from frappe.model.document import Document

from prospect_crm.domain.derived.company_columns import (
    CLIENT_CONTACT_FROM_COMPANY,
    COMPANY_SOURCES,
    LEAD_FROM_COMPANY,
    OPPORTUNITY_FROM_COMPANY,
    PERSON_FROM_COMPANY,
    company_columns,
)
from prospect_crm.domain.derived.person_columns import (
    CONTACT_FIELDS,
    LEAD_FROM_PERSON,
    OPPORTUNITY_FROM_PERSON,
    PERSON_SOURCES,
    TASK_FROM_PERSON,
    as_person,
    person_columns,
)
from prospect_crm.domain.derived.reference_columns import COMPANY_FIELDS, TITLE_FIELDS
from prospect_crm.domain.derived.search_records import company_segment, person_segment
from prospect_crm.queries import derived
from prospect_crm.services.derived_columns import person_of
from prospect_crm.services.regions import phone_region

SHOW_COMPANY = {
    "Contact Prospect": ("company", PERSON_FROM_COMPANY, 2),
    "Contact": ("client_account", CLIENT_CONTACT_FROM_COMPANY, 2),
    "Sales Lead": ("company", LEAD_FROM_COMPANY, 3),
    "Sales Opportunity": ("company", OPPORTUNITY_FROM_COMPANY, 3),
}
"""Kind of record -> (its link to the company, derived columns, segments of its search text)."""

PERSON_LINKS = {"Contact Prospect": "contact_prospect", "Contact": "contact"}
"""Kind of person -> the link that leads and opportunities have to it."""

SHOW_PERSON = {"Sales Lead": LEAD_FROM_PERSON, "Sales Opportunity": OPPORTUNITY_FROM_PERSON}


def from_company(document: Document) -> None:
    """A Sales Prospect was changed: its people, client contacts, leads, opportunities, tasks and notes follow."""
    name = document.name
    if _changed(document, COMPANY_SOURCES):
        for doctype, (link, columns, _segments) in SHOW_COMPANY.items():
            derived.write_columns(doctype, link, name, company_columns(columns, document.as_dict()))
        if document.sector:
            derived.write_sector(name, document.sector)
    if _changed(document, ["company_name"]):
        _company_name(document)
    if _changed(document, ["entity_set"]):
        for doctype, (link, _columns, _segments) in SHOW_COMPANY.items():
            derived.inherit_entities(doctype, link, name)
        _leads_of_people_inherit(name)
        for doctype, (link, _columns, _segments) in SHOW_COMPANY.items():
            derived.about_follow(doctype, link, name, {"entity_set": "entity_set"})
    _about(document, "phone")


def from_person(document: Document) -> None:
    """A Contact Prospect or Contact was changed: its leads, opportunities, tasks and notes follow."""
    is_contact = document.doctype == "Contact"
    link = PERSON_LINKS[document.doctype]
    sources = list(CONTACT_FIELDS.values()) if is_contact else list(PERSON_SOURCES)
    if _changed(document, sources):
        values = as_person(document.as_dict()) if is_contact else document.as_dict()
        _person_columns(document, link, values)
    if _changed(document, ["entity_set"]):
        for doctype in SHOW_PERSON:
            derived.inherit_entities(doctype, link, document.name)
            derived.about_follow(doctype, link, document.name, {"entity_set": "entity_set"})
    _about(document, *TASK_FROM_PERSON.values())


def from_lead_or_opportunity(document: Document) -> None:
    """A lead or an opportunity was changed: tasks and notes about it follow."""
    if _changed(document, ["contact_prospect", "contact"]) and not document.is_new():
        phones = person_columns(TASK_FROM_PERSON, person_of(document))
        derived.write_about("Sales Task", document.doctype, document.name, phones)
    _about(document)


COLUMNS_THAT_SPREAD = {"Sales Prospect": frozenset({"account_type", "sales_rep", "status", "is_archived"})}
"""Fields that many records may be given at once although others show them: ``from_columns`` carries them on."""


def from_columns(doctype: str, rows: Sequence[tuple[str, Mapping[str, object]]]) -> None:
    """Records were given these columns (name, {column: value}): who shows them follows, a statement a value."""
    if doctype != "Sales Prospect":
        return
    for field in COLUMNS_THAT_SPREAD[doctype]:
        names_of: dict[object, list[str]] = {}
        for name, columns in rows:
            if field in columns:
                names_of.setdefault(columns[field], []).append(name)
        for value, names in names_of.items():
            for shown_by, (link, shown, _segments) in SHOW_COMPANY.items():
                columns = {column: value for column, source in shown.items() if source == field}
                derived.write_columns(shown_by, link, names, columns)


# -- steps -------------------------------------------------------------------


def _changed(document: Document, fieldnames: Iterable[str]) -> bool:
    """Nothing hangs on a record that has just been made."""
    if document.flags.in_insert:
        return False
    return any(document.has_value_changed(name) for name in fieldnames)


def _company_name(document: Document) -> None:
    text = company_segment(document.company_name)
    for doctype, (link, _columns, segments) in SHOW_COMPANY.items():
        derived.write_segment(doctype, link, document.name, 1, segments, text)
    before = document.get_doc_before_save()
    if before:
        derived.rename_leads("company", document.name, before.company_name, document.company_name)
        derived.about_follow("Sales Lead", "company", document.name, {"reference_title": "title"})


def _leads_of_people_inherit(company: str) -> None:
    """Leads and opportunities that name one of the company's people, but no company."""
    for person_doctype, link in PERSON_LINKS.items():
        through = (person_doctype, SHOW_COMPANY[person_doctype][0])
        for doctype in SHOW_PERSON:
            derived.inherit_entities(doctype, link, company, through)


def _person_columns(document: Document, link: str, values: Mapping[str, object]) -> None:
    text = person_segment(values, phone_region())
    for doctype, columns in SHOW_PERSON.items():
        derived.write_columns(doctype, link, document.name, person_columns(columns, values))
        derived.write_segment(doctype, link, document.name, 2, 3, text)
    before = document.get_doc_before_save()
    if before and before.full_name != document.full_name:
        derived.rename_leads(link, document.name, before.full_name, document.full_name)
    phones = person_columns(TASK_FROM_PERSON, values)
    for doctype in SHOW_PERSON:
        derived.about_follow(doctype, link, document.name, {name: name for name in phones})
    derived.about_follow("Sales Lead", link, document.name, {"reference_title": "title"})
    if document.doctype == "Contact":
        derived.write_about("Sales Task", "Contact", document.name, phones)


def _about(document: Document, *further: str) -> None:
    """Tasks and notes about the record itself: its title, company and entities, and what else they show of it."""
    doctype = document.doctype
    sources = {"reference_title": TITLE_FIELDS[doctype], "company": COMPANY_FIELDS[doctype]}
    columns = {**sources, "entity_set": "entity_set"}
    if document.doctype != "Contact":
        columns |= {name: name for name in further}
    if _changed(document, [name for name in columns.values() if name != "name"]):
        derived.about_follow(doctype, "name", document.name, columns)
