"""Headers as people and programs write them: found, mapped, and never guessed silently."""

from __future__ import annotations

import pytest

from prospect_crm.domain.tabular import TARGETS, HeaderMapping, map_header, open_workbook
from prospect_crm.domain.tabular.labels import normalize_label
from prospect_crm.domain.tabular.mapping import fingerprint
from tests.domain.tabular.builders import csv_book, header, inline, read, workbook

CONTACTS = TARGETS["contact_prospects"]


def mapped(*labels: str, target: str = "contact_prospects", rows: str = "") -> dict[str, str]:
    """Label -> key of a CSV file with these headers."""
    mapping = map_header(
        csv_book(";".join(f'"{label}"' for label in labels) + "\n" + rows).sheets[0], TARGETS[target]
    )
    return {mapping.labels[index]: key for index, key in mapping.columns.items()}


@pytest.mark.parametrize(
    ("written", "normal"),
    [
        ("Prénom\u00a0*", "prenom"),
        ("  E-MAIL : ", "e mail"),
        ("Code\npostal", "code postal"),
        ("Télé\u0301phone", "telephone"),
        ("firstName", "first name"),
        ("N° de TVA", "n de tva"),
        ("Nº de TVA", "n de tva"),
        ("\uff25\uff4d\uff41\uff49\uff4c", "email"),
        ("Œuvre", "oeuvre"),
        ("last_name", "last name"),
    ],
)
def test_labels_are_compared_without_accents_case_and_punctuation(written: str, normal: str) -> None:
    assert normalize_label(written) == normal


def test_s2s_own_columns_are_mapped() -> None:
    assert mapped("Société", "Affecté à", "Nom", "Prénom", "Fonction", "E-mail", "Téléphone", "Mobile", "Fax", "Région", "Statut") == {
        "Société": "company_name", "Affecté à": "sales_rep", "Nom": "last_name", "Prénom": "first_name",
        "Fonction": "job_title", "E-mail": "email", "Téléphone": "phone", "Mobile": "mobile", "Fax": "fax",
        "Région": "territory", "Statut": "status",
    }  # fmt: skip


def test_a_person_and_their_company_share_a_row() -> None:
    assert mapped("Raison sociale", "SIREN", "Effectif", "CA", "Nom de famille", "Prénom", "Tél. mobile", "Téléphone société") == {
        "Raison sociale": "company_name", "SIREN": "company.siren", "Effectif": "company.headcount",
        "CA": "company.annual_revenue", "Nom de famille": "last_name", "Prénom": "first_name",
        "Tél. mobile": "mobile", "Téléphone société": "company.phone",
    }  # fmt: skip


def test_the_same_label_means_what_its_target_means_by_it() -> None:
    assert mapped("Nom", "SIREN", target="companies") == {"Nom": "company_name", "SIREN": "siren"}
    assert mapped("Société", "Fonction", "E-mail", target="client_contacts") == {
        "Société": "client_account", "Fonction": "designation", "E-mail": "email_id",
    }  # fmt: skip
    assert mapped("Titre", "Valeur", "Source", target="leads") == {
        "Titre": "title",
        "Valeur": "value",
        "Source": "channel",
    }


def test_a_misspelt_label_is_mapped_with_less_confidence() -> None:
    mapping = map_header(csv_book("Nom;Prénom;Telephonne\n").sheets[0], CONTACTS)
    assert mapping.columns == {0: "last_name", 1: "first_name", 2: "phone"}
    assert mapping.confidence == {0: 1.0, 1: 1.0, 2: 0.85}


def test_unknown_columns_are_listed_not_dropped() -> None:
    mapping = map_header(csv_book("Nom;Prénom;Pointure;\na;b;42;x\n").sheets[0], CONTACTS)
    assert [(column.index, column.label) for column in mapping.ignored] == [(2, "Pointure")]


def test_columns_without_a_known_label_are_told_by_their_cells() -> None:
    rows = "".join(
        f"Nom{n};p{n}@example.fr;06 12 34 56 7{n};01 44 55 66 7{n};https://www.linkedin.com/in/p{n};{n}.143292665\n"
        for n in range(5)
    )
    mapping = map_header(
        csv_book("Nom;Colonne A;Colonne B;Colonne C;Colonne D;Colonne E\n" + rows).sheets[0], CONTACTS
    )
    assert mapping.columns == {0: "last_name", 1: "email", 2: "mobile", 3: "phone", 4: "linkedin"}
    assert mapping.confidence[1] == 0.7


