"""Mailing lists from the desk: what a person is on, and changes of one or many."""

from dataclasses import asdict
from typing import Any

import frappe

from prospect_crm.api.arguments import as_dict, as_list, planned, request_key
from prospect_crm.api.guard import complete
from prospect_crm.services import mailing_lists


@frappe.whitelist(methods=["GET", "POST"])
@complete
def names() -> list[str]:
    """Name the mailing lists that can be chosen."""
    return mailing_lists.lists()


@frappe.whitelist(methods=["GET", "POST"])
@complete
def of_record(doctype: str, name: str) -> dict[str, Any]:
    """Give the mailing lists of a person or company, with date, source and opt-outs."""
    return asdict(mailing_lists.of_record(doctype, name))


@frappe.whitelist(methods=["POST"])
@complete
def plan(
    doctype: str, selection: str | dict, lists: str | list, change: str, token: str = ""
) -> dict[str, Any]:
    """Plan to put records on lists ("subscribe"), take them off ("unsubscribe") or opt them out ("opt_out").

    ``selection`` is {"names": […]} or {"filters": […]}. The same ``token`` gives the same operation.
    """
    chosen, groups = as_dict(selection), as_list(lists, str)
    return planned(mailing_lists.plan(doctype, chosen, groups, change, request_key=request_key(token)))


@frappe.whitelist(methods=["POST"])
@complete
def change(doctype: str, name: str, list_name: str, change: str) -> str:
    """Change one record on one list at once; gives why not, or "" when it is done."""
    return mailing_lists.change_one(doctype, name, list_name, change)
