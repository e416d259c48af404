"""What the tabs of a form read: groups, history, notes, e-mails, files; and whom they tell."""

from __future__ import annotations

from typing import Any

import frappe
import pytest
from frappe.permissions import add_permission, reset_perms, update_permission_property

from prospect_crm.services import attachments, groups, history, notes, users
from tests.factories import make_company, make_person, make_user, upload

EVIL = "<img src=x onerror=alert(1)>"
NOT_THERE = "This record is not there, or you may not read it."


@pytest.fixture(autouse=True)
def no_user_permissions() -> Any:
    yield
    frappe.set_user("Administrator")
    frappe.db.delete("User Permission")
    frappe.db.delete("Version")
    frappe.db.delete("Comment")
    frappe.db.delete("Communication")
    frappe.db.commit()
    frappe.cache().delete_key("user_permissions")


def may_read_only(user: str, *companies: str) -> None:
    """Restrict a user to these companies, by Frappe's own user permissions."""
    for company in companies:
        values = {"user": user, "allow": "Sales Prospect", "for_value": company, "apply_to_all_doctypes": 1}
        frappe.get_doc({"doctype": "User Permission", **values}).insert()
    frappe.db.commit()
    frappe.clear_cache(user=user)


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


@pytest.fixture
def secret_revenue() -> Any:
    """The annual revenue is above everybody's permission level."""
    setter = {"doctype": "Sales Prospect", "fieldname": "annual_revenue", "property": "permlevel"}
    frappe.make_property_setter(setter | {"value": 3, "property_type": "Int"})
    frappe.clear_cache(doctype="Sales Prospect")
    yield
    frappe.set_user("Administrator")
    frappe.db.delete("Property Setter", {"doc_type": "Sales Prospect", "property": "permlevel"})
    frappe.clear_cache(doctype="Sales Prospect")
    frappe.db.commit()


def give(user: str, *companies: Any) -> None:
    for company in companies:
        company.db_set("owner", user)


def make_note(about: Any, content: str = "<p>Call before 9</p>", **values: Any) -> Any:
    note = {"doctype": "Sales Note", "content": content, **values}
    return frappe.get_doc(note | reference(about)).insert()


def make_task(about: Any, subject: str = "Call back", **values: Any) -> Any:
    return frappe.get_doc({"doctype": "Sales Task", "subject": subject, **values} | reference(about)).insert()


def reference(about: Any) -> dict[str, str]:
    return {"reference_doctype": about.doctype, "reference_name": about.name}


def change(document: Any, **values: Any) -> None:
    document.update(values)
    document.save(ignore_version=False)


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