def test_a_header_that_its_cells_contradict_is_doubted() -> None:
    mapping = map_header(csv_book("Nom;Prénom;Courriel\na;b;oui\nc;d;non\ne;f;oui\n").sheets[0], CONTACTS)
    assert (mapping.columns[2], mapping.confidence[2]) == ("email", 0.4)


def test_a_lone_name_column_holds_full_names_where_its_cells_do() -> None:
    mapping, results = read(
        csv_book("Nom;Ville\nHélène Lefèvre;Lyon\nJulie ARMANON;Paris\nLouis Prospère;Lille\n")
    )
    assert (mapping.columns[0], mapping.confidence[0]) == ("full_name", 0.7)
    assert [(result.values["first_name"], result.values["last_name"]) for result in results] == [
        ("Hélène", "Lefèvre"), ("Julie", "ARMANON"), ("Louis", "Prospère"),
    ]  # fmt: skip


def test_the_header_is_found_below_a_title_and_blank_rows() -> None:
    data = workbook(
        f'<row r="1">{inline("A1", "Liste des contacts 2024")}</row><row r="3">{inline("B3", "exporté le 12/03")}</row>'
        f'<row r="5">{inline("A5", "Nom")}{inline("B5", "Prénom")}{inline("C5", "E-mail")}</row>'
        f'<row r="6">{inline("A6", "Lefèvre")}{inline("B6", "Hélène")}{inline("C6", "h@example.fr")}</row>'
    )
    mapping, (result,) = read(open_workbook(data, "l.xlsx"))
    assert mapping.row_number == 5
    assert (result.number, result.values["email"]) == (6, "h@example.fr")


def test_a_data_row_of_labels_does_not_become_the_header() -> None:
    assert map_header(csv_book("Nom;Prénom;Ville\nVille;Mobile;Paris\n").sheets[0], CONTACTS).row_number == 1


def test_an_empty_sheet_has_an_empty_mapping() -> None:
    mapping = map_header(open_workbook(workbook(""), "l.xlsx").sheets[0], CONTACTS)
    assert (mapping.labels, mapping.columns, mapping.row_number) == ([], {}, 1)


def test_two_columns_may_fill_one_field_and_the_loser_is_reported() -> None:
    _, (first, second) = read(
        csv_book("Nom;Prénom;Téléphone;Tél. bureau\na;b;;01 44 55 66 77\nc;d;01 44 55 66 77;01 44 55 66 78\n")
    )
    assert (first.values["phone"], first.problems) == ("01 44 55 66 77", [])
    assert second.values["phone"] == "01 44 55 66 77"
    (problem,) = second.problems
    assert (problem.cell, problem.value) == ("D3", "01 44 55 66 78")
    assert (
        str(problem.message) == "“01 44 55 66 78” was not read: another column already gave “01 44 55 66 77”."
    )


def test_the_fingerprint_ignores_spelling_but_not_order_or_target() -> None:
    same = fingerprint(["Nom", "PRÉNOM *"], "contact_prospects")
    assert same == fingerprint(["nom", "Prenom"], "contact_prospects")
    assert same != fingerprint(["Prénom", "Nom"], "contact_prospects")
    assert same != fingerprint(["Nom", "Prénom"], "leads")
    assert len(same) == 32


def test_a_remembered_mapping_is_taken_as_it_was_corrected() -> None:
    text = "Nom;Prénom;Pointure\na;b;c\n"
    corrected = map_header(csv_book(text).sheets[0], CONTACTS)
    corrected.assign(2, "description")
    corrected.assign(1, None)
    assert corrected.to_memory() == {"A": "last_name", "C": "description"}
    again = map_header(csv_book(text).sheets[0], CONTACTS, {corrected.fingerprint: corrected.to_memory()})
    assert again.is_remembered
    assert again.columns == {0: "last_name", 2: "description"}
    assert [column.label for column in again.ignored] == ["Prénom"]


def test_a_memory_of_fields_that_are_gone_is_not_followed() -> None:
    text = "Nom;Prénom\na;b\n"
    mark = map_header(csv_book(text).sheets[0], CONTACTS).fingerprint
    mapping = map_header(
        csv_book(text).sheets[0], CONTACTS, {mark: {"A": "gone", "Z": "email", "B": "first_name"}}
    )
    assert mapping.columns == {1: "first_name"}


