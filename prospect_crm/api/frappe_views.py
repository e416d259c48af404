"""Charts, boards, exports, bulk actions and questions of Frappe, hooked in their place with the same arguments."""

from typing import Any

import frappe
from frappe import client
from frappe.desk import reportview
from frappe.desk.doctype.bulk_update import bulk_update

from prospect_crm.api.arguments import as_dict, as_list
from prospect_crm.api.guard import complete, forgiving
from prospect_crm.permissions import frappe_endpoints
from prospect_crm.permissions.rules import RULES
from prospect_crm.services import dashboards, frappe_bulk, frappe_exports, kanban


@frappe.whitelist(methods=["GET", "POST"])
@complete
@forgiving
def get_chart(
    chart_name: str | None = None,
    chart: dict | str | None = None,
    no_cache: bool | int | str | None = None,
    filters: dict | list | str | None = None,
    from_date: str | None = None,
    to_date: str | None = None,
    timespan: str | None = None,
    time_interval: str | None = None,
    heatmap_year: int | str | None = None,
    refresh: bool | int | str | None = None,
) -> Any:
    """Give the data of a dashboard chart, counted for the user."""
    return dashboards.chart(
        chart_name,
        chart,
        {
            "no_cache": no_cache,
            "filters": filters,
            "from_date": from_date,
            "to_date": to_date,
            "timespan": timespan,
            "time_interval": time_interval,
            "heatmap_year": heatmap_year,
            "refresh": refresh,
        },
    )


@frappe.whitelist(methods=["POST"])
@complete
@forgiving
def move_card(
    board_name: str,
    docname: str,
    from_colname: str,
    to_colname: str,
    old_index: int | str,
    new_index: int | str,
) -> Any:
    """Put a card of a board into another column; gives the board."""
    return kanban.move_card(board_name, docname, from_colname, to_colname, int(old_index), int(new_index))


@frappe.whitelist(methods=["POST"])
@complete
@forgiving
def export_list() -> None:
    """Answer with the rows of a list as a file."""
    frappe_exports.export_list(frappe.form_dict)


@frappe.whitelist(methods=["POST"])
@complete
@forgiving
def export_report() -> None:
    """Answer with the rows of a report as a file."""
    frappe_exports.export_report(frappe.form_dict)


@frappe.whitelist(methods=["POST"])
@complete
@forgiving
def delete_items(items: str | list, doctype: str) -> None:
    """Delete the ticked rows of a list."""
    if not frappe_bulk.deletes(doctype):
        return reportview.delete_items()
    return frappe_bulk.delete(doctype, as_list(items, str))


@frappe.whitelist(methods=["POST"])
@complete
@forgiving
def act_on_many(
    doctype: str, docnames: str | list, action: str = "submit", data: str | dict | None = None
) -> Any:
    """Submit, cancel or change the ticked rows of a list; gives the names of those that failed."""
    if action != "update" or not frappe_bulk.updates(doctype):
        return bulk_update.submit_cancel_or_update_docs(doctype, docnames, action, data)
    return frappe_bulk.update(doctype, as_list(docnames, str), as_dict(data))


@frappe.whitelist(methods=["GET", "POST"])
@complete
@forgiving
def has_permission(doctype: str, docname: str, perm_type: str = "read") -> dict[str, bool]:
    """Say whether the user may do this to a record; one that is hidden and one that is not there answer alike."""
    if doctype not in RULES:
        return client.has_permission(doctype, docname, perm_type)
    return {"has_permission": frappe_endpoints.may(doctype, docname, perm_type.lower())}