class TestHistory:
    def test_changes_have_labels_and_both_values(self) -> None:
        company = make_company(headcount=120)
        change(company, headcount=128, status="To Convert")
        newest, oldest = history.history_of("Sales Prospect", company.name).entries
        assert newest.kind == "change"
        assert [(one.label, one.old, one.new) for one in newest.changes] == [
            ("Status", "New", "To Convert"),
            ("Headcount", "120", "128"),
        ]
        assert (oldest.kind, oldest.by) == ("created", "Administrator")

    def test_changes_are_said_in_the_readers_language(self) -> None:
        company = make_company(headcount=120)
        change(company, headcount=128, status="To Convert")
        frappe.local.lang = "fr"
        entry = history.history_of("Sales Prospect", company.name).entries[0]
        assert [(one.label, one.old, one.new) for one in entry.changes] == [
            ("Statut", "Nouveau", "À convertir"),
            ("Effectif", "120", "128"),
        ]

    def test_everything_stands_in_one_list_newest_first(self) -> None:
        person = make_person()
        change(person, job_title="Buyer")
        person.add_comment("Comment", "Called her")
        mail = {"communication_type": "Communication", "communication_medium": "Email"}
        mail |= {"sent_or_received": "Sent", "subject": "Hello", "sender": "rep@example.com"}
        frappe.get_doc({"doctype": "Communication", **mail} | reference(person)).insert()
        make_task(person, status="Done", task_type="Call")
        make_task(person, "Not done yet")
        page = history.history_of(person.doctype, person.name)
        assert {(entry.kind, entry.what, entry.text) for entry in page.entries} == {
            ("change", "", ""),
            ("comment", "Comment", "Called her"),
            ("email", "Sent", "Hello"),
            ("task", "Call", "Call back"),
            ("created", "", ""),
        }
        times = [entry.when for entry in page.entries]
        assert times == sorted(times, reverse=True)

    def test_pages_overlap_nowhere_and_end(self) -> None:
        company = make_company()
        for number in range(25):
            company.add_comment("Comment", f"Comment {number}")
        first = history.history_of("Sales Prospect", company.name, 0, 20)
        second = history.history_of("Sales Prospect", company.name, 20, 20)
        assert (len(first.entries), first.has_more) == (20, True)
        assert (len(second.entries), second.has_more) == (6, False)
        texts = [entry.text for entry in (*first.entries, *second.entries) if entry.text]
        assert sorted(texts) == sorted(f"Comment {number}" for number in range(25))

    def test_forged_page_numbers_are_bounded(self) -> None:
        company = make_company()
        assert len(history.history_of("Sales Prospect", company.name, -5, 10_000_000).entries) == 1

    def test_fields_above_the_readers_level_are_left_out(self, sales_rep: str, secret_revenue: None) -> None:
        company = make_company(annual_revenue=10, currency="EUR")
        change(company, annual_revenue=20, headcount=5)
        frappe.set_user(sales_rep)
        entry = history.history_of("Sales Prospect", company.name).entries[0]
        assert [one.label for one in entry.changes] == ["Headcount"]

    def test_a_linked_record_is_named_only_where_it_may_be_read(self, sales_rep: str) -> None:
        secret, mine = make_company("Secret Holding"), make_company("Mine")
        change(mine, parent_company=secret.name)
        assert history.history_of("Sales Prospect", mine.name).entries[0].changes[0].new == "Secret Holding"
        may_read_only(sales_rep, mine.name)
        frappe.db.set_value("Sales Prospect", mine.name, "parent_company", None)
        frappe.set_user(sales_rep)
        change_shown = history.history_of("Sales Prospect", mine.name).entries[0].changes[0]
        assert change_shown.new == "(a record that is gone, or that you may not read)"

    def test_user_text_stays_text(self) -> None:
        company = make_company()
        change(company, description=f"1 < 2 {EVIL}\nline two")
        company.add_comment("Comment", "<p>a &lt;b&gt;</p><p>c</p>")
        comment, changed, _created = history.history_of("Sales Prospect", company.name).entries
        assert comment.text == "a <b>\nc"
        assert "onerror" not in changed.changes[0].new
        assert changed.changes[0].new.startswith("1 < 2")

    def test_an_operations_title_is_told_to_its_owner_only(self, sales_rep: str) -> None:
        person = make_person()
        operation = frappe.get_doc(
            doctype="Sales Operation",
            kind="Export",
            status="Done",
            title="secret list.vcf",
            target_doctype=person.doctype,
            ended_on=frappe.utils.now_datetime(),
        ).insert()
        entry = {"operation": operation.name, "action": "export", "state": "applied"}
        entry |= {"target_doctype": person.doctype, "target_name": person.name}
        frappe.get_doc({"doctype": "Sales Operation Entry", **entry}).insert()
        shown = history.history_of(person.doctype, person.name).entries[0]
        assert (shown.what, shown.text, shown.by) == ("Export: export", "secret list.vcf", "Administrator")
        frappe.set_user(sales_rep)
        shown = history.history_of(person.doctype, person.name).entries[0]
        assert (shown.what, shown.text, shown.record) == ("Export: export", "", ())


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
