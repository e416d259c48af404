"""Notes: one's own, those of colleagues, of everybody, and private ones."""

from __future__ import annotations

from typing import Any

import frappe
import pytest

from tests.factories import make_company, make_note, make_user
from tests.site.rights_world import entity, first_grant, listed, with_right, without  # noqa: F401


def notes_of(company: Any, *authors: str) -> dict[str, str]:
    found = {}
    for author in authors:
        frappe.set_user(author)
        found[author] = make_note(company, f"<p>{author}</p>").name
    return found


def test_notes_of_colleagues_are_seen_those_of_others_with_the_right(sales_rep: str) -> None:
    colleague = make_user("colleague@example.com", "Sales Prospector")
    stranger = make_user("stranger@example.com", "Sales Prospector")
    company = make_company()
    entity("Lille", sales_rep, colleague)
    entity("Paris", stranger)
    notes = notes_of(company, sales_rep, colleague, stranger)
    frappe.set_user(colleague)
    private = make_note(company, "<p>secret</p>", is_private=1).name
    frappe.set_user(sales_rep)
    assert listed("Sales Note") == {notes[sales_rep], notes[colleague]}
    frappe.set_user("Administrator")
    with_right("see_all_notes")
    frappe.set_user(sales_rep)
    assert listed("Sales Note") == set(notes.values())
    assert not frappe.has_permission("Sales Note", "read", doc=private)
    assert not frappe.has_permission("Sales Note", "write", doc=notes[stranger])
    frappe.set_user("Administrator")
    with_right("manage_all_notes")
    frappe.set_user(sales_rep)
    assert frappe.has_permission("Sales Note", "write", doc=notes[stranger])
    assert not frappe.has_permission("Sales Note", "write", doc=private)


def test_users_of_no_entity_are_one_team(sales_rep: str) -> None:
    colleague = make_user("colleague@example.com", "Sales Prospector")
    member = make_user("member@example.com", "Sales Prospector")
    company = make_company()
    notes = notes_of(company, colleague, member)
    frappe.set_user(sales_rep)
    assert listed("Sales Note") == set(notes.values())
    frappe.set_user("Administrator")
    entity("Lille", member)
    frappe.set_user(sales_rep)
    assert listed("Sales Note") == {notes[colleague]}
    frappe.set_user(member)
    assert listed("Sales Note") == {notes[member]}


def test_a_private_note_is_its_authors_alone(manager: str, sales_rep: str) -> None:
    company = make_company()
    frappe.set_user(sales_rep)
    private = make_note(company, "<p>secret</p>", is_private=1).name
    admin = make_user("admin@example.com", "System Manager")
    for user, seen in ((sales_rep, True), (manager, False), (admin, False)):
        frappe.set_user(user)
        assert (private in listed("Sales Note")) is seen
        assert bool(frappe.has_permission("Sales Note", "read", doc=private)) is seen


def test_without_any_right_on_notes_there_are_none(sales_rep: str) -> None:
    company = make_company()
    frappe.set_user(sales_rep)
    note = make_note(company).name
    frappe.set_user("Administrator")
    without("own_notes")
    frappe.set_user(sales_rep)
    assert listed("Sales Note") == set()
    assert not frappe.has_permission("Sales Note", "read", doc=note)
    with pytest.raises(frappe.PermissionError):
        make_note(company)
