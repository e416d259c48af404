"""What an administrator is told that a user sees is what the user's own lists show."""

from __future__ import annotations

import frappe
import pytest

from prospect_crm.services.see_as import NEEDED, see_as
from tests.factories import (
    make_company,
    make_contact,
    make_lead,
    make_note,
    make_opportunity,
    make_person,
    make_task,
    make_user,
)
from tests.site.refusals import refusal
from tests.site.rights_world import entity, first_grant, of  # noqa: F401


def records_of(entities: list[dict[str, str]]) -> None:
    """One record of each kind; those on the company are of its entities."""
    company = make_company(entities=entities)
    person = make_person(company=company.name)
    make_contact(client_account=company.name)
    make_lead(contact_prospect=person.name)
    make_opportunity(company=company.name)
    make_task(person)
    make_note(person)


@pytest.mark.parametrize("role", ["Sales Prospector", "Sales Prospection Manager", "Sales Client Reader"])
def test_the_counts_are_those_of_the_users_own_lists(role: str) -> None:
    user = make_user("looked-at@example.com", role)
    for entities in (of(entity("Lille", user)), of(entity("Paris")), []):
        records_of(entities)
    make_contact("Somebody", "Elsewhere")
    told = dict(see_as(user).counts)
    frappe.set_user(user)
    for doctype in NEEDED:
        if told[doctype] is None:
            continue
        filters = {"client_account": ["is", "set"]} if doctype == "Contact" else {}
        shown = frappe.get_list(doctype, filters=filters, limit_page_length=0)
        assert (doctype, told[doctype]) == (doctype, len(shown))


def test_a_reader_of_clients_sees_clients_alone() -> None:
    user = make_user("looked-at@example.com", "Sales Client Reader")
    nantes = entity("Nantes", user)
    records_of(of(entity("Lille")))
    records_of(of(nantes))
    view = see_as(user)
    assert (view.roles, view.entities) == (["Sales Client Reader"], ["Nantes"])
    told = dict(view.counts)
    assert (told["Contact"], told["Contact Prospect"], told["Sales Note"]) == (1, None, None)


def test_whoever_sees_all_entities_is_said_to(manager: str, outsider: str) -> None:
    records_of(of(entity("Lille")))
    assert see_as(manager).entities is None
    assert dict(see_as(manager).counts)["Contact Prospect"] == 1
    assert {count for _doctype, count in see_as(outsider).counts} <= {None, 0}


@pytest.mark.parametrize("user", ["nobody@example.com", "Guest", ""])
def test_who_is_no_user_of_the_desk_gets_a_sentence(user: str) -> None:
    sentence = "There is no user of the desk with this name. Choose one from the list."
    assert refusal(lambda: see_as(user)) == sentence
