"""Statement or document: conversions of many leave the same rows, and refuse the same."""

from __future__ import annotations

from typing import Any

import frappe
import pytest

from prospect_crm.services import conversions, operations
from tests.factories import make, make_company, make_lead, make_person
from tests.site.converting import convert, count

LISTENER = {
    "doctype": "Notification",
    "enabled": 1,
    "channel": "System Notification",
    "subject": "x",
    "event": "Save",
}


def opportunities(leads: list[Any]) -> list[dict[str, Any]]:
    """The rows of what these leads became, in their order, without names and moments."""
    unsaid = ("name", "modified", "creation", "lead", "search_text", "title")
    rows = []
    for lead in leads:
        [row] = frappe.get_all("Sales Opportunity", {"lead": lead.name}, ["*"])
        [of_lead] = frappe.get_all("Sales Lead", {"name": lead.name}, ["*"])
        kept = {
            key: value
            for key, value in of_lead.items()
            if key not in (*unsaid, "opportunity", "converted_on")
        }
        rows.append({key: value for key, value in row.items() if key not in unsaid} | {"lead": kept})
        assert row["search_text"]
        assert of_lead["opportunity"] == row["name"]
    return rows


@pytest.mark.parametrize(
    "choices", [{}, {"visibility": "Private", "stage": "Negotiation", "currency": "USD"}]
)
def test_statements_and_documents_write_the_same_rows(choices: dict[str, str]) -> None:
    company = make_company("Nexalis", entities=[{"entity": make("Sales Entity", entity_name="Lille").name}])
    person = make_person("Karim", "Bensaïd", company=company.name, mobile="06 12 34 56 78")
    free = make_person("Anne", "Weisse")

    def leads() -> list[Any]:
        return [
            make_lead(title="A", contact_prospect=person.name, value=1200, short_description="Four sites"),
            make_lead(title="B", company=company.name, sales_rep="Administrator"),
            make_lead(title="C", contact_prospect=free.name),
        ]

    by_path: dict[str, Any] = {}
    for path in ("Set", "Document"):
        those = leads()
        if path == "Document":
            notification = frappe.get_doc(
                {**LISTENER, "name": "listener", "document_type": "Sales Opportunity", "message": "x"}
            ).insert()
        done = conversions.convert_many("Sales Lead", [lead.name for lead in those], choices)
        assert done.counts["updated_count"] == 3
        assert frappe.db.get_value("Sales Operation", done.operation, "path") == path
        by_path[path] = opportunities(those)
        digests = frappe.get_all(
            "Sales Operation Entry", {"operation": done.operation, "action": "create"}, pluck="digest"
        )
        assert all(digests)
    notification.delete()
    frappe.db.commit()
    assert by_path["Set"] == by_path["Document"]


def test_the_set_path_refuses_what_documents_would_refuse(sales_rep: str) -> None:
    leads = [make_lead(title=title) for title in ("changed", "converted", "gone", "fine")]
    operation = conversions.plan_many("Sales Lead", [lead.name for lead in leads])
    frappe.db.set_value("Sales Lead", leads[0].name, "inbox_state", "Archived")
    convert(leads[1])
    gone = leads[2].company
    frappe.db.set_value("Sales Lead", leads[2].name, "company", make_company("Other").name)
    frappe.delete_doc("Sales Prospect", gone)
    operations.apply(operation)
    assert frappe.db.get_value("Sales Operation", operation.name, "path") == "Set"
    assert [count(operation, state) for state in ("refused", "skipped", "updated")] == [2, 1, 1]
    made = frappe.get_all("Sales Opportunity", pluck="lead")
    assert sorted(made) == sorted([leads[1].name, leads[3].name])
    assert frappe.db.get_value("Sales Lead", leads[0].name, "opportunity") is None
