"""Child tables follow their parents."""

from __future__ import annotations

from typing import Any

import frappe
import pytest

from tests.factories import make_company, make_contact, make_person
from tests.site.rights_world import entity, first_grant, of  # noqa: F401

TABLES = {
    "Contact": (
        "Contact Email",
        "Contact Phone",
        "Sales Contact Skill",
        "Sales Social Profile",
        "Dynamic Link",
    ),
    "Contact Prospect": (
        "Contact Prospect Email",
        "Contact Prospect Phone",
        "Sales Contact Skill",
        "Sales Social Profile",
    ),
}
"""Kind of person -> its child tables."""


def people_with_rows(parent: str, *companies: Any) -> list[Any]:
    """Give a person of this kind for each company, with a row in every child table."""
    skill = frappe.get_doc(doctype="Sales Skill", skill_name="SAP").insert().name
    profile = {"network": "linkedin", "url": "https://linkedin.example/in/x"}
    further: dict[str, Any] = {"skills": [{"skill": skill}], "social_profiles": [profile]}
    if parent == "Contact":
        further |= {"email_ids": [{"email_id": "a@b.example"}], "phone_nos": [{"phone": "+33142685300"}]}
        return [make_contact(client_account=company.name, **further) for company in companies]
    further |= {"other_emails": [{"email": "a@b.example"}], "other_phones": [{"number": "0142685300"}]}
    return [make_person(company=company.name, **further) for company in companies]


@pytest.mark.parametrize("parent", ["Contact Prospect", "Contact"])
def test_child_rows_of_a_hidden_person_are_hidden(sales_rep: str, parent: str) -> None:
    hidden, shown = make_company(entities=of(entity("Paris"))), make_company()
    people = people_with_rows(parent, hidden, shown)
    frappe.set_user(sales_rep)
    for table in TABLES[parent]:
        rows = frappe.get_list(
            table, parent_doctype=parent, fields=["parent"], filters={"parenttype": parent}
        )
        parents = {row.parent for row in rows}
        assert (people[0].name in parents, people[1].name in parents) == (False, True), table


def test_entities_of_a_hidden_record_are_hidden(sales_rep: str) -> None:
    company = make_company(entities=of(entity("Paris")))
    frappe.set_user(sales_rep)
    rows = frappe.get_list("Sales Record Entity", parent_doctype="Sales Prospect", fields=["parent"])
    assert company.name not in {row.parent for row in rows}
