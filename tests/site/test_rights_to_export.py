"""Exports over HTTP: which rights they need, and what the log says of them."""

from __future__ import annotations

import json
import os

import frappe
import pytest

if "PROSPECT_URL" not in os.environ:
    pytest.skip("Nothing is served: run these tests by ./dev test.", allow_module_level=True)

from tests.factories import make_person
from tests.site.right_acts import World, export_report, grant


@pytest.mark.parametrize("kind", ["CSV", "Excel"])
def test_an_export_of_a_list_is_logged_with_filter_and_count(world: World, kind: str) -> None:
    make_person("Anne", "Line\nbreak")
    frappe.db.commit()
    fields = json.dumps(["`tabContact Prospect`.`name`", "`tabContact Prospect`.`last_name`"])
    asked = {"doctype": "Contact Prospect", "fields": fields, "file_format_type": kind, "title": "x"}
    filters = json.dumps([["Contact Prospect", "first_name", "=", "Anne"]])
    answer = world.method("frappe.desk.reportview.export_query", filters=filters, **asked)
    assert answer.status_code == 200, answer.text[:300]
    frappe.db.rollback()
    log = frappe.get_last_doc("Access Log", {"export_from": "Contact Prospect", "user": world.user})
    assert (log.method, log.file_type) == ("Export: 2 rows", kind)
    assert "Anne" in log.filters


def test_an_export_of_a_report_is_logged_with_filter_and_count(world: World) -> None:
    assert export_report(world).status_code == 200
    frappe.db.rollback()
    log = frappe.get_last_doc("Access Log", {"report_name": "People by hand", "user": world.user})
    assert (log.export_from, log.method, log.file_type) == ("Contact Prospect", "Export: 2 rows", "CSV")


PREPARED = "frappe.core.doctype.prepared_report.prepared_report"


@pytest.mark.parametrize(
    "method",
    [
        "frappe.desk.query_report.run",
        "frappe.desk.query_report.export_query",
        f"{PREPARED}.make_prepared_report",
    ],
)
def test_a_report_in_sql_needs_to_see_all_entities(world: World, method: str) -> None:
    export_report(world)
    grant("see_all_entities")
    answer = world.method(method, report_name="People by hand", filters="{}", file_format_type="CSV")
    assert answer.status_code == 403
    [told] = json.loads(answer.json()["_server_messages"])
    assert json.loads(told)["message"].startswith("You do not have the right “See all entities”. Ask ")
    assert world.person.name not in answer.text


def test_an_export_does_not_go_by_get_where_nothing_would_be_logged(world: World) -> None:
    for path in ("reportview", "query_report"):
        answer = world.client.session.get(f"{world.client.base}/api/method/frappe.desk.{path}.export_query")
        assert answer.status_code == 403
