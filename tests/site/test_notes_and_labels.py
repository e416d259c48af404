"""The rules of notes and labels."""

from __future__ import annotations

import frappe
import pytest

from prospect_crm.services import labels
from tests.factories import make, make_company, make_note, make_user
from tests.site.refusals import refusal

MENTION = '<span class="mention" data-id="{0}" data-value="Rep">@Rep</span>'


@pytest.mark.parametrize("content", [None, "", "<p><br></p>", "<p>&nbsp;</p>"])
def test_an_empty_note_is_refused(content: str | None) -> None:
    company = make_company()
    assert refusal(lambda: make_note(company, content)) == (
        "The note is empty: write something, or attach a file."
    )


def test_a_note_is_called_by_its_beginning() -> None:
    company = make_company("Nexalis")
    assert make_note(company, "<p>Budget  <b>voted</b></p>").title == "Budget voted"
    long = make_note(company, "<p>" + "word " * 40 + "</p>").title
    assert (len(long), long[-1]) == (100, "…")
    assert make_note(company, "", attachment="/private/files/card.jpg").title == "card.jpg"


def test_a_note_is_about_something() -> None:
    assert (
        refusal(lambda: make("Sales Note", content="<p>x</p>")) == "Say what this is about: choose a record."
    )


def test_a_mention_notifies_once_and_only_who_may_read(sales_rep: str, outsider: str) -> None:
    company = make_company("Nexalis")
    frappe.db.delete("Notification Log")
    frappe.clear_messages()
    note = make_note(company, f"<p>Ask {MENTION.format(sales_rep)} and {MENTION.format(outsider)}</p>")
    note.update({"content": note.content + "<p>more</p>"}).save()
    notices = frappe.get_all("Notification Log", fields=["for_user", "type", "document_name"])
    assert notices == [{"for_user": sales_rep, "type": "Mention", "document_name": note.name}]
    said = [message["message"] for message in frappe.get_message_log()]
    assert said == ["Not notified, because they may not read this note: outsider."]


def test_a_script_in_a_note_does_not_run() -> None:
    note = make_note(make_company(), "<p>x</p><script>alert(1)</script><img src=x onerror=alert(1)>")
    assert "<script" not in note.content
    assert "onerror" not in note.content


def test_a_label_is_a_tag_with_a_colour() -> None:
    label = make("Sales Label", label_name=" Pollutec 2026 ", color="Purple")
    assert (label.name, frappe.db.exists("Tag", "Pollutec 2026")) == ("Pollutec 2026", "Pollutec 2026")
    found = [row for row in labels.all_labels() if row["name"] == label.name]
    assert found == [{"name": "Pollutec 2026", "color": "Purple", "document_types": []}]


def test_a_label_holds_no_comma() -> None:
    assert refusal(lambda: make("Sales Label", label_name="a,b")) == (
        "A label cannot hold a comma. Use two labels, or another sign."
    )


def test_records_keep_a_label_that_is_renamed() -> None:
    label = make("Sales Label", label_name="Salon")
    company = make_company()
    for tag in ("Salons", "Salon", "Hot"):
        company.add_tag(tag)
    frappe.rename_doc("Sales Label", label.name, "Foire")
    assert frappe.db.get_value("Sales Prospect", company.name, "_user_tags") == ",Salons,Foire,Hot"
    tags = frappe.get_all("Tag Link", filters={"document_name": company.name}, pluck="tag")
    assert sorted(tags) == ["Foire", "Hot", "Salons"]
    assert not frappe.db.exists("Tag", "Salon")


def test_a_user_with_no_right_makes_no_label() -> None:
    user = make_user("labels@example.com", "Sales Prospector")
    frappe.set_user(user)
    with pytest.raises(frappe.PermissionError):
        make("Sales Label", label_name="Mine")
