"""The rules of sales tasks, and what they tell of the records they are about."""

from __future__ import annotations

from datetime import datetime

import frappe
import pytest
from frappe.utils import add_to_date, now_datetime

from prospect_crm.services import task_reminders
from tests.factories import (
    make_company,
    make_contact,
    make_lead,
    make_opportunity,
    make_person,
    make_task,
    make_user,
)
from tests.site.refusals import refusal

MORNING, EVENING = datetime(2030, 11, 24, 9), datetime(2030, 11, 24, 18)


def activity(record) -> tuple[object, str]:
    return frappe.db.get_value(record.doctype, record.name, ["next_task_on", "activity_status"])


@pytest.mark.parametrize(
    "make", [make_company, make_person, make_contact, make_lead, make_opportunity], ids=lambda f: f.__name__
)
def test_every_kind_of_record_knows_its_next_task(make) -> None:
    record = make()
    modified = frappe.db.get_value(record.doctype, record.name, "modified")
    assert activity(record) == (None, "No Activity")
    late, early = make_task(record, starts_on=EVENING), make_task(record, starts_on=MORNING)
    assert activity(record) == (MORNING, "Planned")
    early.update({"status": "Done"}).save()
    assert activity(record) == (EVENING, "Planned")
    late.update({"status": "Cancelled"}).save()
    assert activity(record) == (None, "Done")
    early.delete()
    assert activity(record) == (None, "No Activity")
    assert frappe.db.get_value(record.doctype, record.name, "modified") == modified


def test_a_task_that_moves_to_another_record_is_no_longer_the_next_of_the_first() -> None:
    first, second = make_person(), make_person("Anne", "Weisse")
    task = make_task(first, starts_on=MORNING)
    task.update({"reference_name": second.name}).save()
    assert (activity(first)[0], activity(second)[0]) == (None, MORNING)
    assert task.reference_title == "Anne Weisse"


def test_a_task_shows_the_phones_of_the_person_behind_the_lead() -> None:
    company = make_company("Nexalis")
    person = make_person(company=company.name, mobile="06 12 34 56 78", phone="01 44 55 66 77")
    lead = make_lead(contact_prospect=person.name)
    task = make_task(lead)
    assert (task.mobile, task.phone, task.company) == ("06 12 34 56 78", "01 44 55 66 77", company.name)
    person.update({"mobile": "06 87 65 43 21"}).save()
    assert frappe.db.get_value("Sales Task", task.name, "mobile") == "06 87 65 43 21"


def test_a_task_may_be_about_nothing() -> None:
    task = make_task()
    assert (task.reference_title, task.company, task.entity_set) == (None, None, "")


def test_a_half_given_record_is_refused() -> None:
    sentence = refusal(lambda: make_task(reference_doctype="Sales Lead"))
    assert sentence == "Say what this is about: choose both the type and the record, or neither."


def test_a_task_is_not_about_records_of_other_apps() -> None:
    sentence = refusal(lambda: make_task(reference_doctype="User", reference_name="Administrator"))
    assert sentence.startswith("User cannot be what this is about. Choose one of: Sales Prospect,")


def test_an_unreadable_record_answers_like_a_missing_one(outsider: str) -> None:
    user = make_user("tasks-only@example.com", "Sales Client Reader")
    frappe.permissions.add_permission("Sales Task", "Sales Client Reader", 0)
    frappe.permissions.update_permission_property("Sales Task", "Sales Client Reader", 0, "create", 1)
    frappe.permissions.update_permission_property("Sales Task", "Sales Client Reader", 0, "write", 1)
    lead = make_lead()
    try:
        frappe.set_user(user)
        hidden, missing = (
            refusal(lambda name=name: make_task(reference_doctype="Sales Lead", reference_name=name))
            for name in (lead.name, "0000000000")
        )
    finally:
        frappe.set_user("Administrator")
        frappe.permissions.reset_perms("Sales Task")
    assert hidden == "The record that this is about is not there, or you may not read it."
    assert missing in (hidden, "Could not find About: 0000000000")


def test_completion_is_dated_and_taken_back() -> None:
    task = make_task()
    task.update({"status": "Done"}).save()
    assert task.completed_on is not None
    task.update({"status": "In Progress"}).save()
    assert task.completed_on is None


def test_the_end_follows_the_duration() -> None:
    task = make_task(starts_on=MORNING, duration_minutes=45)
    assert task.ends_on == datetime(2030, 11, 24, 9, 45)
    task.update({"starts_on": None}).save()
    assert task.ends_on is None


def test_a_reminder_comes_once_and_again_for_a_new_date(sales_rep: str) -> None:
    soon = add_to_date(now_datetime(), minutes=10)
    task = make_task(make_company(), starts_on=soon, reminder="15 Minutes Before", sales_rep=sales_rep)
    frappe.db.delete("Notification Log")
    assert task_reminders.send_due() == 1
    assert task_reminders.send_due() == 0
    notices = frappe.get_all("Notification Log", fields=["for_user", "subject", "document_name"])
    assert notices == [
        {"for_user": sales_rep, "subject": "Reminder: <strong>Call back</strong>", "document_name": task.name}
    ]
    task.reload()
    task.update({"starts_on": add_to_date(now_datetime(), minutes=14)}).save()
    assert task_reminders.send_due() == 1


def test_a_finished_task_reminds_nobody(sales_rep: str) -> None:
    soon = add_to_date(now_datetime(), minutes=10)
    task = make_task(starts_on=soon, reminder="15 Minutes Before", sales_rep=sales_rep)
    task.update({"status": "Done"}).save()
    assert task_reminders.send_due() == 0


def test_a_new_rep_is_told_in_their_language_and_nobody_else(sales_rep: str) -> None:
    frappe.db.set_value("User", sales_rep, "language", "fr")
    frappe.clear_cache(user=sales_rep)
    frappe.db.delete("Notification Log")
    make_task(subject="Rappeler <b>Karim</b>", sales_rep=sales_rep)
    make_task(sales_rep="Administrator")
    notices = frappe.get_all("Notification Log", fields=["for_user", "subject", "type"])
    assert notices == [
        {
            "for_user": sales_rep,
            "type": "Assignment",
            "subject": "<strong>Administrator</strong> vous a confié la tâche "
            "<strong>Rappeler &lt;b&gt;Karim&lt;/b&gt;</strong>",
        }
    ]


def test_a_rep_who_may_not_read_the_record_hears_nothing_of_it(outsider: str) -> None:
    frappe.db.delete("Notification Log")
    make_company(sales_rep=outsider)
    assert frappe.db.count("Notification Log") == 0


def test_the_setting_silences_notices(sales_rep: str) -> None:
    frappe.db.delete("Notification Log")
    frappe.get_doc("Prospect CRM Settings").update({"notify_new_rep": 0}).save()
    make_company(sales_rep=sales_rep)
    assert frappe.db.count("Notification Log") == 0
