"""Rows of an import, of the template and of any sheet: read, completed, counted, none lost."""

from __future__ import annotations

from typing import Any

import frappe
import pytest

from prospect_crm.services import import_verdicts, imports, operation_preview, operations, templates
from tests.factories import card, fill_template, make_person, workbook
from tests.site.importing import counts, entries, plan


def test_a_card_without_a_first_name_is_refused_and_can_be_completed() -> None:
    operation = plan(
        b"BEGIN:VCARD\r\nVERSION:3.0\r\nN:Bensaid;;;;\r\nFN:Bensaid\r\nORG:Nexalis\r\nEND:VCARD\r\n"
    )
    [entry] = entries(operation)
    assert (entry.state, entry.reason) == (
        "refused",
        "The first name is missing. “Bensaid” was read as the last name.",
    )
    told = imports.correct(operation, entry.position, {"first_name": "Karim", "status": "Converted"})
    assert told == {"state": "planned", "reason": ""}
    operations.apply(operation)
    assert frappe.get_all("Contact Prospect", fields=["full_name", "status", "company_as_given"]) == [
        {"full_name": "Karim Bensaid", "status": "New", "company_as_given": "Nexalis"}
    ]


def test_a_row_with_a_wrong_cell_is_completed_with_a_right_one() -> None:
    operation = plan(workbook(["Nom", "Prénom", "E-mail"], ["Rolland", "Gaël", "gael@octave"]))
    [entry] = entries(operation)
    assert (entry.state, entry.values.get("email")) == ("refused", None)
    with pytest.raises(frappe.ValidationError) as refusal:
        imports.correct(operation, entry.position, {"email": "gael@octave"})
    assert "gael@octave is not a valid e-mail address." in str(refusal.value)
    told = imports.correct(operation, entry.position, {"email": "gael@octave.example"})
    assert told["state"] == "planned"
    operations.apply(operation)
    assert frappe.get_all("Contact Prospect", pluck="email") == ["gael@octave.example"]


TYPED = {
    "Company": "Kermarrec Conserves",
    "Last name": "Le Doaré",
    "First name": "Nolwenn",
    "E-mail": "nolwenn@kermarrec.example",
    "Mobile": "06 39 98 55 03",
    "Postal code": "02100",
    "Territory": "bretagne",
    "Country": "Allemagne",
    "Status": "In progress",
}
"""What somebody types into the template."""


def test_the_template_comes_back_as_people() -> None:
    frappe.get_doc(doctype="Sales Territory", territory_name="Bretagne").insert()
    content = fill_template(templates.contact_template().content, TYPED)
    operations.apply(plan(content, strict=True))
    [person] = frappe.get_all(
        "Contact Prospect",
        fields=["full_name", "company_name", "pincode", "territory", "country", "status", "mobile"],
    )
    assert person == {
        "full_name": "Nolwenn Le Doaré",
        "company_name": "Kermarrec Conserves",
        "pincode": "02100",
        "territory": "Bretagne",
        "country": "Germany",
        "status": "In Progress",
        "mobile": "06 39 98 55 03",
    }


def test_any_spreadsheet_is_mapped_and_says_what_it_leaves() -> None:
    operation = plan(
        workbook(
            ["N° badge", "Nom", "Prénom", "Société", "Secteur"], ["B-1", "Aubert", "Claire", "Morvan", "Fret"]
        )
    )
    page = operation_preview.preview(operation)
    assert page.files[0]["report"]["ignored"] == ["N° badge"]
    assert page.beside == {"Sales Prospect": 1, "Sales Sector": 1}
    operations.apply(operation)
    assert frappe.get_all("Contact Prospect", fields=["full_name", "sector"]) == [
        {"full_name": "Claire Aubert", "sector": "Fret"}
    ]


def test_a_sheet_without_names_is_refused_with_its_header() -> None:
    operation = plan(workbook(["Société", "Ville"], ["Nexalis", "Grenoble"]))
    assert operation.error_message == (
        "No columns were found for the first and the last name. The header in row 1 reads: Société, Ville."
        " Name them “First name” and “Last name”, or use the template."
    )


def test_strict_reading_refuses_what_is_not_the_template() -> None:
    operation = plan(workbook(["Nom", "Prénom"], ["Aubert", "Claire"]), strict=True)
    assert operation.status == "Failed"
    assert operation.error_message.startswith("This is not the template: ")


def test_all_rows_are_counted() -> None:
    make_person("Anne", "Weisse", email="a@nexalis.example")
    rows = [["Weisse", "Anne", "a@nexalis.example"], ["", "Paul", ""], ["Roux", "Léa", "lea@x.example"]]
    operation = plan(workbook(["Nom", "Prénom", "E-mail"], *rows))
    page = operation_preview.preview(operation)
    assert page.source_count == len(rows) == sum(page.progress["counts"].values())
    assert counts(operation) == {"planned": 1, "skipped": 1, "refused": 1}


def test_a_row_that_gets_lost_between_reading_and_judging_stops_the_import(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    judge = import_verdicts._candidate_plans

    def lose_one(candidate: Any, site: Any) -> Any:
        return iter(()) if candidate.source.label == "Paul Roux" else judge(candidate, site)

    monkeypatch.setattr(import_verdicts, "_candidate_plans", lose_one)
    operation = plan(card("Anne", "Weisse") + card("Paul", "Roux"))
    assert (operation.status, operation.error_message) == (
        "Failed",
        "2 rows were read, but 1 have a verdict. Nothing will be imported; tell your administrator.",
    )
    assert frappe.db.count("Sales Operation Entry") == 0
