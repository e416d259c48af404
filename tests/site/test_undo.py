"""Undo: everything as it was, but for what somebody has edited since, which is left alone and named."""

from __future__ import annotations

import json
from typing import Any

import frappe
import pytest

from prospect_crm.services import imports, operations, undo
from prospect_crm.services.history import history_of
from prospect_crm.tasks.operations import prune
from tests.factories import (
    card,
    make,
    make_company,
    make_lead,
    make_note,
    make_opportunity,
    make_person,
    make_task,
    picture,
    upload,
)
from tests.site.bulk import apply, entries, plan, plan_deletion, plan_undo, take_back, verdicts


def whole(document: Any) -> dict[str, Any]:
    """Every stored column of a record and its children, but for when it was last written."""
    rows = {}
    for doctype, filters in [
        (document.doctype, {"name": document.name}),
        *((field.options, {"parent": document.name}) for field in document.meta.get_table_fields()),
    ]:
        found = frappe.db.get_values(doctype, filters, "*", as_dict=True, order_by="name")
        for row in found:
            row.pop("modified"), row.pop("modified_by")
        rows[doctype] = found
    return rows


def test_a_change_goes_back_field_by_field(sales_rep: str) -> None:
    people = [make_person(), make_person("Anne", "Weisse", status="In Progress")]
    before = [whole(person) for person in people]
    done = apply(plan(*people, sales_rep=sales_rep))
    undone = take_back(done)
    assert (undone.status, undone.updated_count, undone.kept_count, undone.path) == ("Done", 2, 0, "Set")
    assert [whole(person) for person in people] == before
    assert done.reload() is None
    assert (done.undone_by, done.undone_count) == (undone.name, 2)
    assert [row["state"] for row in entries(done)] == ["undone", "undone"]


def test_a_field_edited_since_is_left_alone_and_named(sales_rep: str, manager: str) -> None:
    person, other = make_person(), make_person("Anne", "Weisse")
    done = apply(plan(person, other, sales_rep=sales_rep))
    frappe.set_user(manager)
    person.reload()
    person.status = "Abandoned"
    person.save()
    frappe.set_user("Administrator")
    planned = plan_undo(done)
    states = sorted(verdicts(planned))
    assert states[0] == ("planned", "")
    assert states[1][1].startswith("Edited since: Status (last by manager on ")
    apply(planned)
    person.reload()
    assert (person.sales_rep, person.status) == (None, "Abandoned")
    other.reload()
    assert (other.sales_rep, other.status) == (None, "New")


def test_a_record_edited_in_every_field_is_kept() -> None:
    person = make_person()
    done = apply(plan(person, status="In Progress"))
    frappe.db.set_value("Contact Prospect", person.name, "status", "Abandoned")
    undone = take_back(done)
    assert (undone.updated_count, undone.kept_count) == (0, 1)
    assert frappe.db.get_value("Contact Prospect", person.name, "status") == "Abandoned"
    assert [row["state"] for row in entries(done)] == ["kept"]


def test_undo_can_itself_be_undone_and_the_original_undone_again() -> None:
    person = make_person()
    done = apply(plan(person, status="In Progress"))
    undone = take_back(done)
    again = take_back(undone)
    assert frappe.db.get_value("Contact Prospect", person.name, "status") == "In Progress"
    assert [row["state"] for row in entries(done)] == ["applied"]
    assert [row["state"] for row in entries(undone)] == ["undone"]
    done.reload(), undone.reload()
    assert (done.undone_by, undone.undone_by) == (None, again.name)
    take_back(done)
    assert frappe.db.get_value("Contact Prospect", person.name, "status") == "New"


