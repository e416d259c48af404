"""Imports find who and which company is here already: nobody comes twice, nobody is mixed up."""

from __future__ import annotations

import frappe
import pytest

from prospect_crm.services import operation_plans, operations
from tests.factories import card, make_company, make_person
from tests.site.importing import counts, entries, plan


def test_two_people_of_one_new_company_share_it() -> None:
    operation = plan(card("Anne", "Weisse", "ORG:Nexalis") + card("Paul", "Thiébaut", "ORG:NEXALIS"))
    operations.apply(operation)
    assert frappe.db.count("Sales Prospect") == 1
    assert len(set(frappe.get_all("Contact Prospect", pluck="company"))) == 1


def test_a_known_company_is_linked_and_not_made_again() -> None:
    company = make_company("Nexalis Énergie")
    operations.apply(plan(card("Anne", "Weisse", "ORG:nexalis energie")))
    assert frappe.get_all("Contact Prospect", pluck="company") == [company.name]


def test_a_name_that_two_companies_bear_is_kept_as_text() -> None:
    make_company("Nexalis")
    make_company("Nexalis")
    operation = plan(card("Anne", "Weisse", "ORG:Nexalis"))
    [entry] = entries(operation)
    assert entry.warnings == ["2 companies are called “Nexalis”; link the right one afterwards."]
    operations.apply(operation)
    assert frappe.get_all("Contact Prospect", fields=["company", "company_as_given"]) == [
        {"company": None, "company_as_given": "Nexalis"}
    ]


@pytest.mark.parametrize(
    ("known", "line", "sentence"),
    [
        ({"email": "a.weisse@nexalis.example"}, "EMAIL:A.Weisse@nexalis.example", "same e-mail address"),
        ({"mobile": "+33 6 39 98 41 07"}, "TEL:06 39 98 41 07", "same name and phone number"),
        ({"company_as_given": "Nexalis"}, "ORG:Nexalis", "same name and company"),
        ({}, "NOTE:met in Lyon", "same name, and nothing that tells them apart"),
    ],
)
def test_who_is_already_here_is_skipped_and_linked(known: dict[str, str], line: str, sentence: str) -> None:
    person = make_person("Anne", "Weisse", **known)
    operation = plan(card("Anne", "Weisse", line))
    [entry] = entries(operation)
    assert (entry.state, entry.reason) == ("skipped", f"Already here: Anne Weisse ({sentence}).")
    assert entry.record == {"doctype": "Contact Prospect", "name": person.name}
    operations.apply(operation)
    assert frappe.db.count("Contact Prospect") == 1


def test_a_namesake_of_another_company_is_another_person() -> None:
    make_person("Anne", "Weisse", company_as_given="Nexalis", email="a@nexalis.example")
    assert counts(plan(card("Anne", "Weisse", "ORG:Ponant", "EMAIL:a@ponant.example"))) == {"planned": 1}


def test_the_same_person_twice_in_the_files_comes_once() -> None:
    operation = plan(
        card("Anne", "Weisse", "EMAIL:a@nexalis.example"), card("A.", "Weisse", "EMAIL:A@nexalis.example")
    )
    assert counts(operation) == {"planned": 1, "skipped": 1}
    [skipped] = entries(operation, state="skipped")
    assert skipped.reason == "Already in file-0, card 1, line 1."


def test_a_skipped_row_can_be_imported_all_the_same() -> None:
    make_person("Anne", "Weisse", email="a@nexalis.example")
    operation = plan(card("Anne", "Weisse", "EMAIL:a@nexalis.example"))
    operation_plans.choose(operation, [entries(operation)[0].position], is_wanted=True)
    operations.apply(operation)
    assert counts(operation) == {"created": 1}
    assert frappe.db.count("Contact Prospect") == 2


def test_somebody_added_since_the_preview_is_refused_by_name() -> None:
    operation = plan(card("Anne", "Weisse", "EMAIL:a@nexalis.example"))
    make_person("Anne", "Weisse-Roux", email="a@nexalis.example")
    operations.apply(operation)
    [entry] = entries(operation)
    assert entry.reason == "Somebody has added this e-mail address since the preview: Anne Weisse-Roux."
    assert frappe.db.count("Contact Prospect") == 1
