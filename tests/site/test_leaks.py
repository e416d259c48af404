"""Nothing of a hidden record comes out over HTTP, by whatever endpoint of ours or Frappe's it is asked for."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import frappe
import pytest

if "PROSPECT_URL" not in os.environ:
    pytest.skip("Nothing is served: run these tests by ./dev test.", allow_module_level=True)

from tests.factories import (
    make_address,
    make_company,
    make_contact,
    make_entity,
    make_lead,
    make_note,
    make_opportunity,
    make_person,
    make_task,
    make_user,
)
from tests.site.http_client import Client

if TYPE_CHECKING:
    import requests

MARK = "Zyzzyva"
"""Stands in every text of the hidden records, and nowhere else."""


@dataclass
class Hidden:
    """Hidden records by DocType, and a client whose user sees none of them."""

    names: dict[str, str]
    file: str
    client: Client

    def ask(self, method: str, **arguments: Any) -> requests.Response:
        return self.client.session.post(f"{self.client.base}/api/method/{method}", json=arguments)

    def get(self, path: str, **arguments: Any) -> requests.Response:
        return self.client.session.get(f"{self.client.base}{path}", params=arguments)


@pytest.fixture
def hidden() -> Iterator[Hidden]:
    entity = make_entity("Paris")
    company = make_company(f"{MARK} SA", entities=[{"entity": entity.name}], phone="01 42 68 53 00")
    person = make_person(MARK, f"{MARK}ova", company=company.name, email="zyzzyva@hidden.example")
    contact = make_contact("Anne", "Client", client_account=company.name, designation=MARK)
    address = make_address(company)
    lead = make_lead(contact_prospect=person.name, short_description=MARK)
    deal = make_opportunity(company=company.name, title=MARK)
    task = make_task(person, subject=MARK, report=MARK, starts_on="2030-01-02 10:00:00")
    note = make_note(person, f"<p>{MARK}</p>")
    records = (company, person, contact, address, lead, deal, task, note)
    for record in (company, person, lead):
        record.add_comment("Comment", MARK)
        record.add_tag("hidden-tag")
        record.reload()
    person.update({"job_title": MARK}).save()
    file = frappe.get_doc(
        doctype="File",
        file_name=f"{MARK}.txt",
        content=MARK,
        is_private=1,
        attached_to_doctype="Contact Prospect",
        attached_to_name=person.name,
    ).insert()
    user = make_user("outside@example.com", "Sales Prospector")
    frappe.db.commit()
    yield Hidden({record.doctype: record.name for record in records}, file.file_url, Client(user))
    frappe.db.rollback()
    for doctype in ("Comment", "Version", "Tag Link"):
        frappe.db.delete(doctype)
    frappe.delete_doc("File", file.name, force=True, ignore_permissions=True)
    frappe.db.commit()


KINDS = (
    "Sales Prospect",
    "Contact Prospect",
    "Contact",
    "Address",
    "Sales Lead",
    "Sales Opportunity",
    "Sales Task",
    "Sales Note",
)
TITLES = {
    "Sales Prospect": "company_name",
    "Contact Prospect": "full_name",
    "Contact": "full_name",
    "Address": "address_title",
    "Sales Lead": "title",
    "Sales Opportunity": "title",
    "Sales Task": "subject",
    "Sales Note": "title",
}
CHILDREN = {
    "Contact Prospect": ("Contact Prospect Email", "Contact Prospect Phone"),
    "Contact": ("Contact Email", "Contact Phone", "Dynamic Link"),
    "Address": ("Dynamic Link",),
    "Sales Prospect": ("Sales Record Entity", "Sales Social Profile"),
}

# What takes a DocType and a name: each answer for the hidden record must be free of it.
BY_NAME: dict[str, dict[str, str]] = {
    "frappe.client.get": {"doctype": "{doctype}", "name": "{name}"},
    "frappe.client.get_value": {
        "doctype": "{doctype}",
        "fieldname": "{title}",
        "filters": '{{"name": "{name}"}}',
    },
    "frappe.client.has_permission": {"doctype": "{doctype}", "docname": "{name}"},
    "frappe.client.get_doc_permissions": {"doctype": "{doctype}", "docname": "{name}"},
    "frappe.client.validate_link": {"doctype": "{doctype}", "docname": "{name}", "fields": '["{title}"]'},
    "frappe.client.is_document_amended": {"doctype": "{doctype}", "docname": "{name}"},
    "frappe.client.set_value": {
        "doctype": "{doctype}",
        "name": "{name}",
        "fieldname": "{title}",
        "value": "Taken",
    },
    "frappe.client.delete": {"doctype": "{doctype}", "name": "{name}"},
    "frappe.client.rename_doc": {"doctype": "{doctype}", "old_name": "{name}", "new_name": "taken"},
    "frappe.desk.form.load.getdoc": {"doctype": "{doctype}", "name": "{name}"},
    "frappe.desk.form.load.get_docinfo": {"doctype": "{doctype}", "name": "{name}"},
    "frappe.desk.form.load.get_communications": {"doctype": "{doctype}", "name": "{name}"},
    "frappe.desk.form.linked_with.get": {"doctype": "{doctype}", "docname": "{name}"},
    "frappe.desk.form.linked_with.get_submitted_linked_docs": {"doctype": "{doctype}", "name": "{name}"},
    "frappe.desk.form.document_follow.get_follow_users": {"doctype": "{doctype}", "doc_name": "{name}"},
    "frappe.desk.form.document_follow.follow_document": {
        "doctype": "{doctype}",
        "doc_name": "{name}",
        "user": "outside@example.com",
    },
    "frappe.desk.form.utils.add_comment": {
        "reference_doctype": "{doctype}",
        "reference_name": "{name}",
        "content": "x",
        "comment_email": "outside@example.com",
        "comment_by": "x",
    },
    "frappe.desk.form.assign_to.add": {
        "doctype": "{doctype}",
        "name": "{name}",
        "assign_to": '["outside@example.com"]',
    },
    "frappe.desk.like.toggle_like": {"doctype": "{doctype}", "name": "{name}", "add": "Yes"},
    "frappe.desk.link_preview.get_preview_data": {"doctype": "{doctype}", "docname": "{name}"},
    "frappe.desk.notifications.get_open_count": {"doctype": "{doctype}", "name": "{name}"},
    "frappe.desk.search.get_link_title": {"doctype": "{doctype}", "docname": "{name}"},
    "frappe.desk.doctype.tag.tag.add_tag": {"tag": "mine", "dt": "{doctype}", "dn": "{name}"},
    "frappe.desk.doctype.tag.tag.add_tags": {"tags": '["mine"]', "dt": "{doctype}", "docs": '["{name}"]'},
    "frappe.desk.doctype.tag.tag.remove_tag": {"tag": "hidden-tag", "dt": "{doctype}", "dn": "{name}"},
    "frappe.share.get_users": {"doctype": "{doctype}", "name": "{name}"},
    "frappe.share.add": {"doctype": "{doctype}", "name": "{name}", "user": "outside@example.com"},
    "frappe.www.printview.get_html_and_style": {"doc": "{doctype}", "name": "{name}"},
    "frappe.utils.print_format.download_pdf": {"doctype": "{doctype}", "name": "{name}"},
    "frappe.utils.print_format.download_multi_pdf": {
        "doctype": "{doctype}",
        "name": '["{name}"]',
        "format": "Standard",
    },
    "frappe.www.printview.get_rendered_raw_commands": {"doc": "{doctype}", "name": "{name}"},
    "frappe.model.rename_doc.update_document_title": {
        "doctype": "{doctype}",
        "docname": "{name}",
        "title": "Taken",
        "name": "",
    },
    "prospect_crm.api.rights.who_can_see": {"doctype": "{doctype}", "name": "{name}"},
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


def filled(template: dict[str, str], doctype: str, name: str) -> dict[str, str]:
    places = {"doctype": doctype, "name": name, "title": TITLES[doctype]}
    return {key: value.format(**places) for key, value in template.items()}


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


def test_a_name_that_may_not_be_read_answers_like_one_that_is_not_there(hidden: Hidden) -> None:
    for doctype in KINDS:
        answers = [
            hidden.ask("prospect_crm.api.rights.who_can_see", doctype=doctype, name=name)
            for name in (hidden.names[doctype], "0000000000")
        ]
        told = [(answer.status_code, json.loads(answer.json()["_server_messages"])) for answer in answers]
        assert told[0] == told[1]
        assert told[0][0] == 404


NAMED = {
    "frappe.client.get": ("doctype", "name"),
    "frappe.client.set_value": ("doctype", "name"),
    "frappe.client.delete": ("doctype", "name"),
    "frappe.client.get_doc_permissions": ("doctype", "docname"),
    "frappe.desk.form.load.getdoc": ("doctype", "name"),
    "frappe.desk.form.load.get_docinfo": ("doctype", "name"),
    "frappe.utils.print_format.download_pdf": ("doctype", "name"),
    "run_doc_method": ("dt", "dn"),
}


@pytest.mark.parametrize("doctype", KINDS)
def test_frappes_endpoints_do_not_tell_a_hidden_name_from_a_missing_one(hidden: Hidden, doctype: str) -> None:
    names = (hidden.names[doctype], "0000000000")
    more = {"fieldname": "owner", "value": "x"}
    for method, (kind, name) in NAMED.items():
        told = [hidden.ask(method, **{kind: doctype, name: one}, **more) for one in names]
        assert told[0].status_code == told[1].status_code == 403, (method, told[0].text, told[1].text)
        assert told[0].json()["_server_messages"] == told[1].json()["_server_messages"], method
    for verb in ("get", "put", "delete"):
        found = [
            getattr(hidden.client.session, verb)(
                f"{hidden.client.base}/api/resource/{doctype}/{name}", json={}
            )
            for name in names
        ]
        assert found[0].status_code == found[1].status_code == 403, (verb, found[0].text, found[1].text)
        assert found[0].text == found[1].text


@pytest.mark.parametrize("doctype", KINDS)
def test_whether_one_may_read_a_record_does_not_tell_that_it_is_there(hidden: Hidden, doctype: str) -> None:
    told = [
        hidden.ask("frappe.client.has_permission", doctype=doctype, docname=name).json()["message"]
        for name in (hidden.names[doctype], "0000000000")
    ]
    assert told == [{"has_permission": False}] * 2


def test_a_value_of_a_hidden_record_cannot_be_guessed_by_a_filter(hidden: Hidden) -> None:
    name = hidden.names["Contact Prospect"]
    told = [
        hidden.ask("frappe.client.get", doctype="Contact Prospect", filters=json.dumps({"name": one})).text
        for one in (name, "0000000000")
    ]
    assert told[0] == told[1]


def test_a_second_method_in_the_request_does_not_hide_the_first(hidden: Hidden) -> None:
    method = "frappe.desk.search.get_link_title"
    asked = {"doctype": "Contact Prospect", "docname": hidden.names["Contact Prospect"]}
    for path, cmd in ((method, "ping"), ("ping", method)):
        answer = hidden.ask(path, **asked, cmd=cmd)
        assert answer.status_code == 403, (path, answer.text[:300])
        assert MARK not in answer.text
