"""Bulk e-mail: who gets which mail, who none and why, and what really leaves."""

from __future__ import annotations

import re
from datetime import timedelta
from itertools import pairwise
from typing import Any

import frappe
import pytest
from frappe.utils import formatdate, now_datetime, today

from prospect_crm.services import bulk_email, mailing_lists, operations, unsubscribing
from prospect_crm.services.history import emails_of, history_of
from prospect_crm.services.operation_preview import preview
from tests.factories import make, make_company, make_contact, make_entity, make_lead, make_person, make_user
from tests.mailbox import mailbox
from tests.site import bulk

TEXT = {"subject": "Salon pour {{ company_name }}", "body": "<p>Bonjour {{ first_name }},</p>"}


@pytest.fixture(autouse=True)
def no_throttle() -> None:
    frappe.db.set_single_value("Prospect CRM Settings", "mails_per_hour", 0)
    frappe.clear_document_cache("Prospect CRM Settings", "Prospect CRM Settings")
    make("Email Group", title="Lettre Métal")


def planned(*records: Any, **wanted: Any) -> Any:
    operation = bulk_email.plan(
        records[0].doctype, {"names": [record.name for record in records]}, {**TEXT, **wanted}
    )
    assert operation.status == "Planned", operation.error_message
    return operation


def verdicts(operation: Any) -> dict[str, tuple[str, str]]:
    return {entry.label: (entry.state, entry.reason) for entry in preview(operation, length=200).entries}


def person(name: str, **values: Any) -> Any:
    return make_person(name, "Martin", **{"email": f"{name.lower()}@vauban.example", **values})


def queued() -> list[Any]:
    return frappe.get_all(
        "Email Queue", ["name", "status", "send_after", "communication"], order_by="send_after"
    )


def test_each_gets_their_own_mail_and_nobody_gets_two() -> None:
    company = make_company("Atelier Vauban")
    anna, bob = person("Anna", company=company.name), person("Bob", email="anna@vauban.example")
    operation = planned(anna, bob, person("Carl", email=""))
    assert verdicts(operation) == {
        "Anna Martin": ("planned", ""),
        "Bob Martin": ("skipped", "The same address as Anna Martin, who gets the mail."),
        "Carl Martin": ("skipped", "No e-mail address is known."),
    }
    position = next(entry.position for entry in preview(operation).entries if entry.state == "planned")
    shown = bulk_email.rendered(operation, position)
    assert (shown["subject"], shown["recipient"]) == ("Salon pour Atelier Vauban", "anna@vauban.example")
    assert "<p>Bonjour Anna,</p>" in shown["content"]
    assert queued() == []
    assert operations.apply(operation).status == "Done"
    assert len(queued()) == 1


def test_who_left_the_list_or_refuses_everything_gets_nothing() -> None:
    anna, bob, carl, dora = (person(name) for name in ("Anna", "Bob", "Carl", "Dora"))
    unsubscribing.leave(anna.email, "Lettre Métal")
    unsubscribing.refuse_all(bob.email)
    mailing_lists.change_one("Contact Prospect", carl.name, "Lettre Métal", "subscribe")
    told = verdicts(planned(anna, bob, carl, dora, email_group="Lettre Métal", only_subscribed=1))
    day = formatdate(today())
    assert told == {
        "Anna Martin": (
            "skipped",
            f"Opted out on {day}. Only the person can take that back, by the link in a mail.",
        ),
        "Bob Martin": ("skipped", f"Refuses all our mail since {day}."),
        "Carl Martin": ("planned", ""),
        "Dora Martin": ("skipped", "Not on the list Lettre Métal."),
    }
    told = verdicts(planned(anna, bob, carl, dora))
    assert [state for state, _reason in told.values()] == ["skipped", "planned", "planned", "planned"]


