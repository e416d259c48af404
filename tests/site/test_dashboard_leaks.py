"""Counts and rows that a desk shows beside lists: charts, cards, boards, calendars and reports, asked as an outsider."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from typing import Any

import frappe
import pytest

if "PROSPECT_URL" not in os.environ:
    pytest.skip("Nothing is served: run these tests by ./dev test.", allow_module_level=True)

from tests.factories import make, make_contact, make_user
from tests.site.hidden_world import KINDS, MARK, TITLES, Hidden
from tests.site.http_client import Client

CHART = "frappe.desk.doctype.dashboard_chart.dashboard_chart.get"
BOARD = "frappe.desk.doctype.kanban_board.kanban_board"
CHARTS: dict[str, dict[str, Any]] = {
    "a line": {"chart_type": "Count", "type": "Line", "timeseries": 1, "time_interval": "Yearly"},
    "a heatmap": {"chart_type": "Count", "type": "Heatmap", "timeseries": 1},
    "groups": {
        "chart_type": "Group By",
        "type": "Bar",
        "group_by_type": "Count",
        "group_by_based_on": "owner",
    },
}


@pytest.fixture
def left_behind() -> Iterator[None]:
    """Take away what these tests add to Frappe's own tables."""
    yield
    frappe.db.rollback()
    for doctype in ("Dashboard Chart", "Number Card", "Kanban Board", "Prepared Report", "Auto Email Report"):
        for name in frappe.get_all(doctype, {"name": ["like", f"{MARK}%"]}, pluck="name"):
            frappe.delete_doc(doctype, name, force=True)
    frappe.db.delete("Report", {"name": ["like", f"{MARK}%"]})
    frappe.db.commit()


def chart_of(doctype: str, **values: Any) -> dict[str, Any]:
    return {
        "doctype": "Dashboard Chart",
        "chart_name": f"{MARK} {doctype}",
        "document_type": doctype,
        "based_on": "creation",
        "timespan": "Last Year",
        "filters_json": "[]",
        "is_public": 1,
        **values,
    }


def total(told: Any) -> int:
    """Everything that a chart counts."""
    if not told:
        return 0
    numbers = [*told.get("dataPoints", {}).values()]
    for dataset in told.get("datasets", []):
        numbers += dataset["values"]
    return sum(numbers)


@pytest.mark.parametrize("kind", sorted(CHARTS))
def test_a_chart_counts_for_whoever_looks(hidden: Hidden, left_behind: None, kind: str) -> None:
    admin = Client(make_user("admin@example.com", "System Manager"))
    for doctype in KINDS:
        chart = make(
            "Dashboard Chart",
            **{k: v for k, v in chart_of(doctype, **CHARTS[kind]).items() if k != "doctype"},
        )
        frappe.db.commit()
        asked = {"chart_name": chart.name}
        everything = admin.session.post(f"{admin.base}/api/method/{CHART}", json=asked).json()["message"]
        seen = hidden.ask(CHART, **asked).json().get("message")
        assert total(seen) == total(everything) - 1, (doctype, seen, everything)
        again = admin.session.post(f"{admin.base}/api/method/{CHART}", json=asked).json()["message"]
        assert total(again) == total(everything)


@pytest.mark.parametrize("kind", sorted(CHARTS))
def test_a_chart_that_one_makes_up_counts_nothing_hidden(hidden: Hidden, kind: str) -> None:
    for doctype in KINDS:
        filters = [[doctype, "name", "=", hidden.names[doctype]]]
        chart = chart_of(doctype, **CHARTS[kind], name="x", filters_json=json.dumps(filters))
        for further in ({"no_cache": 1}, {"refresh": 1}, {}):
            answer = hidden.ask(CHART, chart=json.dumps(chart), **further)
            assert total(answer.json().get("message")) == 0, (doctype, further, answer.text[:300])


def test_a_heatmap_that_one_makes_up_runs_no_sql_of_theirs(hidden: Hidden) -> None:
    for column in ("(select 1)", "sleep(5)", "nonsense"):
        for field in ("based_on", "value_based_on"):
            chart = chart_of("Contact Prospect", **CHARTS["a heatmap"], **{field: column}, name="x")
            answer = hidden.ask(CHART, chart=json.dumps(chart), no_cache=1)
            assert answer.status_code == 417, (column, field, answer.text[:300])


def test_a_number_card_counts_for_whoever_looks(hidden: Hidden) -> None:
    method = "frappe.desk.doctype.number_card.number_card.get_result"
    for doctype in KINDS:
        card = {"document_type": doctype, "function": "Count", "name": "x", "label": "x"}
        filters = [[doctype, "name", "=", hidden.names[doctype]]]
        answer = hidden.ask(method, doc=json.dumps(card), filters=json.dumps(filters))
        assert answer.json().get("message") == 0, (doctype, answer.text[:300])


