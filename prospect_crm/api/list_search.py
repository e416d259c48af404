"""The search box of lists and the suggestions of link fields, behind Frappe's own requests.

The box is an ordinary filter on the column ``search_text``. What the user typed becomes terms that the column
holds, and where few records hold them, their names: so one narrow index is read and the desk's list, count, report
and export all follow the same filter.
"""

import json
from typing import Any

import frappe

from prospect_crm.domain.derived.search_text import search_terms
from prospect_crm.queries.search import SEARCHED, names_with, pattern

FIELD = "search_text"
FEW = 1000
LIST_METHODS = ("frappe.desk.reportview.", "frappe.client.get_count", "frappe.desk.listview.")


def before_request() -> None:
    """Rewrite the search filter of a request for a list; leave every other request as it is."""
    form = frappe.form_dict
    method = form.get("cmd") or (frappe.request.path.rpartition("/method/")[2] if frappe.request else "")
    if (
        method.startswith(LIST_METHODS)
        and form.get("doctype") in SEARCHED
        and FIELD in str(form.get("filters"))
    ):
        form.filters = json.dumps(rewritten(form.doctype, _parsed(form.filters)))


def rewritten(doctype: str, filters: Any) -> Any:
    """Give the filters with what was typed into the search box in the form that the column has."""
    if not isinstance(filters, list):
        return filters
    found: list[Any] = []
    for condition in filters:
        typed = _typed(condition)
        found += [condition] if typed is None else _conditions(doctype, typed)
    return found


def _typed(condition: Any) -> str | None:
    """What stands in the search box, if this condition is the search box."""
    if isinstance(condition, list) and len(condition) >= 4:
        condition = condition[1:]
    if isinstance(condition, list) and len(condition) == 3 and condition[:2] == [FIELD, "like"]:
        return str(condition[2])
    return None


def _conditions(doctype: str, typed: str) -> list[list[Any]]:
    terms = search_terms(typed)
    if not terms:  # signs only: nothing can match them
        return [[doctype, "name", "in", [""]]] if typed.strip("% ") else []
    names = names_with(doctype, terms, FEW + 1)
    if len(names) <= FEW:
        return [[doctype, "name", "in", names or [""]]]
    return [[doctype, FIELD, "like", pattern(term)] for term in terms]


def _parsed(filters: Any) -> Any:
    if not isinstance(filters, str):
        return filters
    try:
        return json.loads(filters)
    except ValueError:
        return filters


@frappe.whitelist()
@frappe.validate_and_sanitize_search_inputs
def link_query(
    doctype: str, txt: str, searchfield: str, start: int, page_len: int, filters: Any = None
) -> list[list[Any]]:
    """Suggest records for a link field: name, title and what tells namesakes apart, by the same search."""
    from prospect_crm.services.suggestions import suggest

    return suggest(doctype, txt, int(start), int(page_len), filters)
