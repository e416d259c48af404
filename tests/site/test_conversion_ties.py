"""What hung on a source is reached from its result, over HTTP and under the reader's rights."""

from __future__ import annotations

import os

import frappe
import pytest

if "PROSPECT_URL" not in os.environ:
    pytest.skip("Nothing is served: run these tests by ./dev test.", allow_module_level=True)

from tests.factories import make_company, make_lead, make_note, make_person, make_task, make_user, upload
from tests.site.http_client import Client


@pytest.fixture(scope="module")
def clients() -> list[Client]:
    """Two sessions of one user and one of another."""
    users = ["manager@example.com", "manager@example.com", "second@example.com"]
    return [Client(make_user(user, "Sales Prospection Manager")) for user in users]


def test_the_photo_is_seen_by_whoever_sees_the_contact(clients: list[Client]) -> None:
    from tests.factories import picture

    person = make_person(company=make_company().name)
    file = frappe.get_doc("File", upload(picture(), "face.jpg"))
    file.update(
        {
            "attached_to_doctype": "Contact Prospect",
            "attached_to_name": person.name,
            "attached_to_field": "image",
        }
    ).save()
    person.db_set("image", file.file_url)
    frappe.db.commit()
    result = clients[0].told("conversion.convert", doctype="Contact Prospect", name=person.name)
    reader = Client(make_user("reader@example.com", "Sales Client Reader"))
    frappe.db.rollback()
    image = frappe.db.get_value("Contact", result["name"], "image")
    assert image == file.file_url
    assert reader.session.get(f"{reader.base}{image}").content == picture()


def test_whatever_hung_on_the_lead_is_reached_from_the_opportunity(clients: list[Client]) -> None:
    lead = make_lead()
    make_note(lead, "<p>Budget voted</p>")
    make_task(lead, subject="Call back")
    lead.add_comment("Comment", "Prefers mornings")
    mail = {"communication_type": "Communication", "communication_medium": "Email", "subject": "Offer"}
    about = {"reference_doctype": "Sales Lead", "reference_name": lead.name}
    frappe.get_doc({"doctype": "Communication", "sent_or_received": "Sent", **mail, **about}).insert()
    file = frappe.get_doc("File", upload(b"plan", "plan.txt"))
    file.update({"attached_to_doctype": "Sales Lead", "attached_to_name": lead.name}).save()
    frappe.db.commit()
    preview = clients[0].told("conversion.preview", doctype="Sales Lead", name=lead.name)
    assert preview["carried"] == {"notes": 1, "tasks": 1, "files": 1, "emails": 1, "comments": 1}
    opportunity = clients[0].told("conversion.convert", doctype="Sales Lead", name=lead.name)["name"]
    of_it = {"doctype": "Sales Opportunity", "name": opportunity}
    notes = clients[0].told("notes.on_record", **of_it)["notes"]
    assert [note["content"] for note in notes] == ["<p>Budget voted</p>"]
    history = clients[0].told("history.of_record", **of_it)["entries"]
    said = [(entry["kind"], entry["text"]) for entry in history if entry["kind"] in ("comment", "email")]
    assert ("comment", "Prefers mornings") in said
    assert ("email", "Offer") in said
    assert [row["subject"] for row in clients[0].told("history.emails", **of_it)] == ["Offer"]
    ties = clients[0].told("conversion.ties", **of_it)
    assert [(entry["name"], entry["files"][0]["file_name"]) for entry in ties["sources"]] == [
        (lead.name, "plan.txt")
    ]
    of_lead = {"doctype": "Sales Lead", "name": lead.name}
    became = clients[0].told("conversion.ties", **of_lead)["became"]
    assert (became["name"], became["by"]) == (opportunity, "manager")
    assert clients[0].told("notes.on_record", **of_lead)["notes"] != []


def test_what_hung_on_a_lead_that_is_hidden_stays_hidden(clients: list[Client]) -> None:
    """The opportunity may be seen by somebody whom its lead is hidden from."""
    from prospect_crm.permissions import rights

    person = make_person(company=make_company().name)
    lead = make_lead(contact_prospect=person.name)
    make_note(lead, "<p>Secret</p>")
    frappe.db.commit()
    opportunity = clients[0].told("conversion.convert", doctype="Sales Lead", name=lead.name)["name"]
    frappe.db.rollback()
    frappe.db.set_value("Sales Opportunity", opportunity, "contact_prospect", None)
    frappe.db.commit()
    rights.forget()
    reader = Client(make_user("reader@example.com", "Sales Client Reader"))
    document = frappe.get_doc("Sales Opportunity", opportunity)
    frappe.share.add("Sales Opportunity", document.name, "reader@example.com", read=1)
    frappe.db.commit()
    of_it = {"doctype": "Sales Opportunity", "name": opportunity}
    for endpoint in ("notes.on_record", "history.of_record", "conversion.ties", "history.emails"):
        answer = reader.post(endpoint, **of_it)
        assert "Secret" not in answer.text
        assert lead.name not in answer.text