def test_a_board_does_not_name_hidden_cards(hidden: Hidden, left_behind: None) -> None:
    admin = Client(make_user("admin@example.com", "System Manager"))
    columns = [{"column_name": name} for name in ("Passive", "Open")]
    board = {"kanban_board_name": f"{MARK} board", "reference_doctype": "Contact", "field_name": "status"}
    make("Kanban Board", **board, columns=columns)
    seen = make_contact("Anne", "Weisse")
    frappe.db.commit()
    order = json.dumps({"Passive": [hidden.names["Contact"], seen.name], "Open": []})
    asked = {"board_name": f"{MARK} board", "order": order}
    answer = admin.session.post(f"{admin.base}/api/method/{BOARD}.update_order", json=asked)
    assert answer.status_code == 200, answer.text
    for path in (f"/api/resource/Kanban Board/{MARK} board", "/api/resource/Kanban Board"):
        assert hidden.names["Contact"] not in hidden.get(path, fields='["*"]').text
    moved = {
        "board_name": f"{MARK} board",
        "from_colname": "Passive",
        "to_colname": "Open",
        "old_index": 1,
        "new_index": 0,
    }
    answer = hidden.ask(f"{BOARD}.update_order_for_single_card", docname=seen.name, **moved)
    assert answer.status_code == 200, answer.text[:600]
    refused = hidden.ask(f"{BOARD}.update_order_for_single_card", docname=hidden.names["Contact"], **moved)
    assert refused.status_code == 403
    frappe.db.rollback()
    assert frappe.db.get_value("Contact", seen.name, "status") == "Open"
    assert frappe.db.get_value("Contact", hidden.names["Contact"], "status") == "Passive"


def test_calendars_and_open_counts_keep_silent(hidden: Hidden) -> None:
    span = {"start": "2029-01-01", "end": "2031-01-01"}
    fields = json.dumps({"start": "starts_on", "end": "starts_on", "id": "name", "title": "subject"})
    task = {"doctype": "Sales Task", "field_map": fields, "filters": "[]"}
    for method, arguments in (
        ("frappe.desk.calendar.get_events", {**task, **span}),
        ("frappe.desk.doctype.event.event.get_events", span),
        ("frappe.desk.notifications.get_notifications", {}),
        ("frappe.desk.notifications.get_notification_info", {}),
        ("frappe.desk.desktop.get_workspace_sidebar_items", {}),
    ):
        answer = hidden.ask(method, **arguments)
        assert answer.status_code < 500, (method, answer.text[:300])
        assert MARK not in answer.text, method
        assert hidden.names["Sales Task"] not in answer.text, method


def test_a_saved_report_shows_what_one_may_see(hidden: Hidden, left_behind: None) -> None:
    for doctype in KINDS:
        name = f"{MARK} {doctype}"
        fields = [["name", doctype], [TITLES[doctype], doctype]]
        report = {"report_name": name, "ref_doctype": doctype, "report_type": "Report Builder"}
        make("Report", **report, is_standard="No", json=json.dumps({"fields": fields}))
        frappe.db.commit()
        listed = {"doctype": doctype, "fields": json.dumps([f"`tab{doctype}`.`name`"]), "view": "Report"}
        for method, arguments in (
            ("frappe.desk.reportview.get", listed),
            ("frappe.desk.reportview.export_query", {**listed, "file_format_type": "CSV", "title": "x"}),
        ):
            answer = hidden.ask(method, **arguments)
            assert answer.status_code < 500, (method, doctype, answer.text[:300])
            assert hidden.names[doctype] not in answer.text, (method, doctype)


def test_a_report_by_mail_is_for_whom_it_was_computed(hidden: Hidden, left_behind: None) -> None:
    name = f"{MARK} people"
    report = {"report_name": name, "ref_doctype": "Contact Prospect", "report_type": "Report Builder"}
    fields = json.dumps({"fields": [["name", "Contact Prospect"], ["full_name", "Contact Prospect"]]})
    make("Report", **report, is_standard="No", json=fields)
    mailed = {"report": name, "email_to": "x@example.com", "frequency": "Daily", "format": "CSV"}
    theirs = make("Auto Email Report", **mailed, user="Administrator", report_type="Report Builder")
    clerk = make_user("clerk@example.com", "Sales Prospector", "Report Manager")
    own = make("Auto Email Report", **mailed, user=clerk, report_type="Report Builder")
    frappe.db.commit()
    client = Client(clerk)
    path = f"{client.base}/api/method/frappe.email.doctype.auto_email_report.auto_email_report"
    refused = client.session.post(f"{path}.download", json={"name": theirs.name})
    assert refused.status_code == 403
    assert client.session.post(f"{path}.send_now", json={"name": theirs.name}).status_code == 403
    answer = client.session.post(f"{path}.download", json={"name": own.name})
    assert answer.status_code == 200, answer.text[:300]
    assert hidden.names["Contact Prospect"] not in refused.text + answer.text
    forged = {"report": name, "email_to": "x@example.com", "frequency": "Daily", "format": "CSV"}
    made = client.session.post(
        f"{client.base}/api/resource/Auto Email Report", json={**forged, "user": "Administrator"}
    )
    assert made.status_code == 403


def test_a_prepared_report_of_another_user_is_not_handed_over(hidden: Hidden, left_behind: None) -> None:
    name = f"{MARK} prepared"
    report = {"report_name": name, "ref_doctype": "Contact Prospect", "report_type": "Script Report"}
    make("Report", **report, is_standard="No", report_script="data = [], []", prepared_report=1)
    prepared = frappe.get_doc(
        doctype="Prepared Report", report_name=name, filters="{}", owner="Administrator"
    )
    prepared.db_insert()
    frappe.db.commit()
    clerk = Client(make_user("clerk@example.com", "Sales Prospector", "Prepared Report User"))
    for method, asked in (
        (
            "frappe.desk.query_report.run",
            {"report_name": name, "filters": json.dumps({"prepared_report_name": prepared.name})},
        ),
        ("frappe.core.doctype.prepared_report.prepared_report.download_attachment", {"dn": prepared.name}),
        ("frappe.client.get", {"doctype": "Prepared Report", "name": prepared.name}),
    ):
        answer = clerk.session.post(f"{clerk.base}/api/method/{method}", json=asked)
        assert answer.status_code in (403, 417), (method, answer.status_code, answer.text[:300])
    frappe.db.delete("Prepared Report", {"name": prepared.name})
    frappe.db.commit()
