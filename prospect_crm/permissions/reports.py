"""Reports on our kinds of records: written in SQL they know no rule, and computed for one user they are not another's."""

from __future__ import annotations

import frappe
from frappe.model.document import Document

from prospect_crm.compat import NO_OBJECTION
from prospect_crm.permissions import rights
from prospect_crm.permissions.declaration import EVERYBODYS_ROLE
from prospect_crm.permissions.rules import RULES

SEES_ALL = "see_all_entities"
OF_ALL_RECORDS = ("Addresses And Contacts",)
"""Scripts of Frappe that ask for no permission on the records they show."""

COMPUTED_FOR = {"Auto Email Report": "user", "Prepared Report": "owner"}
NAME_OF_REPORT = {"Auto Email Report": "report", "Prepared Report": "report_name"}


def require_all_records(name: str) -> None:
    """Raise PermissionError with the missing right where a report shows the records of all entities to everybody.

    Lists and Report Builder obey the rules, and a script may; a query cannot.
    """
    if _shows_all_records(name):
        rights.require(SEES_ALL)


def has_permission(
    doc: Document, ptype: str | None = None, user: str | None = None, **_further: object
) -> bool | None:
    """Refuse with False a report on our kinds of records that was, or will be, computed for somebody else."""
    user, report = user or frappe.session.user, doc.get(NAME_OF_REPORT[doc.doctype])
    if user == "Administrator" or EVERYBODYS_ROLE in frappe.get_roles(user):
        return NO_OBJECTION
    if _shows_all_records(report) and not rights.holds(SEES_ALL, user):
        return False
    about = frappe.db.get_value("Report", report, "ref_doctype")
    computed_for = doc.get(COMPUTED_FOR[doc.doctype]) or user
    return NO_OBJECTION if about not in RULES or computed_for == user else False


def _shows_all_records(name: str | None) -> bool:
    found = frappe.db.get_value(
        "Report", name, ["name", "ref_doctype", "report_type", "reference_report"], as_dict=True
    )
    if found and found.report_type == "Custom Report":
        return _shows_all_records(found.reference_report)
    is_query = bool(found) and found.report_type == "Query Report" and found.ref_doctype in RULES
    return is_query or name in OF_ALL_RECORDS
