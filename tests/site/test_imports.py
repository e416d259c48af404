"""Importing people: what the preview says is what happens, with every field, once and only once."""

from __future__ import annotations

import base64

import frappe
import pytest

from prospect_crm.services import imports, operation_plans, operations
from tests.factories import card, picture
from tests.site.importing import counts, entries, plan


def test_planning_writes_nobody() -> None:
    operation = plan(card())
    assert operation.status == "Planned"
    assert counts(operation) == {"planned": 1}
    assert frappe.db.count("Contact Prospect") == 0


def full_card() -> bytes:
    """Give a card with a line for every field."""
    return card(
        "Hélène",
        "Lefèvre",
        "ORG:Atelier Vauban",
        "TITLE:Directrice des achats",
        "EMAIL;TYPE=work,pref:H.Lefevre@Atelier-Vauban.example",
        "EMAIL;TYPE=home:helene@courriel.example",
        "TEL;TYPE=cell:06 39 98 27 51",
        "TEL;TYPE=work:03 53 01 44 18",
        "TEL;TYPE=fax:03 53 01 44 19",
        "TEL;TYPE=home:03 53 01 44 20",
        "ADR;TYPE=work:;;8 quai du Wault;Lille;;59800;France",
        "URL:atelier-vauban.example",
        "NOTE:Préfère le téléphone",
        "BDAY:1985-04-12",
    )


def test_a_card_becomes_a_person_with_every_field() -> None:
    operations.apply(plan(full_card()))
    [name] = frappe.get_all("Contact Prospect", pluck="name")
    person = frappe.get_doc("Contact Prospect", name)
    assert person.full_name == "Hélène Lefèvre"
    assert (person.email, [row.email for row in person.other_emails]) == (
        "h.lefevre@atelier-vauban.example",
        ["helene@courriel.example"],
    )
    assert (person.phone, person.mobile, person.fax) == ("03 53 01 44 18", "06 39 98 27 51", "03 53 01 44 19")
    assert [(row.number, row.kind) for row in person.other_phones] == [("03 53 01 44 20", "Home")]
    assert (person.address_line1, person.pincode, person.city, person.country) == (
        "8 quai du Wault",
        "59800",
        "Lille",
        "France",
    )
    assert person.website == "https://atelier-vauban.example"
    assert person.description == "Préfère le téléphone"
    assert person.job_title == "Directrice des achats"
    assert frappe.db.get_value("Sales Prospect", person.company, "company_name") == "Atelier Vauban"
    assert person.company_name == "Atelier Vauban"


def test_a_card_without_a_country_gets_none() -> None:
    frappe.defaults.set_global_default("country", "France")
    operations.apply(plan(card("Fiona", "Whitfield", "ADR;TYPE=work:;;8 Wellington Street;Leeds;;LS1 4DY;")))
    assert frappe.get_all("Contact Prospect", fields=["city", "country"]) == [
        {"city": "Leeds", "country": ""}
    ]


def test_a_company_left_out_of_the_plan_is_not_made() -> None:
    operation = plan(card("Anne", "Weisse", "ORG:Nexalis"))
    company_position = 1
    assert operation_plans.choose(operation, [company_position], is_wanted=False) == 1
    operations.apply(operation)
    assert frappe.db.count("Sales Prospect") == 0
    assert frappe.get_all("Contact Prospect", pluck="company_as_given") == ["Nexalis"]


def test_the_same_files_again_give_the_first_operation() -> None:
    first = plan(card())
    operations.apply(first)
    again = plan(card())
    assert again.name == first.name
    assert frappe.db.count("Contact Prospect") == 1


def test_files_can_be_planned_again_and_find_their_people_there() -> None:
    first = plan(card())
    operations.apply(first)
    first.reload()
    again = imports.plan_again(first)
    assert again.name != first.name
    assert counts(again) == {"skipped": 1}


def test_applying_twice_creates_once() -> None:
    operation = plan(card())
    operations.apply(operation)
    told = operations.apply(operation)
    assert (told.status, told.counts["created_count"]) == ("Done", 1)
    assert frappe.db.count("Contact Prospect") == 1


def test_a_photo_hangs_on_the_person_as_a_private_file() -> None:
    encoded = base64.b64encode(picture()).decode()
    operations.apply(plan(card("Anne", "Weisse", f"PHOTO;ENCODING=b;TYPE=JPEG:{encoded}")))
    [person] = frappe.get_all("Contact Prospect", fields=["name", "image"])
    assert person.image.startswith("/private/files/")
    [file] = frappe.get_all(
        "File",
        filters={"attached_to_doctype": "Contact Prospect"},
        fields=["attached_to_name", "attached_to_field", "is_private"],
    )
    assert file == {"attached_to_name": person.name, "attached_to_field": "image", "is_private": 1}


@pytest.mark.parametrize(
    "content", [picture()[:120], b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"]
)
def test_a_broken_or_running_photo_does_not_cost_the_person(content: bytes) -> None:
    encoded = base64.b64encode(content).decode()
    operation = plan(card("Anne", "Weisse", f"PHOTO;ENCODING=b;TYPE=JPEG:{encoded}"))
    [entry] = entries(operation)
    assert entry.warnings == ["The photo is damaged or no picture; it is left out."]
    operations.apply(operation)
    assert frappe.get_all("Contact Prospect", pluck="image") == [None]


def test_a_large_file_is_planned_in_the_background() -> None:
    many = b"".join(card(f"Anne{number}", "Weisse", "NOTE:" + "x" * 4000) for number in range(300))
    operation = plan(many)
    assert operation.status == "Planning"
    operation_plans.store_plan(operation)
    assert counts(operation) == {"planned": 300}