def test_a_deleted_record_comes_back_with_all_that_went_with_it() -> None:
    company = make_company()
    person = make_person(
        company=company.name, other_emails=[{"email": "h@example.com"}], skills=[{"skill": skill().name}]
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


def skill() -> Any:
    return make("Sales Skill", skill_name="SAP", kind="Skill")


def everything(person: Any) -> dict[str, Any]:
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


def test_an_import_is_taken_back_whole() -> None:
    lines = ["ORG:Nexalis Énergie", "EMAIL:h@example.com", "CATEGORIES:VIP"]
    operation = imports.plan_import(
        [upload(card("Hélène", "Lefèvre", *lines) + card("Paul", "Thiébaut"))], {}
    )
    done = apply(operation)
    assert frappe.db.count("Contact Prospect") == 2
    undone = take_back(done)
    assert frappe.db.count("Contact Prospect") == 0
    assert frappe.db.count("Sales Prospect") == 0
    assert undone.kept_count == 0


def test_the_same_file_can_be_imported_again_once_its_import_is_undone() -> None:
    file = upload(card("Anne", "Weisse"))
    done = apply(imports.plan_import([file], {}))
    assert imports.plan_import([file], {}).name == done.name
    take_back(done)
    again = imports.plan_import([file], {})
    assert again.name != done.name
    assert apply(again).created_count == 1
    assert frappe.db.count("Contact Prospect") == 1


def test_an_imported_person_who_was_edited_or_worked_on_stays_with_their_company() -> None:
    cards = card("Hélène", "Lefèvre", "ORG:Nexalis") + card("Paul", "Thiébaut") + card("Anne", "Weisse")
    done = apply(imports.plan_import([upload(cards)], {}))
    names = {
        row.full_name: row.name for row in frappe.get_all("Contact Prospect", fields=["name", "full_name"])
    }
    edited = frappe.get_doc("Contact Prospect", names["Hélène Lefèvre"])
    edited.job_title = "CTO"
    edited.save()
    make_note(frappe.get_doc("Contact Prospect", names["Paul Thiébaut"]))
    planned = plan_undo(done)
    said = {row["label"]: verdict for row, verdict in zip(entries(planned), verdicts(planned), strict=True)}
    assert said["Anne Weisse"] == ("planned", "")
    assert said["Hélène Lefèvre"][1].startswith("Edited since, last by Administrator on ")
    assert said["Paul Thiébaut"] == (
        "kept",
        "Attached since: Sales Note.",
    )
    assert said["Nexalis"] == (
        "kept",
        "Attached since: Contact Prospect.",
    )
    apply(planned)
    assert sorted(frappe.get_all("Contact Prospect", pluck="full_name")) == [
        "Hélène Lefèvre",
        "Paul Thiébaut",
    ]
    assert frappe.get_all("Sales Prospect", pluck="company_name") == ["Nexalis"]


def test_the_undo_of_an_import_can_be_undone_with_its_photo() -> None:
    import base64

    photo = base64.b64encode(picture()).decode()
    done = apply(
        imports.plan_import([upload(card("Anne", "Weisse", f"PHOTO;ENCODING=b;TYPE=JPEG:{photo}"))], {})
    )
    [name] = frappe.get_all("Contact Prospect", pluck="name")
    before = whole(frappe.get_doc("Contact Prospect", name))
    undone = take_back(done)
    assert frappe.db.count("Contact Prospect") == 0
    take_back(undone)
    person = frappe.get_doc("Contact Prospect", name)
    assert whole(person) == before
    file = frappe.get_doc("File", {"file_url": person.image, "attached_to_name": name})
    assert file.get_content() == picture()


def test_undoing_a_won_opportunity_gives_its_lead_the_old_status() -> None:
    lead = make_lead(status="No Status")
    opportunity = make_opportunity(company=lead.company, lead=lead.name)
    before = whole(opportunity), whole(lead)
    take_back(apply(plan(opportunity, status="Won")))
    assert (whole(opportunity), whole(lead)) == before


def test_others_need_the_right_to_undo(sales_rep: str, manager: str) -> None:
    done = apply(plan(make_person(), status="Abandoned"))
    frappe.set_user(sales_rep)
    assert not undo.may_undo(done)
    with pytest.raises(frappe.PermissionError) as refused:
        undo.plan_undo(done)
    assert "You do not have the right “Undo operations”." in str(refused.value)
    frappe.set_user(manager)
    assert undo.may_undo(done)
    assert take_back(done).updated_count == 1


def test_an_export_has_nothing_to_undo() -> None:
    from prospect_crm.services import exports

    exports.export_vcards([make_person().name])
    [name] = frappe.get_all("Sales Operation", pluck="name")
    with pytest.raises(frappe.ValidationError) as refused:
        undo.plan_undo(frappe.get_doc("Sales Operation", name))
    assert str(refused.value) == "There is nothing to undo in this operation."


def test_two_clicks_on_undo_are_one_undo() -> None:
    person = make_person()
    done = apply(plan(person, status="Abandoned"))
    first, second = plan_undo(done), plan_undo(done)
    operations.apply(second)
    with pytest.raises(frappe.ValidationError):
        operations.apply(first)
    assert frappe.db.get_value("Contact Prospect", person.name, "status") == "New"


def test_an_undo_that_was_cancelled_half_way_says_so_on_the_original(monkeypatch: pytest.MonkeyPatch) -> None:
    people = [make_person("Anne", f"Weisse {number}") for number in range(3)]
    done = apply(plan(*people, status="Abandoned"))
    planned = plan_undo(done)
    monkeypatch.setattr(operations, "SET_CHUNK", 2)
    frappe.db.set_value("Sales Operation", planned.name, "status", "Running")
    operations.apply_chunk(planned.name)
    operations.cancel(frappe.get_doc("Sales Operation", planned.name))
    assert done.reload() is None
    assert (done.undone_by, done.undone_count) == (planned.name, 2)


def test_old_operations_are_pruned_with_the_files_they_kept() -> None:
    person = make_person()
    file = frappe.get_doc(
        doctype="File",
        file_name="offer.txt",
        content=b"pruned",
        attached_to_doctype="Contact Prospect",
        attached_to_name=person.name,
        is_private=1,
    ).insert()
    done = apply(plan_deletion(person))
    recent = apply(plan(make_person(), status="Abandoned"))
    old = frappe.utils.add_to_date(None, days=-366)
    frappe.db.set_value("Sales Operation", done.name, "modified", old, update_modified=False)
    assert prune() == 1
    assert frappe.get_all("Sales Operation", pluck="name") == [recent.name]
    assert frappe.get_all("Sales Operation Entry", pluck="operation") == [recent.name]
    assert not frappe.db.exists("File", file.name)


def test_the_journal_of_a_change_is_small() -> None:
    people = [make_person("Anne", f"Weisse {number}") for number in range(50)]
    done = apply(plan(*people, status="Abandoned"))
    assert max(len(json.dumps(row, default=str)) for row in entries(done)) < 600


def test_the_history_of_a_record_shows_what_operations_changed_and_took_back(sales_rep: str) -> None:
    person = make_person()
    done = apply(plan(person, sales_rep=sales_rep))
    take_back(done)
    page = history_of("Contact Prospect", person.name)
    told = [
        (entry.what, [(change.label, change.old, change.new) for change in entry.changes])
        for entry in page.entries
        if entry.kind == "operation"
    ]
    rep = ("Sales Rep", "", "rep")
    assert told == [
        ("Undo: update", [("Sales Rep", "rep", ""), ("Status", "Assigned", "New")]),
        ("Bulk Change: update", [rep, ("Status", "New", "Assigned")]),
    ]
