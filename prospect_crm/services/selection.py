"""Which records an operation is about: those the user has ticked, or all that match a list's filters."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import frappe
from frappe import _

from prospect_crm.services import list_search

BATCH = 1000
MAX_NAMES = 10_000
MAX_NAME = 140


def checked(doctype: str, selection: Mapping[str, Any]) -> dict[str, Any]:
    """Give a selection as it is stored: {"names": […]} or {"filters": […]}; ValidationError for anything else."""
    if "filters" in selection:
        return {"filters": list_search.checked(doctype, selection["filters"])}
    names = selection.get("names")
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        frappe.throw(_("The request is not complete. Reload the page and try again."))
    wanted = list(dict.fromkeys(name[:MAX_NAME] for name in names if name))
    if not wanted:
        frappe.throw(_("Nothing is selected. Tick the records first."))
    if len(wanted) > MAX_NAMES:
        frappe.throw(
            _("More than {0} records are ticked. Filter the list and choose all that match.").format(
                MAX_NAMES
            )
        )
    return {"names": wanted}


def is_larger_than(doctype: str, selection: Mapping[str, Any], number: int) -> bool:
    """Say whether the selection holds more than so many records that the user may read; reads no further."""
    if "names" in selection:
        return len(selection["names"]) > number
    every, any_of = list_search.rewritten(doctype, selection["filters"])
    found = frappe.get_list(
        doctype,
        filters=every,
        or_filters=any_of,
        order_by=None,
        limit_page_length=number + 1,
        pluck="name",
    )
    return len(found) > number


def batches(doctype: str, selection: Mapping[str, Any]) -> Iterator[list[str]]:
    """Yield the names a thousand at a time. Those of a filter are read in their order, readable ones only."""
    if "names" in selection:
        names: Sequence[str] = selection["names"]
        yield from (list(names[start : start + BATCH]) for start in range(0, len(names), BATCH))
        return
    every, any_of = list_search.rewritten(doctype, selection["filters"])
    last = ""
    while names := _next(doctype, every, any_of, last):
        yield names
        last = names[-1]


def _next(doctype: str, every: list[Any], any_of: list[Any], last: str) -> list[str]:
    found: list[str] = frappe.get_list(
        doctype,
        filters=[*every, [doctype, "name", ">", last]],
        or_filters=any_of,
        order_by=f"`tab{doctype}`.name asc",
        group_by=f"`tab{doctype}`.name" if _joins(doctype, every) else None,
        limit_page_length=BATCH,
        pluck="name",
    )
    return found


def _joins(doctype: str, every: list[Any]) -> bool:
    """A filter on a child table finds a record once a row."""
    return any(condition[0] != doctype for condition in every)
