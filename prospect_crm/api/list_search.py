"""The search box of lists and the suggestions of link fields, behind Frappe's own requests.

The box is an ordinary filter on the column ``search_text``; every request of a list is rewritten the same way, so its
rows, count, report and export agree.
"""

import json
from typing import Any

import frappe
from frappe import _

from prospect_crm.api.guard import complete
from prospect_crm.services import list_search
from prospect_crm.services.suggestions import suggest

REPORT_VIEW = "frappe.desk.reportview."
LIST_METHODS = (REPORT_VIEW, "frappe.desk.listview.", "frappe.client.get_list", "frappe.client.get_count")
PARAMETERS = ("filters", "current_filters")


def before_request() -> None:
    """Rewrite the filters of a request for a list; leave every other request as it is."""
    form = frappe.form_dict
    if not _method().startswith(LIST_METHODS):
        return
    for parameter in PARAMETERS:
        if list_search.concerns(form.get("doctype"), form.get(parameter)):
            _rewrite(form, parameter)


def _rewrite(form: frappe._dict, parameter: str) -> None:
    # what cannot be read gets a sentence here and no traceback from further in
    frappe.local.flags.disable_traceback = True
    takes_any_of = _method().startswith(REPORT_VIEW) and not form.get("or_filters")
    every, any_of = list_search.rewritten(form.doctype, _parsed(form[parameter]), takes_any_of)
    form[parameter] = json.dumps(every)
    if any_of:
        form.or_filters = json.dumps(any_of)


def _method() -> str:
    path = frappe.request.path if frappe.request else ""
    return str(frappe.form_dict.get("cmd") or path.rpartition("/method/")[2])


def _parsed(filters: Any) -> Any:
    """Give what JSON text holds; Frappe takes filters as text and as they are."""
    try:
        return json.loads(filters) if isinstance(filters, str) else filters
    except (ValueError, RecursionError):
        frappe.throw(_("These filters cannot be read. Clear them, then filter again."))


@frappe.whitelist(methods=["GET", "POST"])
@complete
@frappe.validate_and_sanitize_search_inputs
def link_query(
    doctype: str,
    txt: str,
    searchfield: str,
    start: int,
    page_len: int,
    filters: dict | list | str | None = None,
) -> list[list[Any]]:
    """Suggest records for a link field: name, title and what tells namesakes apart, by the same search."""
    return suggest(doctype, txt, int(start), int(page_len), _parsed(filters))
