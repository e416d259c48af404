"""Mailing lists: who is on them, since when and by whom, and who left for good."""

from __future__ import annotations

import re

import frappe
import pytest
from frappe.utils import today

from prospect_crm.services import mailing_lists, operations, unsubscribing
from prospect_crm.services.operation_preview import preview
from tests.factories import make_company, make_contact, make_lead, make_person
from tests.site.subscribing import MEMBER, change, count, day, opted_out, people, rows, two_lists  # noqa: F401


def test_the_plan_writes_nothing_and_says_why_some_stay_off() -> None:
    anna, bob = people("Anna", "Bob")
    free = make_person("Carl", "Martin")
    shared = make_person("Dora", "Martin", email="anna@vauban.example")
    change([bob])
    operation = mailing_lists.plan(
        "Contact Prospect",
        {"names": [anna.name, bob.name, free.name, shared.name]},
        ["Lettre Métal"],
        "subscribe",
    )
    told = {entry.label: (entry.state, entry.reason) for entry in preview(operation).entries}
    assert told == {
        "Anna Martin": ("planned", ""),
        "Bob Martin": ("skipped", f"Subscribed already since {day()}."),
        "Carl Martin": ("skipped", "No e-mail address is known."),
        "Dora Martin": ("skipped", "Anna Martin, in this selection too, has the same address."),
    }
    assert rows() == {("Lettre Métal", "bob@vauban.example", 0)}
    operations.apply(operation)
    assert rows(email="anna@vauban.example") == {("Lettre Métal", "anna@vauban.example", 0)}
    assert count() == 2


def test_a_subscription_has_its_date_and_its_source() -> None:
    [anna] = people("Anna")
    change([anna])
    [row] = frappe.get_all(MEMBER, fields=["subscribed_on", "subscription_source", "unsubscribed_on"])
    assert (str(row.subscribed_on)[:10], row.subscription_source, row.unsubscribed_on) == (
        today(),
        "Selection",
        None,
    )
    assert mailing_lists.change_one("Contact Prospect", anna.name, "Salons", "subscribe") == ""
    assert frappe.db.get_value(MEMBER, {"email_group": "Salons"}, "subscription_source") == "By Hand"


def test_an_opt_out_wins_over_every_later_add() -> None:
    [anna] = people("Anna")
    change([anna])
    unsubscribing.leave("anna@vauban.example", "Lettre Métal")
    assert change([anna]) == {"Anna Martin": ("skipped", opted_out())}
    assert change([anna], "unsubscribe") == {"Anna Martin": ("skipped", opted_out())}
    row = frappe.get_doc(MEMBER, {"email": "anna@vauban.example"})
    row.unsubscribed = 0
    with pytest.raises(
        frappe.ValidationError, match=re.escape("anna@vauban.example opted out of Lettre Métal on")
    ):
        row.save()
    assert rows() == {("Lettre Métal", "anna@vauban.example", 1)}


def test_the_person_alone_comes_back() -> None:
    [anna] = people("Anna")
    unsubscribing.leave("anna@vauban.example", "Lettre Métal")
    unsubscribing.come_back("anna@vauban.example", "Lettre Métal")
    assert rows() == {("Lettre Métal", "anna@vauban.example", 0)}
    assert change([anna]) == {"Anna Martin": ("skipped", f"Subscribed already since {day()}.")}


def test_an_opt_out_of_somebody_who_never_was_on_the_list_is_kept() -> None:
    [anna] = people("Anna")
    change([anna], "opt_out")
    assert change([anna]) == {"Anna Martin": ("skipped", opted_out())}


def test_opted_out_between_preview_and_apply_stays_out() -> None:
    [anna] = people("Anna")
    operation = mailing_lists.plan("Contact Prospect", {"names": [anna.name]}, ["Lettre Métal"], "subscribe")
    unsubscribing.leave("anna@vauban.example", "Lettre Métal")
    operations.apply(operation)
    [entry] = preview(operation).entries
    assert (entry.state, entry.reason) == ("skipped", opted_out())
    assert rows() == {("Lettre Métal", "anna@vauban.example", 1)}


def test_taking_off_the_list_is_no_opt_out() -> None:
    anna, bob = people("Anna", "Bob")
    change([anna])
    told = change([anna, bob], "unsubscribe")
    assert told == {"Anna Martin": ("applied", ""), "Bob Martin": ("skipped", "Not on this list.")}
    assert (rows(), count()) == (set(), 0)
    assert change([anna]) == {"Anna Martin": ("applied", "")}


def test_leads_companies_and_client_contacts_are_subscribed_by_their_own_address() -> None:
    company = make_company(email="bonjour@vauban.example")
    [anna] = people("Anna")
    contact = make_contact(
        client_account=company.name, email_ids=[{"email_id": "karim@vauban.example", "is_primary": 1}]
    )
    leads = [make_lead(contact_prospect=anna.name), make_lead(company=company.name)]
    assert {entry[0] for entry in change([company]).values()} == {"applied"}
    assert {entry[0] for entry in change([contact]).values()} == {"applied"}
    assert sorted(change(leads).values()) == [("applied", ""), ("skipped", "No person is linked.")]
    assert {row[1] for row in rows()} == {
        "bonjour@vauban.example",
        "karim@vauban.example",
        "anna@vauban.example",
    }


def test_the_page_shows_dates_sources_and_opt_outs() -> None:
    [anna] = people("Anna")
    change([anna])
    unsubscribing.leave("anna@vauban.example", "Salons")
    shown = mailing_lists.of_record("Contact Prospect", anna.name)
    assert [(row.group, row.is_opted_out, row.source) for row in shown.rows] == [
        ("Lettre Métal", False, "Selection"),
        ("Salons", True, "Unsubscribe Link"),
    ]
    assert shown.rows[0].since[:10] == shown.rows[1].unsubscribed_on[:10] == today()


def test_a_list_that_is_not_there_is_refused() -> None:
    [anna] = people("Anna")
    with pytest.raises(frappe.DoesNotExistError, match=re.escape("These mailing lists are not there: Rien.")):
        mailing_lists.plan("Contact Prospect", {"names": [anna.name]}, ["Rien"], "subscribe")


def test_addresses_that_the_database_takes_for_the_same_leave_out_one_row_not_all() -> None:
    rene = make_person("René", "Martin", email="x@vauban.example")
    rene.db_set("email", "rené@vauban.example")  # Frappe takes none such, an earlier system may have
    other = make_person("Rene", "Martin", email="rene@vauban.example")
    anna, bob = people("Anna", "Bob")
    told = change([rene, other, anna, bob])
    assert told == {
        "René Martin": ("applied", ""),
        "Rene Martin": ("skipped", f"Subscribed already since {day()}."),
        "Anna Martin": ("applied", ""),
        "Bob Martin": ("applied", ""),
    }
    assert count() == 3
