"""Undo: everything as it was, but for what somebody has edited since, which is left alone and named."""

from __future__ import annotations

import json

import frappe
import pytest

from prospect_crm.services import operations, undo
from prospect_crm.services.history import history_of
from prospect_crm.tasks.operations import prune
from tests.factories import make_lead, make_opportunity, make_person
from tests.site.bulk import apply, entries, plan, plan_deletion, plan_undo, take_back, verdicts
from tests.site.stored_rows import whole


def test_a_change_goes_back_field_by_field(sales_rep: str) -> None:
    people = [make_person(), make_person("Anne", "Weisse", status="In Progress")]
    before = [whole(person) for person in people]
    done = apply(plan(*people, sales_rep=sales_rep))
    undone = take_back(done)
    assert (undone.status, undone.updated_count, undone.kept_count, undone.path) == ("Done", 2, 0, "Set")
    assert [whole(person) for person in people] == before
    done.reload()
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
    done.reload()
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