def test_an_opt_out_after_the_preview_and_one_in_the_queue_are_respected() -> None:
    anna, bob = person("Anna"), person("Bob")
    operation = planned(anna, bob, email_group="Lettre Métal")
    unsubscribing.leave(anna.email, "Lettre Métal")
    operations.apply(operation)
    assert verdicts(operation)["Anna Martin"][0] == "skipped"
    [mail] = queued()
    unsubscribing.leave(bob.email, "Lettre Métal")
    assert queued() == []
    status = frappe.db.get_value("Communication", mail.communication, "delivery_status")
    assert status == "Recipient Unsubscribed"


def test_text_is_no_program_and_values_are_no_markup() -> None:
    anna = person("Anna", job_title="<img src=x onerror=alert(1)> {{ email }}")
    body = "<p>{{ job_title }}</p><script>alert(1)</script>"
    operation = planned(anna, body=body, subject="{{job_title}}\r\nBcc: x@evil.example")
    shown = bulk_email.rendered(operation, 1)
    assert shown["content"] == (
        "<p>&lt;img src=&quot;x&quot;&gt; {{ email }}</p>&lt;script&gt;alert(1)&lt;/script&gt;"
    )
    assert "\n" not in shown["subject"]


@pytest.mark.parametrize(
    "place", ["{{ frappe.session.user }}", "{% for x in [1] %}", "{{ nom }}", "{{ 7*7 }}", "{# x #}"]
)
def test_what_is_not_known_is_named_and_nothing_is_sent(place: str) -> None:
    operation = planned(person("Anna"), body=f"<p>{place}</p>")
    assert verdicts(operation) == {
        "Anna Martin": ("refused", f"The text holds places that are not known: {place}.")
    }
    operations.apply(operation)
    assert queued() == []


def test_what_is_not_known_of_a_person_is_named() -> None:
    operation = planned(person("Anna"))
    [entry] = preview(operation).entries
    assert entry.warnings == ["Nothing is known for: Company name."]


def test_a_mail_leaves_with_sender_history_and_a_link_that_works(sales_rep: str) -> None:
    anna = person("Anna", company=make_company("Atelier & Fils").name)
    frappe.db.commit()
    frappe.set_user(sales_rep)
    operation = planned(anna, email_group="Lettre Métal")
    operations.apply(operation)
    [row] = queued()
    with mailbox() as kept:
        frappe.get_doc("Email Queue", row.name).send()
    [mail] = kept.mails
    assert kept.recipients == [["anna@vauban.example"]]
    assert (mail["subject"], mail["from"].addresses[0].addr_spec) == ("Salon pour Atelier & Fils", sales_rep)
    link = mail["List-Unsubscribe"].strip("<>")
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert link.replace("&", "&amp;") in mail.get_body(("html",)).get_content()
    assert link in mail.get_body(("plain",)).get_content()
    assert unsubscribing.asked(link.partition("?")[2]) == ("anna@vauban.example", "Lettre Métal")
    [told] = emails_of("Contact Prospect", anna.name)
    assert (told["subject"], told["delivery_status"]) == ("Salon pour Atelier & Fils", "Sent")
    happened = history_of("Contact Prospect", anna.name).entries
    assert {(entry.kind, entry.what) for entry in happened} == {
        ("operation", "Email: send"),
        ("email", "Sent"),
        ("created", ""),
    }


def test_so_many_an_hour_over_all_operations() -> None:
    frappe.db.set_single_value("Prospect CRM Settings", "mails_per_hour", 60)
    frappe.clear_document_cache("Prospect CRM Settings", "Prospect CRM Settings")
    people = [person(name) for name in ("Anna", "Bob", "Carl")]
    operations.apply(planned(*people[:2]))
    operations.apply(planned(people[2]))
    due = [row.send_after for row in queued()]
    assert [(after - before).total_seconds() for before, after in pairwise(due)] == [60, 60]
    assert abs(due[0] - now_datetime()) < timedelta(seconds=30)


