"""Mailing lists and rights: who may change them, and whose subscriptions nobody else sees."""

from __future__ import annotations

from typing import Any

import frappe
import pytest

from prospect_crm.permissions import rights, viewer
from prospect_crm.permissions.conditions import allowed_names
from prospect_crm.services import mailing_lists
from tests.factories import make, make_company, make_entity, make_person, make_user
from tests.site.subscribing import MEMBER, change, day, people, two_lists  # noqa: F401


def without_right(key: str = "mailing_lists") -> None:
    document = frappe.get_doc("Sales Right", key)
    document.set("roles", [])
    document.save()


@pytest.fixture
def right_is_back() -> Any:
    yield
    frappe.db.rollback()
    rights.forget()
    viewer.forget()


def test_without_the_right_nobody_touches_a_list(sales_rep: str, right_is_back: None) -> None:
    [anna] = people("Anna")
    without_right()
    frappe.set_user(sales_rep)
    for act in (
        lambda: change([anna]),
        lambda: mailing_lists.change_one("Contact Prospect", anna.name, "Salons", "subscribe"),
    ):
        with pytest.raises(frappe.PermissionError, match="You do not have the right “Manage mailing lists”"):
            act()
    with pytest.raises(frappe.PermissionError):
        make(MEMBER, email_group="Salons", email="anna@vauban.example")
    assert mailing_lists.of_record("Contact Prospect", anna.name).may_change is False


def hidden_and_shown(email: str = "secret@vauban.example") -> tuple[Any, Any]:
    make_entity("Paris")
    company = make_company(entities=[{"entity": "Paris"}])
    hidden = make_person("Hidden", "Person", company=company.name, email=email)
    return hidden, make_person("Shown", "Person", email="shown@vauban.example")


def test_the_hidden_are_neither_subscribed_nor_seen(sales_rep: str) -> None:
    hidden, shown = hidden_and_shown()
    change([hidden, shown])
    frappe.set_user(sales_rep)
    told = change([hidden, shown], "subscribe", "Salons")
    assert told == {
        "": ("refused", "This record is not there, or you may not read it."),
        "Shown Person": ("applied", ""),
    }
    seen = {row.email for row in frappe.get_list(MEMBER, fields=["email"])}
    assert seen == {"shown@vauban.example"}
    with pytest.raises(frappe.PermissionError, match="Nobody whom you may see has the address"):
        make(MEMBER, email_group="Salons", email="secret@vauban.example")


def test_whoever_hidden_shares_the_address_is_not_named(sales_rep: str) -> None:
    hidden, shown = hidden_and_shown("shown@vauban.example")
    change([hidden])
    frappe.set_user(sales_rep)
    assert change([shown]) == {"Shown Person": ("skipped", f"Subscribed already since {day()}.")}
    [row] = mailing_lists.of_record("Contact Prospect", shown.name).rows
    assert row.others == ()
    frappe.set_user("Administrator")
    [row] = mailing_lists.of_record("Contact Prospect", shown.name).rows
    assert row.others == ("Hidden Person",)


def test_list_many_names_and_documents_agree(sales_rep: str, manager: str) -> None:
    hidden, shown = hidden_and_shown()
    shared = make_person("Also", "Hidden", company=hidden.company, email=shown.email)
    second = make_person("With", "Two", other_emails=[{"email": "two@vauban.example", "kind": "Work"}])
    for address in (hidden.email, shown.email, shared.email, "two@vauban.example", "nobody@web.example"):
        if not frappe.db.exists(MEMBER, {"email": address}):
            make(MEMBER, email_group="Salons", email=address)
    seen = {}
    names = frappe.get_all(MEMBER, pluck="name")
    letters = make_user("letters@example.com", "Newsletter Manager")
    both = make_user("both@example.com", "Newsletter Manager", "Sales Prospector")
    for user in (sales_rep, manager, letters, both):
        frappe.set_user(user)
        listed = set(frappe.get_list(MEMBER, pluck="name"))
        by_document = {name for name in names if frappe.has_permission(MEMBER, "read", doc=name)}
        assert listed == allowed_names(MEMBER, names) == by_document, user
        seen[user] = {frappe.db.get_value(MEMBER, name, "email").split("@")[0] for name in listed}
    assert seen == {
        sales_rep: {"shown", "two"},
        manager: {"secret", "shown", "two"},
        letters: {"nobody"},
        both: {"shown", "two", "nobody"},
    }
    assert second.name


def test_without_the_right_rows_are_read_but_not_written(sales_rep: str, right_is_back: None) -> None:
    [anna] = people("Anna")
    change([anna])
    without_right()
    frappe.set_user(sales_rep)
    [row] = frappe.get_list(MEMBER, fields=["name", "email"])
    document = frappe.get_doc(MEMBER, row.name)
    document.unsubscribed = 1
    with pytest.raises(frappe.PermissionError):
        document.save()
    with pytest.raises(frappe.PermissionError):
        frappe.delete_doc(MEMBER, row.name)
