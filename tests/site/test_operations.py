"""Sales Operations: one transaction a chunk, nothing lost and nothing twice, whatever happens in between."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from typing import Any

import frappe
import pytest
from frappe.database import get_db

from prospect_crm.prospect_crm.doctype.contact_prospect.contact_prospect import ContactProspect
from prospect_crm.queries import bulk_write
from prospect_crm.services import imports, journal, operation_plans, operations
from prospect_crm.services.imports import ImportHandler
from prospect_crm.tasks import operations as tasks
from tests.factories import card, make_person, make_user, upload
from tests.site import bulk

RUN = """
import frappe
frappe.init(site={site!r}, sites_path=".")
frappe.connect()
frappe.flags.in_test = True
from prospect_crm.tasks import operations
operations.run({operation!r}, "Administrator")
"""


def planned(number: int) -> Any:
    cards = b"".join(card("Anne", f"Weisse {index}") for index in range(number))
    operation = imports.plan_import([upload(cards)], {})
    if operation.status == "Planning":
        operation_plans.store_plan(operation)
    frappe.db.commit()
    return operation


def people() -> int:
    frappe.db.rollback()
    return frappe.db.count("Contact Prospect")


def test_a_killed_worker_loses_nothing_and_doubles_nothing() -> None:
    operation = planned(400)
    frappe.db.set_value("Sales Operation", operation.name, "status", "Queued")
    frappe.db.commit()
    worker = subprocess.Popen(
        [sys.executable, "-W", "ignore", "-c", RUN.format(operation=operation.name, site=frappe.local.site)],
        cwd=frappe.local.sites_path,
    )
    while people() < 50 and worker.poll() is None:
        time.sleep(0.02)
    worker.send_signal(signal.SIGKILL)
    assert worker.wait() == -signal.SIGKILL
    killed_at = people()
    assert 50 <= killed_at < 400
    assert killed_at == frappe.db.count("Sales Operation Entry", {"state": "applied"})
    operations.run(operation.name)
    assert people() == 400
    assert operations.progress(operation.name).counts["created_count"] == 400


def test_the_scheduler_resumes_what_gave_no_sign_of_life() -> None:
    operation = planned(2)
    old = frappe.utils.add_to_date(None, minutes=-11)
    frappe.db.set_value("Sales Operation", operation.name, {"status": "Running", "heartbeat": old})
    assert operations.resume_interrupted() == [operation.name]
    frappe.db.set_value("Sales Operation", operation.name, "heartbeat", frappe.utils.now_datetime())
    assert operations.resume_interrupted() == []


def test_cancelling_keeps_what_is_applied_and_stops(monkeypatch: pytest.MonkeyPatch) -> None:
    operation = planned(120)
    apply_one = ImportHandler.apply

    def apply_and_cancel(self: ImportHandler, document: Any, entry: Any) -> Any:
        if entry["position"] == 60:
            operations.cancel(document)
        return apply_one(self, document, entry)

    monkeypatch.setattr(ImportHandler, "apply", apply_and_cancel)
    operations.apply(operation)
    told = operations.progress(operation.name)
    assert (told.status, told.counts["created_count"], told.counts["planned_count"]) == ("Cancelled", 100, 20)
    assert people() == 100


def test_one_records_error_costs_that_record_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    operation = planned(3)
    apply_one = ImportHandler.apply

    def apply_or_fail(self: ImportHandler, document: Any, entry: Any) -> Any:
        outcome = apply_one(self, document, entry)
        if entry["position"] == 2:
            raise KeyError("a hook of another app")
        return outcome

    monkeypatch.setattr(ImportHandler, "apply", apply_or_fail)
    told = operations.apply(operation)
    assert (told.status, told.counts["created_count"], told.counts["refused_count"]) == ("Done", 2, 1)
    assert people() == 2


def test_a_plan_nobody_applies_expires() -> None:
    operation = planned(2)
    assert operations.expire_plans() == 0
    frappe.db.set_value(
        "Sales Operation", operation.name, "expires_on", frappe.utils.add_to_date(None, hours=-1)
    )
    assert operations.expire_plans() == 1
    assert frappe.db.get_value("Sales Operation", operation.name, "status") == "Expired"
    assert frappe.db.count("Sales Operation Entry") == 0
    with pytest.raises(frappe.ValidationError):
        operations.apply(operation)


def test_the_journal_of_another_user_is_not_in_the_list() -> None:
    planned(1)
    frappe.set_user(make_user("rep@example.com", "Sales Prospector"))
    assert frappe.get_list("Sales Operation") == []
    with pytest.raises(frappe.PermissionError):
        frappe.get_list("Sales Operation Entry")


def test_a_deleted_operation_takes_its_entries_with_it() -> None:
    operation, other = planned(2), imports.plan_import([upload(card("Paul", "Thiébaut"))], {})
    frappe.delete_doc("Sales Operation", operation.name)
    assert frappe.get_all("Sales Operation Entry", pluck="operation", distinct=True) == [other.name]


def test_a_lock_held_by_somebody_else_is_worth_another_try() -> None:
    """Statements for many rows bypass ``frappe.db.sql``, which names such errors."""
    person = make_person()
    frappe.db.commit()
    other = get_db(user=frappe.conf.db_name, password=frappe.conf.db_password)
    other.connect()
    try:
        other.sql("SELECT name FROM `tabContact Prospect` WHERE name = %s FOR UPDATE", person.name)
        frappe.db.sql("SET innodb_lock_wait_timeout = 1")
        with pytest.raises(frappe.QueryTimeoutError):
            bulk_write.update_many("Contact Prospect", [(person.name, {"status": "Abandoned"})])
    finally:
        frappe.db.sql("SET innodb_lock_wait_timeout = DEFAULT")
        other.close()


def test_a_hook_that_commits_inside_a_chunk_loses_no_record_and_no_journal(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    people_made = [make_person("Anne", f"Weisse {number}") for number in range(4)]
    operation = bulk.plan_deletion(*people_made)
    frappe.db.commit()
    write, erased = journal.write, ContactProspect.on_trash

    def commit_and_go_on(self: Any) -> None:
        erased(self)
        frappe.db.commit()

    def die(*_arguments: Any) -> None:
        raise KeyError("the worker is killed before the journal is written")

    monkeypatch.setattr(ContactProspect, "on_trash", commit_and_go_on)
    monkeypatch.setattr(journal, "write", die)
    assert operations.apply(operation).status == "Interrupted"
    monkeypatch.setattr(journal, "write", write)
    operations.run(operation.name)
    done = frappe.get_doc("Sales Operation", operation.name)
    assert (done.status, done.deleted_count, people()) == ("Done", 4, 0)
    monkeypatch.undo()
    assert bulk.take_back(done).created_count == 4
    assert people() == 4


def test_a_refusal_behind_a_hook_that_commits_does_not_stop_the_others(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    people_made = [make_person("Anne", f"Weisse {number}") for number in range(3)]
    operation = bulk.plan_deletion(*people_made)
    frappe.db.commit()

    def commit_and_refuse(self: Any) -> None:
        frappe.db.commit()
        if self.name == people_made[1].name:
            frappe.throw("No.")

    monkeypatch.setattr(ContactProspect, "on_trash", commit_and_refuse)
    operations.apply(operation)
    for _again in range(operations.MAX_ATTEMPTS):
        operations.run(operation.name)
    done = frappe.get_doc("Sales Operation", operation.name)
    assert (done.status, done.deleted_count, done.refused_count, people()) == ("Done", 2, 1, 1)


def test_a_plan_whose_worker_was_lost_is_made_anew() -> None:
    operation = planned(2)
    frappe.db.delete("Sales Operation Entry", {"operation": operation.name})
    old = frappe.utils.add_to_date(None, minutes=-11)
    values = {"status": "Planning", "modified": old}
    frappe.db.set_value("Sales Operation", operation.name, values, update_modified=False)
    frappe.db.commit()
    assert operations.resume_interrupted() == []
    tasks.plan(operation.name, "Administrator")
    tasks.plan(operation.name, "Administrator")
    assert frappe.db.get_value("Sales Operation", operation.name, "status") == "Planned"
    assert frappe.db.count("Sales Operation Entry", {"operation": operation.name}) == 2


def test_only_what_was_left_out_by_hand_comes_back_into_a_plan() -> None:
    there_already, changed = make_person("Anne", job_title="Buyer"), make_person("Bob")
    operation = bulk.plan(there_already, changed, job_title="Buyer")
    both = [1, 2]
    assert operation_plans.choose(operation, both, is_wanted=True) == 0
    assert operation_plans.choose(operation, both, is_wanted=False) == 1
    assert operation_plans.choose(operation, both, is_wanted=True) == 1
    assert [entry["state"] for entry in bulk.entries(operation)] == ["skipped", "planned"]
