"""Dashboard charts on our kinds of records: counted for whoever looks, never taken from what another user saw."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime, time
from typing import Any

import frappe
from frappe import _
from frappe.desk.doctype.dashboard_chart import dashboard_chart as frappes
from frappe.utils import cint, get_datetime, nowdate

from prospect_crm.permissions.checks import require
from prospect_crm.permissions.rules import RULES

TOTALS = {"Count": len, "Sum": sum, "Average": lambda values: sum(values) / len(values)}


def chart(chart_name: str | None, given: Any, arguments: dict[str, Any]) -> Any:
    """Give the data of a stored chart, or of one that is being made; those of other records are Frappe's.

    Frappe keeps a chart's numbers for all users, and counts a heatmap without asking for permission.
    """
    found = frappe.get_doc("Dashboard Chart", chart_name) if chart_name else frappe.parse_json(given)
    found = frappe._dict(found.as_dict() if chart_name else found or {})
    if found.document_type not in RULES or found.chart_type in ("Report", "Custom"):
        return frappes.get(chart_name=chart_name, chart=given, **arguments)
    require(str(found.document_type), "read")
    if found.type == "Heatmap":
        return heatmap(found, arguments)
    return frappes.get(chart_name=chart_name, chart=given, **(arguments | {"refresh": 1}))


def heatmap(chart: frappe._dict, arguments: dict[str, Any]) -> dict[str, Any]:
    """Give a total a day of one year, as a heatmap draws it: seconds since 1970 -> total."""
    year = cint(arguments.get("heatmap_year") or chart.heatmap_year) or int(nowdate()[:4])
    value = chart.value_based_on or "name"
    days: dict[date, list[Any]] = defaultdict(list)
    for moment, number in _rows(chart, arguments.get("filters"), year, value):
        days[get_datetime(moment).date()].append(number or 0)
    total = TOTALS.get(chart.chart_type, len)
    return {
        "labels": [],
        "dataPoints": {
            int(datetime.combine(day, time(12)).timestamp()): total(values) for day, values in days.items()
        },
    }


def _rows(chart: frappe._dict, filters: Any, year: int, value: str) -> list[tuple[Any, Any]]:
    doctype, moment = str(chart.document_type), chart.based_on
    columns = frappe.get_meta(doctype).get_valid_columns()
    if moment not in columns or value not in columns:
        frappe.throw(_("These filters cannot be read. Clear them, then filter again."))
    conditions = frappe.parse_json(filters) or frappe.parse_json(chart.filters_json) or []
    span = [[doctype, moment, ">=", f"{year}-01-01"], [doctype, moment, "<", f"{year + 1}-01-01"]]
    return frappe.get_list(
        doctype,
        fields=[moment, value],
        filters=[*conditions, *span],
        order_by=f"{moment} asc",
        limit_page_length=0,
        as_list=True,
    )
