"""Nothing of a hidden record comes out over HTTP, by whatever endpoint of ours or Frappe's it is asked for."""

from __future__ import annotations

import os
from typing import Any

import frappe
import pytest

if "PROSPECT_URL" not in os.environ:
    pytest.skip("Nothing is served: run these tests by ./dev test.", allow_module_level=True)


from tests.site.hidden_world import BY_NAME, KINDS, MARK, Hidden, filled

CHILDREN = {
    "Contact Prospect": ("Contact Prospect Email", "Contact Prospect Phone"),
    "Contact": ("Contact Email", "Contact Phone", "Dynamic Link"),
    "Address": ("Dynamic Link",),
    "Sales Prospect": ("Sales Record Entity", "Sales Social Profile"),
}

# What lists: no row and no count of the hidden record.
LISTS: dict[str, dict[str, str]] = {
    "frappe.client.get_list": {"doctype": "{doctype}", "fields": '["*"]', "limit_page_length": "0"},
    "frappe.desk.reportview.get": {
        "doctype": "{doctype}",
        "fields": '["name", "{title}"]',
        "page_length": "500",
    },
    "frappe.desk.reportview.get_list": {"doctype": "{doctype}", "fields": '["name", "{title}"]'},
    "frappe.desk.search.search_link": {"doctype": "{doctype}", "txt": MARK, "ignore_user_permissions": "1"},
    "frappe.desk.search.search_widget": {"doctype": "{doctype}", "txt": MARK, "ignore_user_permissions": "1"},
    "frappe.desk.listview.get_group_by_count": {
        "doctype": "{doctype}",
        "current_filters": "[]",
        "field": "{title}",
    },
    "frappe.desk.reportview.get_sidebar_stats": {"doctype": "{doctype}", "stats": '["_user_tags"]'},
    "frappe.desk.doctype.tag.tag.get_documents_for_tag": {"tag": "hidden-tag"},
    "frappe.utils.global_search.search": {"text": MARK, "doctype": "{doctype}"},
    "frappe.desk.reportview.export_query": {
        "doctype": "{doctype}",
        "fields": '["`tab{doctype}`.`name`", "`tab{doctype}`.`{title}`"]',
        "file_format_type": "CSV",
        "title": "x",
    },
}


def test_a_hidden_record_is_not_told_and_not_changed_by_its_name(hidden: Hidden) -> None:
    before, failures = snapshot(hidden), []
    for method in sorted(BY_NAME):
        for doctype in KINDS:
            answer = hidden.ask(method, **filled(BY_NAME[method], doctype, hidden.names[doctype]))
            # the name was asked for: an address has its company's
            told = answer.text.replace(hidden.names[doctype], "")
            if MARK in told or answer.status_code >= 500:
                failures.append((method, doctype, answer.status_code, told[:200]))
            elif method.endswith(".has_permission") and answer.json()["message"]["has_permission"]:
                failures.append((method, doctype, "allowed"))
        if snapshot(hidden) != before:
            failures.append((method, "changed"))
            before = snapshot(hidden)
    assert failures == []


def snapshot(hidden: Hidden) -> dict[str, Any]:
    """Everything of the hidden records that somebody could have changed."""
    frappe.db.rollback()
    found: dict[str, Any] = {}
    for doctype, name in hidden.names.items():
        row = frappe.db.get_value(doctype, name, "*", as_dict=True)
        found[doctype] = {key: str(value) for key, value in (row or {}).items() if key != "_seen"}
        for other, field in (
            ("Comment", "reference_name"),
            ("DocShare", "share_name"),
            ("ToDo", "reference_name"),
        ):
            found[f"{doctype} {other}"] = frappe.db.count(other, {field: name})
    return found


def test_a_hidden_record_is_in_no_list(hidden: Hidden) -> None:
    failures = []
    for method in sorted(LISTS):
        for doctype in KINDS:
            answer = hidden.ask(method, **filled(LISTS[method], doctype, ""))
            is_told = MARK in answer.text or hidden.names[doctype] in answer.text
            if is_told or answer.status_code >= 500:
                failures.append((method, doctype, answer.status_code, answer.text[:200]))
    assert failures == []


def test_a_hidden_record_is_in_no_count(hidden: Hidden) -> None:
    for doctype in KINDS:
        seen = hidden.ask("frappe.client.get_count", doctype=doctype).json()["message"]
        counted = hidden.ask("frappe.desk.reportview.get_count", doctype=doctype).json()["message"]
        everything = frappe.db.count(doctype)
        assert seen == counted == (everything - 1), (doctype, seen, counted, everything)


def test_child_rows_are_not_listed_by_any_endpoint(hidden: Hidden) -> None:
    methods = ("frappe.client.get_list", "frappe.desk.reportview.get", "frappe.desk.reportview.get_list")
    for parent, children in CHILDREN.items():
        for child in children:
            for method in methods:
                asked = {"doctype": child, "parent": parent, "parent_doctype": parent}
                answer = hidden.ask(method, **asked, fields='["name", "parent"]')
                assert hidden.names[parent] not in answer.text, (method, child, answer.text[:300])


def test_rest_and_pages_keep_silent(hidden: Hidden) -> None:
    for doctype, name in hidden.names.items():
        for path in (
            f"/api/resource/{doctype}/{name}",
            f"/api/resource/{doctype}",
            f"/printview?doctype={doctype}&name={name}",
        ):
            answer = hidden.get(path)
            told = answer.text.replace(name, "")
            assert MARK not in told, (path, told[:300])


def test_a_file_of_a_hidden_record_is_not_handed_over(hidden: Hidden) -> None:
    for path, arguments in (
        (hidden.file, {}),
        ("/api/method/frappe.handler.download_file", {"file_url": hidden.file}),
        ("/api/method/frappe.core.doctype.file.file.download_file", {"file_url": hidden.file}),
    ):
        answer = hidden.get(path, **arguments)
        assert answer.status_code in (403, 404), (path, answer.status_code)
        assert answer.content.strip() != MARK.encode()


OF_FRAPPE = (
    "Access Log",
    "Activity Log",
    "Comment",
    "Communication",
    "Deleted Document",
    "DocShare",
    "Event",
    "File",
    "Notification Log",
    "Tag Link",
    "ToDo",
    "Version",
    "View Log",
    "Sales Operation",
    "Sales Operation Entry",
    "Sales Entity Set",
)


def test_records_of_frappe_do_not_tell_of_hidden_ones(hidden: Hidden) -> None:
    failures = []
    for doctype in OF_FRAPPE:
        answer = hidden.ask("frappe.client.get_list", doctype=doctype, fields='["*"]', limit_page_length=0)
        if any(text in answer.text for text in (MARK, *hidden.names.values())):
            failures.append((doctype, answer.text[:300]))
    assert failures == []


def test_a_second_method_in_the_request_does_not_hide_the_first(hidden: Hidden) -> None:
    method = "frappe.desk.search.get_link_title"
    asked = {"doctype": "Contact Prospect", "docname": hidden.names["Contact Prospect"]}
    for path, cmd in ((method, "ping"), ("ping", method)):
        answer = hidden.ask(path, **asked, cmd=cmd)
        assert answer.status_code == 403, (path, answer.text[:300])
        assert MARK not in answer.text
