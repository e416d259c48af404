"""Finds records by their search text, through its index alone: the narrow part of a wide table."""

from __future__ import annotations

from collections.abc import Sequence

import frappe
from frappe.query_builder import DocType
from pypika.terms import Criterion

SEARCHED = ("Sales Prospect", "Contact Prospect", "Contact", "Sales Lead", "Sales Opportunity")
"""The kinds of records that have a search text."""


def names_with(doctype: str, terms: Sequence[str], limit: int) -> list[str]:
    """Name up to ``limit`` records whose text holds every term. Reads nothing but one index.

    Whoever shows the records asks for permission on them: this only narrows.
    """
    table = DocType(doctype)
    query = frappe.qb.from_(table).select(table.name).where(holds(table, terms)).limit(limit)
    return [row[0] for row in query.run()]


def holds(table: DocType, terms: Sequence[str]) -> Criterion:
    """Give the condition that a record's text holds every term."""
    return Criterion.all([table.search_text.like(pattern(term)) for term in terms])


def pattern(term: str) -> str:
    """Give the pattern for a term; a user's wildcards are plain characters."""
    escaped = term.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%"
