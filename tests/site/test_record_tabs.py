"""What the tabs of a form read: groups, notes, files; and whom they tell."""

from __future__ import annotations

from typing import Any

import frappe
import pytest
from frappe.permissions import add_permission, reset_perms, update_permission_property

from prospect_crm.services import attachments, groups, history, notes, users
from tests.factories import make_company, make_person, make_user, upload
from tests.site.record_tabs import make_task, may_read_only, no_user_permissions, reference  # noqa: F401

NOT_THERE = "This record is not there, or you may not read it."


@pytest.fixture
def owner(outsider: str) -> Any:
    """A user who reads the companies that are theirs, and no others."""
    add_permission("Sales Prospect", "Blogger", 0)
    update_permission_property("Sales Prospect", "Blogger", 0, "if_owner", 1)
    frappe.clear_cache()
    yield outsider
    frappe.set_user("Administrator")
    reset_perms("Sales Prospect")
    frappe.clear_cache()
    frappe.db.commit()


def give(user: str, *companies: Any) -> None:
    for company in companies:
        company.db_set("owner", user)


def make_note(about: Any, content: str = "<p>Call before 9</p>", **values: Any) -> Any:
    note = {"doctype": "Sales Note", "content": content, **values}
    return frappe.get_doc(note | reference(about)).insert()


def refused(call: Any, *arguments: Any) -> tuple[str, str]:
    """The kind and the sentence of a refusal, and nothing beside it."""
    frappe.clear_messages()
    with pytest.raises(Exception) as caught:
        call(*arguments)
    assert len(frappe.get_message_log()) == 1
    return type(caught.value).__name__, str(caught.value)


class TestGroups:
    def family(self) -> dict[str, Any]:
        top = make_company("Hexavert")
        north = make_company("North", parent_company=top.name)
        south = make_company("South", parent_company=top.name)
        return {
            "top": top,
            "north": north,
            "south": south,
            "mill": make_company("Mill", parent_company=north.name),
        }

    def test_a_group_holds_parents_children_and_siblings_from_the_top_down(self) -> None:
        family = self.family()
        make_company("Stranger")
        for company in family.values():
            members = groups.group_of(company.name)
            assert [(member.depth, member.company["company_name"]) for member in members] == [
                (0, "Hexavert"),
                (1, "North"),
                (2, "Mill"),
                (1, "South"),
            ]
            assert [member.company["name"] for member in members if member.is_current] == [company.name]

    def test_what_the_reader_may_not_read_is_left_out(self, owner: str) -> None:
        family = self.family()
        give(owner, family["top"], family["mill"])
        frappe.set_user(owner)
        members = groups.group_of(family["mill"].name)
        assert [(member.depth, member.company["company_name"]) for member in members] == [
            (0, "Hexavert"),
            (1, "Mill"),
        ]

    def test_an_unreadable_top_is_not_hinted_at(self, owner: str) -> None:
        family = self.family()
        give(owner, family["mill"])
        frappe.set_user(owner)
        members = groups.group_of(family["mill"].name)
        assert [(member.depth, member.company["company_name"]) for member in members] == [(0, "Mill")]

    def test_a_cycle_in_the_data_ends(self) -> None:
        family = self.family()
        frappe.db.set_value("Sales Prospect", family["top"].name, "parent_company", family["mill"].name)
        names = [member.company["company_name"] for member in groups.group_of(family["mill"].name)]
        assert sorted(names) == ["Hexavert", "Mill", "North", "South"]


class TestRefusals:
    @pytest.mark.parametrize("call", [history.history_of, history.emails_of, notes.notes_on])
    def test_missing_unreadable_and_foreign_records_answer_alike(self, call: Any, sales_rep: str) -> None:
        mine, other = make_company("Mine"), make_company("Other")
        may_read_only(sales_rep, mine.name)
        frappe.set_user(sales_rep)
        answer = ("DoesNotExistError", NOT_THERE)
        assert refused(call, "Sales Prospect", "no such name") == answer
        assert refused(call, "Sales Prospect", other.name) == answer
        assert refused(call, "User", "Administrator") == answer
        assert refused(call, "No Such DocType", "x") == answer

    def test_groups_refuse_alike(self, sales_rep: str) -> None:
        mine, other = make_company("Mine"), make_company("Other")
        may_read_only(sales_rep, mine.name)
        frappe.set_user(sales_rep)
        assert refused(groups.group_of, other.name) == refused(groups.group_of, "no such name")

    def test_names_of_users_are_not_told_to_guests(self) -> None:
        make_user("rep@example.com", "Sales Prospector")
        assert users.full_names(["rep@example.com", "nobody@example.com"]) == {"rep@example.com": "rep"}
        frappe.set_user("Guest")
        assert users.full_names(["rep@example.com"]) == {}


class TestNotesAndFiles:
    def test_pinned_notes_come_first(self) -> None:
        person = make_person()
        make_note(person, "<p>old</p>", is_pinned=1)
        make_note(person, "<p>new</p>")
        page = notes.notes_on(person.doctype, person.name)
        assert [note["is_pinned"] for note in page["notes"]] == [1, 0]
        assert [note["author"] for note in page["notes"]] == ["Administrator"] * 2
        assert page["has_more"] is False

    def test_a_reader_without_the_right_to_change_is_told_so(self) -> None:
        reader = make_user("reader@example.com", "Sales Prospector")
        company = make_company()
        make_note(company)
        assert notes.notes_on("Sales Prospect", company.name)["notes"][0]["may_write"] is True
        frappe.set_user(reader)
        (note,) = notes.notes_on("Sales Prospect", company.name)["notes"]
        assert (note["may_write"], note["may_delete"]) == (False, False)

    def test_twenty_notes_a_page(self) -> None:
        person = make_person()
        for number in range(21):
            make_note(person, f"<p>{number}</p>")
        assert len(notes.notes_on(person.doctype, person.name)["notes"]) == 20
        assert notes.notes_on(person.doctype, person.name)["has_more"] is True
        assert len(notes.notes_on(person.doctype, person.name, 20)["notes"]) == 1

    def test_files_are_counted_for_readers_only(self, sales_rep: str, outsider: str) -> None:
        task = make_task(make_person())
        file = frappe.get_doc("File", upload(b"offer", "offer.txt"))
        file.update({"attached_to_doctype": task.doctype, "attached_to_name": task.name})
        file.save()
        frappe.set_user(sales_rep)
        assert attachments.count_attachments("Sales Task", [task.name, "no such task"]) == {task.name: 1}
        frappe.set_user(outsider)
        assert attachments.count_attachments("Sales Task", [task.name]) == {}
