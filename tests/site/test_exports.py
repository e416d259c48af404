"""Exporting people: what other programs read, only what the user may read, and a trace of it."""

from __future__ import annotations

import base64
import io
import zipfile
from typing import Any

import frappe
import pytest

from prospect_crm.domain.vcard import read_cards
from prospect_crm.services import exports, imports, operations
from tests.factories import card, make_company, make_person, picture, upload


def test_one_file_holds_all_in_the_order_of_the_selection() -> None:
    first, second = make_person("Anne", "Weisse"), make_person("Paul", "Thiébaut")
    file = exports.export_vcards([second.name, first.name])
    assert [card.person.full_name for card in read_cards(file.content)] == ["Paul Thiébaut", "Anne Weisse"]
    assert (file.name, file.number) == ("contact_prospects.vcf", 2)


def test_an_archive_holds_one_readable_file_a_person() -> None:
    people = [make_person("Anne", "Weisse"), make_person("Anne", "Weisse", email="a@x.example")]
    people.append(make_person("../../etc", "passwd"))
    content = exports.export_vcards([person.name for person in people], as_zip=True).content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = archive.namelist()
        assert len({name.casefold() for name in names}) == 3
        assert not [name for name in names if "/" in name or "\\" in name or name.startswith(".")]
        for name in names:
            assert archive.read(name).startswith(b"BEGIN:VCARD\r\n")


def full_person() -> Any:
    """Give a person of whom every field is known that a card may hold."""
    company = make_company("Atelier Vauban")
    return make_person(
        "Hélène",
        "Lefèvre",
        company=company.name,
        job_title="Directrice; achats",
        email="h@vauban.example",
        other_emails=[{"email": "perso@courriel.example", "kind": "Home"}],
        phone="03 53 01 44 18",
        mobile="06 39 98 27 51",
        fax="03 53 01 44 19",
        other_phones=[{"number": "03 53 01 44 20", "kind": "Pager"}],
        address_line1="8 quai du Wault",
        city="Lille",
        pincode="59800",
        country="France",
        website="https://vauban.example",
        description="Deux lignes\nde texte",
        social_profiles=[{"network": "linkedin", "url": "https://www.linkedin.com/in/hl"}],
    )


@pytest.mark.parametrize("version", ["3.0", "4.0"])
def test_what_the_record_shows_is_in_the_card(version: str) -> None:
    person = full_person()
    [found] = read_cards(exports.export_vcards([person.name], version=version).content)
    assert (found.version, found.state) == (version, "read")
    read = found.person
    assert (read.given_name, read.family_name, read.organisation) == ("Hélène", "Lefèvre", "Atelier Vauban")
    assert read.job_title == "Directrice; achats"
    assert [entry.address for entry in read.emails] == ["h@vauban.example", "perso@courriel.example"]
    assert {entry.number: entry.kind for entry in read.phones} == {
        "03 53 01 44 18": "work",
        "06 39 98 27 51": "mobile",
        "03 53 01 44 19": "fax",
        "03 53 01 44 20": "pager",
    }
    [address] = read.addresses
    assert (address.street, address.city, address.postcode, address.country) == (
        "8 quai du Wault",
        "Lille",
        "59800",
        "France",
    )
    assert read.note == "Deux lignes\nde texte"
    assert [entry.url for entry in read.urls] == ["https://vauban.example"]
    assert [entry.value for entry in read.social_profiles] == ["https://www.linkedin.com/in/hl"]


