"""People converted in bulk by statements: what is refused, what is left to documents, and the way back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import frappe

from prospect_crm.queries import operations as stored_entries
from prospect_crm.services import conversion_people_sets, conversions, messages, operations
from tests.factories import make, make_company, make_contact, make_person, picture
from tests.site.converting import ADDRESS, convert, count, everything, undo

ORDINARY = {"email": "k@vauban.fr", "phone": "04 65 71 20 80", "job_title": "DSI", **ADDRESS}


def by_statement(people: list[Any], **choices: str) -> Any:
    """Plan these people's conversion; that it is written by statements is asked when it is applied."""
    names = [person.name for person in people]
    return conversions.plan_many("Contact Prospect", names, {"duplicates": "create", **choices})


def apply(operation: Any) -> None:
    operations.apply(operation)
    assert frappe.db.get_value("Sales Operation", operation.name, "path") == "Set"


def reasons(operation: Any) -> list[tuple[str, str]]:
    """State and English reason of what was not applied, of the people themselves."""
    filters = {"operation": operation.name, "target_doctype": "Contact Prospect", "state": ["!=", "applied"]}
    found = frappe.get_all("Sales Operation Entry", filters, ["state", "reason"], order_by="position")
    return [(row.state, messages.translated(messages.load(row.reason)[0])) for row in found]


def test_no_document_is_made_of_ordinary_people() -> None:
    company = make_company("Nexalis")
    people = [
        make_person("Karim", f"Bensaïd {number}", company=company.name, **ORDINARY) for number in range(3)
    ]
    people.append(make_person("Anne", "Weisse", company=make_company("Vauban").name, **ORDINARY))
    operation = by_statement(people)
    left: list[Any] = []
    entries = stored_entries.next_planned(operation.name, 100)
    outcomes = conversion_people_sets.apply_people(entries, lambda group: left.append(group) or [])
    assert left == []
    assert {outcome.state for outcome in outcomes} == {"applied"}
    assert frappe.db.count("Contact") == 4


def test_undo_of_people_written_by_statements_gives_back_everything() -> None:
    companies = [make_company("Nexalis"), make_company("Vauban")]
    people = [
        make_person("Karim", f"Bensaïd {number}", company=companies[number // 2].name, **ORDINARY)
        for number in range(3)
    ]
    before = everything()
    operation = by_statement(people)
    apply(operation)
    assert frappe.db.count("Contact") == 3
    undone = undo(conversions.Result("", "", "", operation.name, True))
    assert count(undone, "kept") == 0
    assert everything() == before


def test_statements_leave_alone_what_documents_would() -> None:
    companies = [make_company(name) for name in ("Nexalis", "Vauban", "Abandoned")]
    people = [make_person("Karim", f"Bensaïd {number}", company=companies[0].name) for number in range(4)]
    people.append(make_person("Anne", "Weisse", company=companies[2].name))
    operation = by_statement(people)
    frappe.db.set_value("Contact Prospect", people[0].name, "status", "Abandoned")
    convert(people[1])
    make("Contact", first_name="Karim", last_name="Bensaïd 2", name="Karim Bensaïd 2")
    frappe.db.set_value("Sales Prospect", companies[2].name, "status", "Abandoned")
    apply(operation)
    assert [state for state, _reason in reasons(operation)] == ["refused", "skipped", "refused", "refused"]
    assert [reason for _state, reason in reasons(operation)] == [
        "Somebody has changed this since the preview: Status.",
        "Converted already.",
        "Left alone together with Karim Bensaïd 2: Another record is called Karim Bensaïd 2 by now. Convert this one again.",
        "Left alone together with Anne Weisse: Somebody has changed this since the preview: Status.",
    ]
    assert frappe.db.get_value("Contact Prospect", people[3].name, "status") == "Converted"
    assert frappe.db.get_value("Sales Prospect", companies[2].name, "account_type") == "Prospect"


def test_a_known_contact_and_a_picture_come_along_as_documents() -> None:
    company = make_company("Known", account_type="Client")
    known = make_contact(
        client_account=company.name, email_ids=[{"email_id": "karim@vauban.fr", "is_primary": 1}]
    )
    person = make_person("Karim", "Bensaïd", company=company.name, email="karim@vauban.fr", job_title="DSI")
    pictured = make_person("Anne", "Weisse", company=company.name)
    file = frappe.get_doc(
        doctype="File",
        file_name="anne.jpg",
        content=picture(),
        is_private=1,
        attached_to_doctype=pictured.doctype,
        attached_to_name=pictured.name,
    ).insert()
    pictured.db_set("image", file.file_url)
    operation = by_statement(
        [person, pictured, make_person("Zoé", "Martin", company=company.name)], duplicates="use"
    )
    apply(operation)
    assert (count(operation, "updated"), reasons(operation)) == (3, [])
    known.reload()
    assert (known.designation, known.contact_prospect) == ("DSI", person.name)
    contact = frappe.db.get_value("Contact Prospect", pictured.name, "contact")
    assert frappe.db.exists("File", {"attached_to_doctype": "Contact", "attached_to_name": contact})


def test_who_may_not_give_skills_converts_nobody_who_has_some(manager: str) -> None:
    company = make_company("Known", account_type="Client")
    skill = make("Sales Skill", skill_name="SAP").name
    people = [
        make_person("Karim", "Bensaïd", company=company.name, skills=[{"skill": skill}]),
        make_person("Anne", "Weisse", company=company.name),
    ]
    with without_right("skills"):
        frappe.set_user(manager)
        operation = by_statement(people)
        apply(operation)
        frappe.set_user("Administrator")
    assert reasons(operation) == [
        (
            "refused",
            "Left alone together with Karim Bensaïd:"
            " You are not allowed to do this to this record. Ask whoever manages your rights.",
        )
    ]
    assert frappe.db.get_value("Contact Prospect", people[1].name, "status") == "Converted"


@contextmanager
def without_right(key: str) -> Iterator[None]:
    """Nobody but administrators holds the right for as long as this lasts; operations commit."""
    document = frappe.get_doc("Sales Right", key)
    before = [{"role": row.role} for row in document.roles]
    document.set("roles", [])
    document.save()
    frappe.db.commit()
    try:
        yield
    finally:
        frappe.set_user("Administrator")
        document.reload()
        document.set("roles", before)
        document.save()
        frappe.db.commit()


def test_frappe_s_own_search_finds_contacts_written_by_statements() -> None:
    from frappe.utils.global_search import sync_global_search

    company = make_company("Known", account_type="Client")
    person = make_person("Karim", "Bensaïd", company=company.name, email="karim@vauban.fr")
    apply(by_statement([person]))
    sync_global_search()
    contact = frappe.db.get_value("Contact Prospect", person.name, "contact")
    found = frappe.db.get_value(
        "__global_search", {"doctype": "Contact", "name": contact}, "content", order_by=None
    )
    frappe.db.delete("__global_search", {"doctype": "Contact"})
    frappe.db.commit()
    assert found == "First Name : Karim ||| Email Address : karim@vauban.fr"