PRESETS = {
    "Google Contacts": (
        "First Name,Middle Name,Last Name,Organization Name,Organization Title,Labels,E-mail 1 - Label,E-mail 1 - Value,Phone 1 - Label,Phone 1 - Value,Address 1 - Street,Address 1 - City,Address 1 - Postal Code,Website 1 - Value",
        {"first_name", "last_name", "company_name", "job_title", "labels", "email", "phone", "address_line1", "city", "pincode", "website"},
    ),
    "Outlook": (
        "Title,First Name,Last Name,Company,Department,Job Title,Business Street,Business City,Business Postal Code,Business Phone,Mobile Phone,E-mail Address,E-mail Display Name,Company Main Phone",
        {"salutation", "first_name", "last_name", "company_name", "department", "job_title", "address_line1", "city", "pincode", "phone", "mobile", "email", "company.phone"},
    ),
    "HubSpot": (
        "Record ID,First Name,Last Name,Email,Phone Number,Contact owner,Associated Company,Job Title,Lead Status,Number of Employees",
        {"first_name", "last_name", "email", "phone", "sales_rep", "company_name", "job_title", "company.headcount"},
    ),
    "Pipedrive": (
        "Person - Name,Person - Email - Work,Person - Phone - Mobile,Person - Phone - Work,Person - Organization,Person - Owner,Person - Labels,Organization - Address",
        {"full_name", "email", "mobile", "phone", "company_name", "sales_rep", "labels", "address_line1"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", PRESETS)
def test_the_export_of_another_program_is_known_as_a_whole(name: str) -> None:
    labels, keys = PRESETS[name]
    mapping: HeaderMapping = map_header(csv_book(labels + "\n").sheets[0], CONTACTS)
    assert mapping.preset == name
    assert set(mapping.columns.values()) == keys


def test_outlook_in_french_calls_a_salutation_a_title() -> None:
    labels = "Titre;Prénom;Nom;Société;Service;Fonction;Rue (bureau);Ville (bureau);Code postal (bureau);Télécopie (bureau);Téléphone (bureau);Tél. mobile;Adresse de messagerie"
    mapping = map_header(csv_book(labels + "\n").sheets[0], CONTACTS)
    assert mapping.preset == "Outlook"
    assert list(mapping.columns.values()) == [
        "salutation", "first_name", "last_name", "company_name", "department", "job_title", "address_line1", "city",
        "pincode", "fax", "phone", "mobile", "email",
    ]  # fmt: skip


def test_a_pipedrive_lead_export_fills_a_lead() -> None:
    labels = "Lead - Title;Lead - Value;Lead - Currency of value;Lead - Labels;Lead - Owner;Person - Name;Organization - Name;Lead - Lead created"
    mapping = map_header(csv_book(labels + "\n").sheets[0], TARGETS["leads"])
    assert list(mapping.columns.values()) == [
        "title",
        "value",
        "currency",
        "labels",
        "sales_rep",
        "full_name",
        "company_name",
    ]
    assert [column.label for column in mapping.ignored] == ["Lead - Lead created"]


def test_headers_merged_over_columns_name_the_first() -> None:
    data = workbook(
        f'<row r="1">{inline("A1", "Nom")}{inline("C1", "Ville")}</row><row r="2">{inline("A2", "a")}{inline("B2", "x")}{inline("C2", "c")}</row>',
        after='<mergeCells><mergeCell ref="A1:B1"/></mergeCells>',
    )
    mapping, _ = read(open_workbook(data, "l.xlsx"))
    assert mapping.columns == {0: "last_name", 2: "city"}
    assert [column.index for column in mapping.ignored] == [1]


def test_a_header_row_is_not_read_as_a_row() -> None:
    _, results = read(open_workbook(workbook(header("Nom", "Prénom")), "l.xlsx"))
    assert results == []


def test_a_hubspot_company_export_fills_companies() -> None:
    labels = "Record ID;Company name;Company owner;Company Domain Name;Number of Employees;Industry;Lifecycle Stage"
    mapping = map_header(csv_book(labels + "\n").sheets[0], TARGETS["companies"])
    assert mapping.preset == "HubSpot"
    assert list(mapping.columns.values()) == ["company_name", "sales_rep", "website", "headcount", "sector"]


def test_rows_above_the_header_are_counted() -> None:
    mapping = map_header(csv_book("Export du 12 mars;;\n;;\nNom;Prénom;Ville\na;b;c\n").sheets[0], CONTACTS)
    assert (mapping.row_number, mapping.rows_above) == (3, 1)
