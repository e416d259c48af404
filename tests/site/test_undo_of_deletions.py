"""Deleted records come back with all that went with them, and only what nothing hangs on is deleted."""

from __future__ import annotations

from typing import Any

import frappe

from tests.factories import make, make_company, make_person, make_task
from tests.site.bulk import apply, plan_deletion, take_back, verdicts
from tests.site.stored_rows import whole


def person_with_much() -> tuple[Any, Any, Any]:
    """Give a person on whom hangs all that may go with one, and of that the e-mail and the file."""
    company = make_company()
    skill = make("Sales Skill", skill_name="SAP", kind="Skill")
    person = make_person(
        company=company.name, other_emails=[{"email": "h@example.com"}], skills=[{"skill": skill.name}]
    )
    person.add_comment("Comment", "Met at the fair")
    person.add_tag("VIP")
    frappe.share.add("Contact Prospect", person.name, "Administrator")
    make("ToDo", reference_type="Contact Prospect", reference_name=person.name, description="Call")
    mail = make(
        "Communication",
        subject="Quote",
        communication_medium="Email",
        reference_doctype="Contact Prospect",
        reference_name=person.name,
    )
    file = frappe.get_doc(
        doctype="File",
        file_name="offer.txt",
        content=b"12 k",
        attached_to_doctype="Contact Prospect",
        attached_to_name=person.name,
        is_private=1,
    ).insert()
    return person, mail, file


def test_a_deleted_record_comes_back_with_all_that_went_with_it() -> None:
    person, mail, file = person_with_much()
    before = everything(person)
    done = apply(plan_deletion(person))
    assert (done.deleted_count, verdicts(done)[0][0]) == (1, "applied")
    assert not frappe.db.exists("Contact Prospect", person.name)
    assert frappe.db.count("Comment", {"reference_name": person.name}) == 0
    assert frappe.db.count("Deleted Document", {"deleted_name": person.name}) == 0
    assert frappe.db.get_value("Communication", mail.name, "reference_name") is None
    assert frappe.get_doc("File", file.name).get_content() == "12 k"
    undone = take_back(done)
    assert undone.created_count == 1
    assert everything(person) == before
    assert frappe.get_doc("File", file.name).get_content() == "12 k"
    assert frappe.get_doc("Contact Prospect", person.name).get_tags() == ["VIP"]


def everything(person: Any) -> dict[str, Any]:
    """Give every stored column of a person and of what hangs on it."""
    found = whole(person)
    for doctype, column in (
        ("Comment", "reference_name"),
        ("ToDo", "reference_name"),
        ("DocShare", "share_name"),
        ("Tag Link", "document_name"),
        ("Communication", "reference_name"),
        ("File", "attached_to_name"),
    ):
        found[doctype] = frappe.db.get_values(
            doctype, {column: person.name}, "*", as_dict=True, order_by="name"
        )
    return found


def test_only_what_nothing_hangs_on_is_deleted_and_the_preview_says_what_goes_along() -> None:
    company, free = make_company(), make_company("Nexalis")
    make_person(company=company.name)
    free.add_comment("Comment", "Met at the fair")
    planned = plan_deletion(company, free)
    assert verdicts(planned) == [
        ("refused", "Records of these types are attached to it: Contact Prospect. Delete them first."),
        ("planned", "Comments that go with it: 1."),
    ]
    done = apply(planned)
    assert (done.deleted_count, done.refused_count) == (1, 1)


def test_a_company_comes_back_with_its_address() -> None:
    company = make_company()
    address = make(
        "Address",
        address_title="Nexalis",
        address_line1="1 rue de la Paix",
        city="Lille",
        country="France",
        links=[{"link_doctype": "Sales Prospect", "link_name": company.name}],
    )
    before = whole(company), whole(address)
    take_back(apply(plan_deletion(company)))
    assert (whole(company), whole(address)) == before


def test_a_task_is_deleted_and_brought_back_with_the_next_task_of_its_record() -> None:
    person = make_person()
    task = make_task(person, starts_on="2030-01-02 10:00:00")
    done = apply(plan_deletion(task))
    assert frappe.db.get_value("Contact Prospect", person.name, "next_task_on") is None
    take_back(done)
    assert str(frappe.db.get_value("Contact Prospect", person.name, "next_task_on")) == "2030-01-02 10:00:00"
