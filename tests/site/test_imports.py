"""Importing people: what the preview says is what happens, nothing is lost, nothing comes twice."""

from __future__ import annotations

import base64
from typing import Any

import frappe
import pytest

from prospect_crm.services import (
    import_verdicts,
    imports,
    operation_plans,
    operation_preview,
    operations,
    templates,
)
from tests.factories import card, fill_template, make_company, make_person, picture, upload, workbook


def plan(*contents: bytes, **options: Any) -> Any:
    names = [upload(content, f"file-{number}") for number, content in enumerate(contents)]
    return imports.plan_import(names, options, [f"file-{number}" for number in range(len(names))])


def entries(operation: Any, **filters: str) -> list[operation_preview.EntryView]:
    return operation_preview.preview(operation, **filters, length=200).entries


def counts(operation: Any) -> dict[str, int]:
    told = operations.progress(operation.name).counts
    return {name.removesuffix("_count"): number for name, number in told.items() if number}


def test_planning_writes_nobody() -> None:
    operation = plan(card())
    assert operation.status == "Planned"
    assert counts(operation) == {"planned": 1}
    assert frappe.db.count("Contact Prospect") == 0


def test_a_card_becomes_a_person_with_every_field() -> None:
    content = card(
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
    operations.apply(plan(content))
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


def test_a_company_left_out_of_the_plan_is_not_made() -> None:
    operation = plan(card("Anne", "Weisse", "ORG:Nexalis"))
    company_position = 1
    assert operation_plans.choose(operation, [company_position], is_wanted=False) == 1
    operations.apply(operation)
    assert frappe.db.count("Sales Prospect") == 0
    assert frappe.get_all("Contact Prospect", pluck="company_as_given") == ["Nexalis"]


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


def test_one_unreadable_file_does_not_lose_the_others() -> None:
    operation = plan(card(), b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    assert counts(operation) == {"planned": 1, "refused": 1}


def test_a_single_unreadable_file_fails_with_its_sentence() -> None:
    operation = plan(b"%PDF-1.7 nothing here")
    assert operation.status == "Failed"
    assert operation.error_message
    assert "Traceback" not in operation.error_message
    assert frappe.db.count("Sales Operation Entry") == 0


def test_the_template_comes_back_as_people() -> None:
    frappe.get_doc(doctype="Sales Territory", territory_name="Bretagne").insert()
    template = templates.contact_template().content
    content = fill_template(
        template,
        {
            "Company": "Kermarrec Conserves",
            "Last name": "Le Doaré",
            "First name": "Nolwenn",
            "E-mail": "nolwenn@kermarrec.example",
            "Mobile": "06 39 98 55 03",
            "Postal code": "02100",
            "Territory": "bretagne",
            "Country": "Allemagne",
            "Status": "In progress",
        },
    )
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


def test_a_prospector_adds_no_list_entries_but_keeps_the_row(sales_rep: str) -> None:
    frappe.set_user(sales_rep)
    operation = plan(workbook(["Nom", "Prénom", "Secteur"], ["Aubert", "Claire", "Inconnu"]))
    [entry] = entries(operation)
    assert (entry.state, entry.warnings) == (
        "planned",
        ["“Inconnu” is not among your sectors; it is left out."],
    )


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


def test_without_the_right_nothing_is_planned(outsider: str) -> None:
    frappe.set_user(outsider)
    name = upload(card())
    with pytest.raises(frappe.PermissionError):
        imports.plan_import([name], {})


def test_somebody_elses_upload_answers_like_a_missing_one(sales_rep: str) -> None:
    name = upload(card())
    frappe.set_user(sales_rep)
    sentences = []
    for asked in (name, "no-such-file"):
        with pytest.raises(frappe.DoesNotExistError) as refusal:
            imports.plan_import([asked], {})
        sentences.append(str(refusal.value))
    assert len(set(sentences)) == 1


def test_an_unreadable_match_is_not_named(sales_rep: str) -> None:
    """The person is somebody's whose records the reader is kept from by a User Permission."""
    make_company("Ours")
    hidden, seen = make_company("Hidden"), make_company("Seen")
    make_person("Anne", "Weisse", email="a@hidden.example", company=hidden.name)
    frappe.get_doc(
        doctype="User Permission", user=sales_rep, allow="Sales Prospect", for_value=seen.name
    ).insert()
    try:
        frappe.set_user(sales_rep)
        [entry] = entries(plan(card("Anne", "Weisse", "EMAIL:a@hidden.example")))
    finally:
        frappe.set_user("Administrator")
        frappe.db.delete("User Permission", {"user": sales_rep})
        frappe.clear_cache(user=sales_rep)
    assert entry.reason == "A matching record exists that you may not read. Ask whoever manages your rights."
    assert entry.record == {}


def test_a_large_file_is_planned_in_the_background() -> None:
    many = b"".join(card(f"Anne{number}", "Weisse", "NOTE:" + "x" * 4000) for number in range(300))
    operation = plan(many)
    assert operation.status == "Planning"
    operation_plans.store_plan(operation)
    assert counts(operation) == {"planned": 300}
