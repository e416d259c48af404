"""What a list's search box and quick filters mean, as conditions that Frappe's own lists understand."""

from __future__ import annotations

from typing import Any

import frappe
from frappe import _

from prospect_crm.domain.derived.search_text import search_terms
from prospect_crm.queries.search import SEARCHED, names_with

FIELD = "search_text"
FEW = 1000
"""Up to so many matches are named; above, the list reads the texts itself."""

PHONES = ("phone", "mobile")
Condition = list[Any]


def concerns(doctype: object, filters: object) -> bool:
    """Say whether these filters hold something that ``rewritten`` has to put in other words."""
    return doctype in SEARCHED and (FIELD in str(filters) or _asks_for_phone(doctype, str(filters)))


def rewritten(
    doctype: str, filters: Any, takes_any_of: bool = True
) -> tuple[list[Condition], list[Condition]]:
    """Give the filters, of which all hold, and those of which one has to hold.

    What was typed into the search box becomes terms that the column has, or the names of the few records that
    hold them. "Phone is set" on a lead means any number, where the request can say so (``takes_any_of``).
    """
    every: list[Condition] = []
    any_of: list[Condition] = []
    for condition in checked(doctype, filters):
        if condition[1] == FIELD and str(condition[2]).lower() in ("like", "="):
            every += conditions(doctype, str(condition[3] or ""))
        elif takes_any_of and doctype == "Sales Lead" and condition[1:4] == ["phone", "is", "set"]:
            any_of = [[doctype, name, "is", "set"] for name in PHONES]
        else:
            every.append(condition)
    return every, any_of


def conditions(doctype: str, typed: str) -> list[Condition]:
    """Give the conditions that a record holds every term that was typed; none for an empty box."""
    terms = search_terms(typed)
    if not terms:  # signs only: nothing can match them
        return [[doctype, "name", "in", [""]]] if typed.strip("% ") else []
    if frappe.has_permission(doctype):
        names = names_with(doctype, terms, FEW + 1)
        if len(names) <= FEW:
            return [[doctype, "name", "in", names or [""]]]
    return [[doctype, FIELD, "like", f"%{plain(term)}%"] for term in terms]


def plain(text: str) -> str:
    """Give text for a LIKE filter: Frappe 15 doubles backslashes and 16 does not, so any one sign stands for one."""
    return text.replace("%", " ").replace("\\", "_")


def checked(doctype: str, filters: Any) -> list[Condition]:
    """Give filters as [doctype, field, operator, value …]; what has another form is refused with a sentence."""
    if isinstance(filters, dict):
        filters = [[doctype, name, *_operator(value)] for name, value in filters.items()]
    if not isinstance(filters, list | tuple):
        filters = [filters] if filters else []
    return [_checked(doctype, condition) for condition in filters]


def _operator(value: Any) -> tuple[Any, Any]:
    if isinstance(value, list | tuple):
        return (value[0], value[1]) if len(value) == 2 else (None, None)
    return "=", value


def _checked(doctype: str, condition: Any) -> Condition:
    parts: Condition = list(condition) if isinstance(condition, list | tuple) else []
    if len(parts) == 3:
        parts.insert(0, doctype)
    if not (4 <= len(parts) <= 5 and _is_readable(parts)):
        frappe.throw(_("These filters cannot be read. Clear them, then filter again."))
    return parts


def _is_readable(condition: Condition) -> bool:
    table, field, operator, value, *_hidden = condition
    values = value if isinstance(value, list | tuple) else [value]
    texts = all(isinstance(part, str) and part for part in (table, field, operator))
    return texts and all(item is None or isinstance(item, str | int | float) for item in values)


def _asks_for_phone(doctype: object, filters: str) -> bool:
    return doctype == "Sales Lead" and "phone" in filters
