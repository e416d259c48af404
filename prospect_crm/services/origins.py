"""Both directions of a conversion: what a record became, and what it was made from with what came along."""

from __future__ import annotations

from typing import Any

import frappe
from frappe.model.document import Document

from prospect_crm.permissions.checks import readable
from prospect_crm.permissions.conditions import allowed_names
from prospect_crm.queries import conversions, files
from prospect_crm.services.history_changes import title_of

SOURCE_LINKS = {
    "Sales Opportunity": ("Sales Lead", "lead"),
    "Contact": ("Contact Prospect", "contact_prospect"),
}
"""Kind of result -> the kind it was made from, and the link to it."""
BACK_LINKS = {"Contact": ("Contact Prospect", "contact")}
"""Kind of result that several sources may have become -> that kind, and their link to it."""
About = tuple[str, str]


def sources_of(document: Document) -> list[About]:
    """Give the records that this one was made from and that the user may read: (kind, name), the first first."""
    if document.doctype not in SOURCE_LINKS:
        return []
    doctype, link = SOURCE_LINKS[document.doctype]
    names = [document.get(link)] if document.get(link) else []
    if back := BACK_LINKS.get(document.doctype):
        names += frappe.get_all(back[0], filters={back[1]: document.name}, pluck="name", limit=20)
    names = list(dict.fromkeys(names))
    allowed = allowed_names(doctype, names) if names else set()
    return [(doctype, name) for name in names if name in allowed]


def with_sources(document: Document) -> list[About]:
    """Give a record and those it was made from: whatever hangs on one of them is reachable from it."""
    return [(document.doctype, document.name), *sources_of(document)]


def ties_of(doctype: str, name: str) -> dict[str, Any]:
    """Give ``became`` (what it was converted to, by whom, when) and ``sources`` with their files.

    DoesNotExistError where the record is missing or not readable.
    """
    document = readable(doctype, name)
    return {
        "became": _became(document),
        "sources": [_source(kind, source) for kind, source in sources_of(document)],
    }


def _became(document: Document) -> dict[str, Any] | None:
    doctype, name = document.doctype, document.name
    if doctype not in conversions.BECAME or not document.get("converted_on"):
        return None
    result = conversions.became(doctype, [name]).get(name)
    if not result:
        return None
    kind = conversions.BECAME[doctype][0]
    is_visible = bool(allowed_names(kind, [result]))
    return {
        "doctype": kind,
        "name": result if is_visible else "",
        "title": title_of(kind, result),
        "on": document.converted_on,
        **_operation(doctype, name),
    }


def _operation(doctype: str, name: str) -> dict[str, Any]:
    """Who did it; the operation itself is for those who may read it."""
    operation = conversions.operation_of(doctype, name)
    if not operation:
        return {"by": "", "operation": ""}
    may_read = frappe.has_permission("Sales Operation", "read", doc=operation["name"])
    frappe.clear_messages()
    return {
        "by": frappe.utils.get_fullname(operation["owner"]),
        "operation": operation["name"] if may_read else "",
    }


def _source(doctype: str, name: str) -> dict[str, Any]:
    return {
        "doctype": doctype,
        "name": name,
        "title": title_of(doctype, name),
        "on": frappe.db.get_value(doctype, name, "converted_on"),
        **_operation(doctype, name),
        "files": files.attached(doctype, name),
    }
