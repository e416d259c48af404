"""Frappe's own exports of lists and reports, with the number of rows in the Access Log."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from typing import Any

import frappe
from frappe.core.doctype.access_log.access_log import make_access_log
from frappe.desk import query_report, reportview
from frappe.utils import cint, now

from prospect_crm.permissions import rights
from prospect_crm.permissions.rules import RULES


def export_list(form: dict[str, Any]) -> None:
    """Answer with the rows of a list as Frappe does; what it logged then says how many they were."""
    asked, began = dict(form), now()
    reportview.export_query()
    if asked.get("doctype") not in RULES:
        return
    [*logged] = frappe.get_all(
        "Access Log",
        filters={"user": frappe.session.user, "export_from": asked["doctype"], "creation": [">=", began]},
        order_by="creation desc",
        limit=1,
        pluck="name",
    )
    for name in logged:
        frappe.db.set_value("Access Log", name, "method", told(asked), update_modified=False)


def export_report(form: dict[str, Any]) -> None:
    """Answer with the rows of a report as Frappe does, to who may export lists, and log filters and number."""
    asked = dict(form)
    about = frappe.db.get_value("Report", asked.get("report_name"), "ref_doctype")
    if about in RULES:
        rights.require("export_xlsx")
    query_report.export_query()
    if about in RULES:
        make_access_log(
            doctype=about,
            report_name=asked.get("report_name"),
            file_type=asked.get("file_format_type"),
            filters=asked.get("filters"),
            method=told(asked),
        )


def told(asked: dict[str, Any]) -> str:
    """Give what the Access Log says of the answer; "Export" alone where it is made later, in the background."""
    content = frappe.response.get("filecontent")
    if not content:
        return "Export"
    rows = number_of_rows(content, asked.get("csv_delimiter") or ",")
    return f"Export: {rows - cint(asked.get('add_totals_row'))} rows"


def number_of_rows(content: bytes | str, delimiter: str) -> int:
    """Count the rows below the header of a CSV file or a workbook of one sheet."""
    data = content.encode() if isinstance(content, str) else content
    if zipfile.is_zipfile(io.BytesIO(data)):
        sheet = zipfile.ZipFile(io.BytesIO(data)).read("xl/worksheets/sheet1.xml")
        return len(re.findall(rb"<row\b", sheet)) - 1
    lines = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=delimiter[:1])
    return sum(1 for _line in lines) - 1
