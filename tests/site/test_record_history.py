"""The history of a record: what changed, in whose words, and for whose eyes."""

from __future__ import annotations

from typing import Any

import frappe
import pytest

from prospect_crm.services import history
from tests.factories import make_company, make_person
from tests.site.record_tabs import make_task, may_read_only, no_user_permissions, reference  # noqa: F401

EVIL = "<img src=x onerror=alert(1)>"


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


def change(document: Any, **values: Any) -> None:
    document.update(values)
    document.save(ignore_version=False)


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
