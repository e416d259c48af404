"""By which path a bulk change is written: by statement, document by document, or in the background."""

from __future__ import annotations

import json
from typing import Any

import frappe
import pytest

from prospect_crm.services import operations
from tests.factories import make, make_company, make_contact, make_person
from tests.site.bulk import apply, plan


def test_html_that_a_document_would_refuse_is_not_written_by_statement() -> None:
    company = make_company()
    done = apply(plan(company, origin_comment="<b onclick=alert(1)>Salon</b><script>alert(1)</script>"))
    assert done.path == "Set"
    stored = frappe.db.get_value("Sales Prospect", company.name, "origin_comment")
    assert "onclick" not in stored
    assert "<script" not in stored


def test_client_contacts_are_written_by_statement_while_no_google_account_listens(sales_rep: str) -> None:
    assert apply(plan(make_contact(), sales_rep=sales_rep)).path == "Set"


def test_a_user_permission_on_the_new_value_decides_as_it_does_on_a_document(
    sales_rep: str, manager: str
) -> None:
    person = make_person(sales_rep=sales_rep)
    restricted = {"user": sales_rep, "allow": "User", "for_value": sales_rep, "apply_to_all_doctypes": 1}
    make("User Permission", **restricted)
    frappe.db.commit()
    try:
        frappe.set_user(sales_rep)
        done = apply(plan(person, sales_rep=manager))
        assert (done.path, done.refused_count) == ("Document", 1)
        assert frappe.db.get_value("Contact Prospect", person.name, "sales_rep") == sales_rep
    finally:
        frappe.db.rollback()
        frappe.db.delete("User Permission", {"user": sales_rep})
        frappe.db.commit()
        frappe.clear_cache()


LISTENERS = {
    "Server Script": {
        "script_type": "DocType Event",
        "reference_doctype": "Contact Prospect",
        "doctype_event": "Before Save",
        "script": "pass",
    },
    "Webhook": {
        "webhook_doctype": "Contact Prospect",
        "webhook_docevent": "on_update",
        "request_url": "http://127.0.0.1:9/",
        "request_method": "POST",
    },
    "Notification": {
        "document_type": "Contact Prospect",
        "event": "Save",
        "subject": "Changed",
        "message": "x",
        "channel": "System Notification",
        "recipients": [{"receiver_by_role": "System Manager"}],
    },
}


@pytest.fixture
def listener(request: pytest.FixtureRequest) -> Any:
    """Somebody who listens to contact prospects, taken away again."""
    values = dict(LISTENERS[request.param])
    document = make(
        request.param, name=f"Listens {request.param}", __newname=f"Listens {request.param}", **values
    )
    frappe.clear_cache(doctype="Contact Prospect")
    yield document
    frappe.db.rollback()
    frappe.delete_doc(request.param, document.name, force=True, ignore_missing=True)
    frappe.db.commit()
    frappe.clear_cache()


@pytest.mark.parametrize("listener", sorted(LISTENERS), indirect=True)
def test_both_paths_write_identical_rows(listener: Any, sales_rep: str) -> None:
    def people() -> list[Any]:
        return [
            make_person("Anne", "Weisse"),
            make_person("Paul", "Thiébaut", status="In Progress", sales_rep="Administrator"),
        ]

    def rows(found: list[Any]) -> list[dict[str, Any]]:
        columns = set(frappe.db.get_table_columns("Contact Prospect"))
        columns -= {"name", "modified", "creation"}
        return [
            frappe.db.get_value("Contact Prospect", person.name, sorted(columns), as_dict=True)
            for person in found
        ]

    by_document, by_statement = people(), people()
    done = apply(plan(*by_document, sales_rep=sales_rep, labels=("add", ["VIP"])))
    assert done.path == "Document"
    assert listener.name in frappe.db.get_value("Sales Operation", done.name, "path_reason")
    enabled = "enabled" if listener.meta.has_field("enabled") else "disabled"
    listener.db_set(enabled, int(enabled == "disabled"))
    assert apply(plan(*by_statement, sales_rep=sales_rep, labels=("add", ["VIP"]))).path == "Set"
    assert rows(by_document) == rows(by_statement)
    assert frappe.db.count("Version", {"ref_doctype": "Contact Prospect"}) == 0
    for document, statement in zip(by_document, by_statement, strict=True):
        before, after = (
            frappe.get_all("Sales Operation Entry", {"target_name": person.name}, pluck="changes")
            for person in (document, statement)
        )
        assert [json.loads(text) for text in before] == [json.loads(text) for text in after]


def test_more_than_the_limit_goes_to_the_background() -> None:
    people = [make_person("Anne", f"Weisse {number}") for number in range(operations.INLINE_LIMIT + 1)]
    operation = plan(*people, status="Abandoned")
    assert operations.apply(operation).status == "Queued"
    operations.run(operation.name)
    assert operations.progress(operation.name).counts["updated_count"] == len(people)


def test_stopping_what_waits_for_a_worker_ends_it_and_keeps_what_is_written() -> None:
    people = [make_person("Anne", f"Weisse {number}") for number in range(operations.INLINE_LIMIT + 1)]
    operation = plan(*people, status="Abandoned")
    operations.apply(operation)
    told = operations.cancel(operation)
    assert (told.status, told.counts["updated_count"], told.counts["planned_count"]) == ("Cancelled", 0, 201)
    operations.run(operation.name)
    assert operations.progress(operation.name).counts["updated_count"] == 0
