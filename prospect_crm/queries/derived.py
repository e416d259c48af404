"""Statements that carry a change of one record to the derived columns of many; ``modified`` stays as it is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import frappe
from frappe.query_builder import DocType
from frappe.query_builder.functions import Coalesce
from pypika.functions import Concat
from pypika.terms import CustomFunction, ExistsCriterion, Field, Term

from prospect_crm.domain.derived.search_text import SEPARATOR

SubstringIndex = CustomFunction("SUBSTRING_INDEX", ["text", "separator", "count"])
NullIf = CustomFunction("NULLIF", ["value", "other"])

PARENTS = {
    "Contact Prospect": {"company": "Sales Prospect"},
    "Contact": {"client_account": "Sales Prospect"},
    "Sales Lead": {
        "company": "Sales Prospect",
        "contact_prospect": "Contact Prospect",
        "contact": "Contact",
    },
    "Sales Opportunity": {
        "company": "Sales Prospect",
        "contact_prospect": "Contact Prospect",
        "contact": "Contact",
    },
}
"""Kind of record -> its links to what it inherits entities from, in order of precedence."""

WITH_OWN_ENTITIES = ("Sales Prospect", "Contact Prospect", "Contact", "Sales Lead")
ABOUT_RECORDS = ("Sales Task", "Sales Note")


def write_columns(doctype: str, link: str, name: str | list[str], columns: Mapping[str, Any]) -> None:
    """Write the same values to every record whose ``link`` is ``name``, or one of them, in one statement."""
    table = DocType(doctype)
    is_one = isinstance(name, str)
    query = frappe.qb.update(table).where(table[link] == name if is_one else table[link].isin(name))
    for column, value in columns.items():
        query = query.set(table[column], value)
    if columns:
        query.run()


def write_own_columns(doctype: str, name: str, columns: Mapping[str, Any]) -> None:
    """Write derived values to one record."""
    write_columns(doctype, "name", name, columns)


def write_about(
    doctype: str, reference_doctype: str, reference_name: str, columns: Mapping[str, Any]
) -> None:
    """Write the same values to every task or note about one record."""
    table = DocType(doctype)
    query = frappe.qb.update(table)
    query = query.where(table.reference_doctype == reference_doctype)
    query = query.where(table.reference_name == reference_name)
    for column, value in columns.items():
        query = query.set(table[column], value)
    query.run()


def write_sector(company: str, sector: str) -> None:
    """Give all people of a company its sector."""
    write_columns("Contact Prospect", "company", company, {"sector": sector})


def rename_leads(link: str, name: str, old_title: str, title: str) -> None:
    """Let the titles of leads follow the name they were made from, where nobody has typed another."""
    lead = DocType("Sales Lead")
    query = frappe.qb.update(lead).set(lead.title, title)
    query.where((lead[link] == name) & (lead.title == old_title)).run()


def write_segment(doctype: str, link: str, name: str, position: int, count: int, text: str) -> None:
    """Replace one of ``count`` segments of the search text of every record whose ``link`` is ``name``."""
    table = DocType(doctype)
    before = SubstringIndex(table.search_text, SEPARATOR, position)
    after = SubstringIndex(table.search_text, SEPARATOR, position + 1 - count)
    parts: list[Term | str] = [before, SEPARATOR, text]
    if position + 1 < count:
        parts += [SEPARATOR, after]
    query = frappe.qb.update(table).set(table.search_text, Concat(*parts))
    query.where(table[link] == name).run()


def inherit_entities(doctype: str, link: str, name: str, through: tuple[str, str] | None = None) -> None:
    """Give records that have no entities of their own those of their parents, in one statement.

    Meant are those whose ``link`` is ``name``; with ``through`` (a kind of record and its link) those whose ``link``
    is such a record linked to ``name``: the leads of a company's people.
    """
    table = DocType(doctype)
    sets: list[Term] = []
    for column, parent_doctype in PARENTS[doctype].items():
        parent = DocType(parent_doctype)
        sets.append(
            frappe.qb.from_(parent).select(NullIf(parent.entity_set, "")).where(parent.name == table[column])
        )
    query = frappe.qb.update(table).set(table.entity_set, Coalesce(*sets, ""))
    if through:
        between = DocType(through[0])
        linked = frappe.qb.from_(between).select(between.name).where(between[through[1]] == name)
        query = query.where(table[link].isin(linked))
    else:
        query = query.where(table[link] == name)
    if doctype in WITH_OWN_ENTITIES:
        query = query.where(_has_entities(doctype, table.name).negate())
    query.run()


def about_follow(doctype: str, link: str, name: str, columns: Mapping[str, str]) -> None:
    """Copy columns of records (whose ``link`` is ``name``) to the tasks and notes about them.

    ``columns`` is column of the task or note -> column of the record; a note takes those it has.
    """
    record = DocType(doctype)
    for about_doctype in ABOUT_RECORDS:
        about = DocType(about_doctype)
        taken = [column for column in columns if frappe.get_meta(about_doctype).has_field(column)]
        if not taken:
            continue
        query = frappe.qb.update(about)
        for column in taken:
            value = frappe.qb.from_(record).select(record[columns[column]])
            # inside a function, because pypika puts a query's parentheses only there
            found = Coalesce(value.where(record.name == about.reference_name), None)
            query = query.set(about[column], found)
        linked = frappe.qb.from_(record).select(record.name).where(record[link] == name)
        query.where((about.reference_doctype == doctype) & about.reference_name.isin(linked)).run()


def tasks_about(doctype: str, name: str) -> list[tuple[str, Any]]:
    """Give (status, date and time) of every task about one record."""
    task = DocType("Sales Task")
    query = frappe.qb.from_(task).select(task.status, task.starts_on)
    return list(query.where((task.reference_doctype == doctype) & (task.reference_name == name)).run())


def _has_entities(doctype: str, name: Field) -> ExistsCriterion:
    entity = DocType("Sales Record Entity")
    rows = frappe.qb.from_(entity).select(entity.name)
    return ExistsCriterion(rows.where((entity.parent == name) & (entity.parenttype == doctype)))