def test_the_rep_of_each_may_be_the_sender(sales_rep: str) -> None:
    other = make_user("lise@example.com", "Sales Prospector")
    anna, bob = person("Anna", sales_rep=other), person("Bob")
    frappe.set_user(sales_rep)
    operation = planned(anna, bob, sender="rep", body="<p>{{ rep_email }}</p>")
    by_label = {entry.label: entry.position for entry in preview(operation).entries}
    senders = [
        bulk_email.rendered(operation, by_label[name])["sender"] for name in ("Anna Martin", "Bob Martin")
    ]
    assert [other in senders[0], sales_rep in senders[1]] == [True, True]


def test_a_lead_is_written_to_through_its_person() -> None:
    anna = person("Anna")
    lead, bare = make_lead(contact_prospect=anna.name), make_lead()
    operation = planned(lead, bare)
    assert sorted(verdicts(operation).values()) == [("planned", ""), ("skipped", "No person is linked.")]
    operations.apply(operation)
    assert len(emails_of("Contact Prospect", anna.name)) == 1


def test_who_has_left_the_company_gets_nothing() -> None:
    contact = make_contact(
        email_ids=[{"email_id": "karim@vauban.example", "is_primary": 1}], has_left_company=1
    )
    assert verdicts(planned(contact)) == {contact.full_name: ("skipped", "Has left the company.")}


def test_hidden_people_are_not_written_to(sales_rep: str) -> None:
    make_entity("Paris")
    hidden = person("Anna", company=make_company(entities=[{"entity": "Paris"}]).name)
    frappe.set_user(sales_rep)
    operation = planned(hidden)
    [entry] = preview(operation).entries
    assert (entry.label, entry.state, entry.values) == ("…", "refused", {})
    assert bulk.verdicts(operation) == [("refused", "This record is not there, or you may not read it.")]


def test_without_the_right_nothing_is_sent(outsider: str) -> None:
    anna = person("Anna")
    frappe.set_user(outsider)
    with pytest.raises(frappe.PermissionError, match="You do not have the right “Send bulk e-mail”"):
        planned(anna)


def test_a_template_is_taken_as_it_is_written_and_never_run() -> None:
    name = "Bulk test"
    if not frappe.db.exists("Email Template", name):
        make(
            "Email Template",
            **{"__newname": name, "subject": "Hello {{ first_name }}", "response": "<p>{{ rep_name }}</p>"},
        )
    operation = planned(person("Anna"), subject="", body="", template=name)
    shown = bulk_email.rendered(operation, 1)
    assert (shown["subject"], "<p>Administrator</p>" in shown["content"]) == ("Hello Anna", True)


def test_undo_cancels_what_waits_and_says_what_has_left() -> None:
    anna, bob = person("Anna"), person("Bob")
    operation = bulk.apply(planned(anna, bob))
    sent = next(row for row in queued() if recipient_of(row) == anna.email)
    with mailbox() as kept:
        frappe.get_doc("Email Queue", sent.name).send()
    undo = bulk.plan_undo(operation)
    [first, second] = sorted(bulk.verdicts(undo))
    assert first[0] == "kept"
    assert re.fullmatch(r"Sent on .+: a mail that has left cannot be taken back\.", first[1])
    assert second == ("planned", "")
    bulk.apply(undo)
    assert [recipient_of(row) for row in queued()] == [anna.email]
    assert (len(kept.mails), emails_of("Contact Prospect", bob.name)) == (1, [])
    after = frappe.get_doc("Sales Operation", operation.name)
    assert (after.undone_by, after.undone_count) == (undo.name, 1)


def test_what_leaves_between_the_preview_of_the_undo_and_the_undo_is_kept() -> None:
    anna = person("Anna")
    operation = bulk.apply(planned(anna))
    undo = bulk.plan_undo(operation)
    with mailbox() as kept:
        frappe.get_doc("Email Queue", queued()[0].name).send()
    bulk.apply(undo)
    [(state, _reason)] = bulk.verdicts(undo)
    assert (state, len(kept.mails), len(emails_of("Contact Prospect", anna.name))) == ("kept", 1, 1)


def recipient_of(row: Any) -> str:
    return frappe.db.get_value("Email Queue Recipient", {"parent": row.name}, "recipient")
