"""The command: a customer's file as it comes, and what it answers."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pytest

from prospect_crm.domain.matching.__main__ import main
from prospect_crm.domain.matching.header import map_header
from prospect_crm.domain.matching.records_file import encoding_of, guess_region, read_rows, to_record
from prospect_crm.domain.message import DomainError

if TYPE_CHECKING:
    from pathlib import Path

pytest.importorskip("duckdb")
pytest.importorskip("pyarrow")

_FRENCH = (
    "Prénom;Nom;Société;E-mail;Téléphone;Code postal;Ville\n"
    "Hélène;Lefèvre;ACME SARL;h.lefevre@acme.fr;01 42 68 53 00;75002;Paris\n"
    "Paul;Durand;ACME SARL;p.durand@acme.fr;01 42 68 53 00;75002;Paris\n"
    "LEFEVRE;Helene;Acme;;+33 1 42 68 53 00 poste 3;75002;PARIS CEDEX 2\n"
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_french_file_in_any_encoding(
    encoding: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, out = tmp_path / "people.csv", tmp_path / "pairs.csv"
    path.write_bytes(_FRENCH.encode(encoding))
    assert main([str(path), "--pairs", str(out)]) == 0
    with out.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["id_1"], row["id_2"], row["row_1"], row["row_2"]) for row in rows] == [("1", "3", "1", "3")]
    assert float(rows[0]["probability"]) > 0.9
    assert "first and last name swapped" in rows[0]["explanation"]
    printed = capsys.readouterr().out.splitlines()
    assert printed[1:3] == ["   1  Hélène Lefèvre ACME SARL", "   3  LEFEVRE Helene Acme"]
    assert printed[-1] == "3 records, 3 pairs compared, 1 pairs match, 1 groups"


def test_a_file_of_companies(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "companies.csv"
    path.write_text(
        "id,company,SIREN,phone,city\nA,SARL Dupont,732 829 320,,Lyon\nB,Dupont,,,\nC,Ets Dupont,732829320,,\n"
        "D,SAS Institute,,,Paris\nE,Institute,,,Paris\n",
        encoding="utf-8",
    )
    assert main([str(path), "--kind", "company"]) == 0
    printed = capsys.readouterr().out.splitlines()
    assert printed[1:4] == ["   A  SARL Dupont Lyon", "   B  Dupont", "   C  Ets Dupont"]
    assert printed[4].strip() == "same name"
    assert not any("Institute" in line for line in printed)


def test_repeated_ids_are_replaced_by_row_numbers(tmp_path: Path) -> None:
    path, out = tmp_path / "people.csv", tmp_path / "pairs.csv"
    path.write_text("id,email\nx,a@b.fr\nx,a@b.fr\n", encoding="utf-8")
    assert main([str(path), "--pairs", str(out)]) == 0
    assert out.read_text("utf-8").splitlines()[1].startswith("1,2,1,2,")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("", "people.csv is empty. Give a CSV file with a header line."),
        (
            "colour,size\nred,1\n",
            "No column for a name, an e-mail address or a phone was found. The header reads: colour, size.",
        ),
        (
            "PK\x03\x04\x14",
            "people.csv is not a CSV file. Save the list as CSV, then try again.",
        ),
        (
            "nom\x01\x02,x\n",
            "people.csv is not a CSV file. Save the list as CSV, then try again.",
        ),
    ],
)
def test_a_file_that_cannot_be_used_says_why(
    content: str, sentence: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "people.csv"
    path.write_text(content, encoding="utf-8")
    assert main([str(path)]) == 2
    assert capsys.readouterr().err.strip() == sentence


def test_a_wrong_region_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "people.csv"
    path.write_text("email\na@b.fr\n", encoding="utf-8")
    assert main([str(path), "--region", "XX"]) == 2
    assert capsys.readouterr().err.strip() == "XX is not a country code. Give two letters, such as FR."


@pytest.mark.parametrize(
    ("header", "fields"),
    [
        (
            "rec_id, given_name, surname, street_number, address_1, address_2, suburb, postcode, state",
            "id given_name family_name street_number street extended city postcode region",
        ),
        (
            "Civilité;Prénom;Nom;Tél. portable;Tél fixe;Courriel;CP;Ville;Pays",
            "prefix given_name family_name phone phone email postcode city country",
        ),
        (
            "firstName,lastName,email1,phone_1,phone_2,companyName,ZIP Code",
            "given_name family_name email phone phone organisation postcode",
        ),
        ("Nom,Société", "full_name organisation"),
        (
            "Vorname;Nachname;Firma;E-Mail;Telefon;Handy;Straße;Hausnummer;PLZ;Ort;Land;Geburtsdatum",
            "given_name family_name organisation email phone phone street street_number postcode city country"
            " birthday",
        ),
        (
            "Name,Given Name,Family Name,E-mail 1 - Type,E-mail 1 - Value,Phone 1 - Value,Address 1 - Street,"
            "Address 1 - City,Address 1 - Postal Code,Organization 1 - Name",
            "full_name given_name family_name email phone street city postcode organisation",
        ),
        (
            "Title,First Name,Last Name,Company,Business Street,Business City,Business Postal Code,"
            "Business Country/Region,Business Phone,E-mail Address,E-mail 2 Address",
            "prefix given_name family_name organisation street city postcode country phone email email",
        ),
        (
            "Nombre;Apellidos;Empresa;Correo electrónico;Teléfono;Código postal;Localidad;País",
            "given_name family_name organisation email phone postcode city country",
        ),
        ("fname,lname,dob,colour", "given_name family_name birthday"),
    ],
)
def test_a_header_of_another_program_is_understood(header: str, fields: str) -> None:
    cells = [cell.strip() for cell in header.replace(";", ",").split(",")]
    columns = map_header(cells, "person")
    found = sorted((position, field) for field, positions in columns.items() for position in positions)
    assert " ".join(field for _, field in found) == fields


def test_phones_are_read_in_the_country_of_the_file() -> None:
    american = [["310-246-1501"], ["212/355-7555"], ["415 392-3505"]]
    assert guess_region(american, {"phone": [0]}) == "US"
    assert guess_region([["01 42 68 53 00"]], {"phone": [0]}) == "FR"
    assert guess_region([["+1 310 246 1501"], [""]], {"phone": [0]}) == "FR"


def test_an_address_in_one_cell_is_taken_apart() -> None:
    record = to_record("person", ["12 rue de la Paix, 75002 Paris"], {"street": [0]})
    address = record.addresses[0]
    assert (address.street, address.postcode, address.city) == ("12 rue de la Paix", "75002", "Paris")


def test_rows_shorter_than_the_header_and_empty_rows_are_read(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("a\tb\n\n1\n , \n2\t3\n", encoding="utf-8")
    assert encoding_of(path) == "utf-8"
    assert list(read_rows(path)) == [["a", "b"], ["1"], [","], ["2", "3"]]


def test_no_known_column_is_refused() -> None:
    with pytest.raises(DomainError):
        map_header(["x"], "company")


_ROWS = "first name,last name,email\nJohn,Smith,john@x.com\nJon,Smith,john@x.com\n"


@pytest.mark.parametrize(
    ("content", "last"),
    [
        ("first name,last name,email\n", "0 records, 0 pairs compared, 0 pairs match, 0 groups"),
        ("\n \nfirst name,email\nJohn,j@x.com\n", "1 records, 0 pairs compared, 0 pairs match, 0 groups"),
        (_ROWS, "2 records, 1 pairs compared, 1 pairs match, 1 groups"),
        ("sep=;\n" + _ROWS.replace(",", ";"), "2 records, 1 pairs compared, 1 pairs match, 1 groups"),
        (_ROWS.replace(",", "\t"), "2 records, 1 pairs compared, 1 pairs match, 1 groups"),
        (
            "id,nom,vide\n7,Jean Valjean,\n8,Jean Valjean,\n",
            "2 records, 1 pairs compared, 1 pairs match, 1 groups",
        ),
        ("nom,email\n" + "Dupont,j@a.fr\n" * 30, "30 records, 435 pairs compared, 435 pairs match, 1 groups"),
        ("nom,email\n,\n,a@b.fr\n,a@b.fr\nDurand,\n", "3 records, 1 pairs compared, 1 pairs match, 1 groups"),
    ],
)
def test_short_lists_and_those_with_gaps(
    content: str, last: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "people.csv"
    path.write_text(content, encoding="utf-8")
    assert main([str(path)]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == last


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_byte_order_mark(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_bytes("Prénom;Nom\nZoé;Ère\n".encode(encoding))
    assert list(read_rows(path)) == [["Prénom", "Nom"], ["Zoé", "Ère"]]