def test_what_a_card_had_beside_the_fields_comes_out_again() -> None:
    content = card(
        "Anne",
        "Weisse",
        "NICKNAME:Nan",
        "BDAY:1985-04-12",
        "X-CUSTOM;TYPE=odd:kept",
        "ADR;TYPE=work:;;1 rue A;Lille;;59000;France",
        "ADR;TYPE=home:;;2 rue B;Lyon;;69000;France",
        f"PHOTO;ENCODING=b;TYPE=JPEG:{base64.b64encode(picture()).decode()}",
    )
    operations.apply(imports.plan_import([upload(content)], {}))
    [name] = frappe.get_all("Contact Prospect", pluck="name")
    [found] = read_cards(exports.export_vcards([name]).content)
    assert (found.person.nickname, found.person.birthday) == ("Nan", "1985-04-12")
    assert [entry.city for entry in found.person.addresses] == ["Lille", "Lyon"]
    assert found.person.extras == ["X-CUSTOM;TYPE=odd:kept"]
    assert found.person.photo.content.startswith(b"\xff\xd8\xff")


def test_a_changed_field_wins_over_the_card() -> None:
    content = card("Anne", "Weisse", "EMAIL:old@x.example", "TEL;TYPE=cell:06 39 98 00 01")
    operations.apply(imports.plan_import([upload(content)], {}))
    [name] = frappe.get_all("Contact Prospect", pluck="name")
    person = frappe.get_doc("Contact Prospect", name)
    person.update({"last_name": "Roux", "email": "new@x.example", "mobile": ""}).save()
    [found] = read_cards(exports.export_vcards([name]).content)
    assert found.person.full_name == "Anne Roux"
    assert [entry.address for entry in found.person.emails] == ["new@x.example"]
    assert found.person.phones == []


def test_who_may_not_be_read_is_not_exported(sales_rep: str) -> None:
    mine, hidden = make_company("Mine"), make_company("Hidden")
    people = [
        make_person("Anne", "Weisse", company=mine.name),
        make_person("Karim", "B", company=hidden.name),
    ]
    frappe.get_doc(
        doctype="User Permission", user=sales_rep, allow="Sales Prospect", for_value=mine.name
    ).insert()
    try:
        frappe.set_user(sales_rep)
        file = exports.export_vcards([*(person.name for person in people), "no-such-person"])
        with pytest.raises(frappe.ValidationError) as refusal:
            exports.export_vcards([people[1].name])
    finally:
        frappe.set_user("Administrator")
        frappe.db.delete("User Permission", {"user": sales_rep})
        frappe.clear_cache(user=sales_rep)
    assert [found.person.full_name for found in read_cards(file.content)] == ["Anne Weisse"]
    assert str(refusal.value) == "There is nobody to export: choose people you may read."


def test_without_the_right_to_export_nothing_leaves(outsider: str) -> None:
    person = make_person()
    frappe.set_user(outsider)
    with pytest.raises(frappe.PermissionError) as refusal:
        exports.export_vcards([person.name])
    assert str(refusal.value) == (
        "You may not export records of the type Contact Prospect. Ask whoever manages your rights."
    )


def test_an_export_leaves_a_trace() -> None:
    person = make_person()
    before = frappe.db.count("Access Log", {"export_from": "Contact Prospect"})
    exports.export_vcards([person.name], version="4.0")
    assert frappe.db.count("Access Log", {"export_from": "Contact Prospect"}) == before + 1
    [operation] = frappe.get_all("Sales Operation", fields=["name", "kind", "status", "title"])
    assert (operation.kind, operation.status, operation.title) == ("Export", "Done", "VCF of 1 people")
    entries = frappe.get_all("Sales Operation Entry", fields=["action", "state", "target_name"])
    assert entries == [{"action": "export", "state": "applied", "target_name": person.name}]


def test_a_person_whose_photo_file_is_gone_is_exported_without() -> None:
    person = make_person(image="/private/files/gone.jpg")
    [found] = read_cards(exports.export_vcards([person.name]).content)
    assert found.person.photo is None


def test_the_number_of_queries_does_not_grow_with_the_people() -> None:
    def queries(number: int) -> int:
        names = [make_person("Anne", f"Weisse {index}").name for index in range(number)]
        before = frappe.db.sql("show session status like 'Questions'")[0][1]
        exports.export_vcards(names)
        return int(frappe.db.sql("show session status like 'Questions'")[0][1]) - int(before)

    queries(1)
    assert queries(60) - queries(3) <= 2
