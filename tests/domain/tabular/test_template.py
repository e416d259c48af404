"""The template, and S2's strict reading of it."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from openpyxl import Workbook, load_workbook

from prospect_crm.domain.tabular import TARGETS, Target, map_header, open_workbook, read_rows, write_template

if TYPE_CHECKING:
    from prospect_crm.domain.tabular.columns import Language

CONTACTS = TARGETS["contact_prospects"]
LANGUAGES: tuple[Language, ...] = ("en", "fr")


def strictly(labels: list[str], target: Target = CONTACTS, first_row: int = 1) -> list[str]:
    """The differences strict reading finds in a workbook with this header."""
    workbook = Workbook()
    for index, label in enumerate(labels, 1):
        workbook.active.cell(first_row, index, label)
    buffer = io.BytesIO()
    workbook.save(buffer)
    mapping = map_header(open_workbook(buffer.getvalue(), "l.xlsx").sheets[0], target, strict=True)
    assert mapping.is_template is (not mapping.differences)
    assert mapping.is_template or not mapping.columns
    return [str(message) for message in mapping.differences]


def labels_of(target: Target, language: Language) -> list[str]:
    """The template's headers."""
    return [column.label(language) for column in target.columns]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", sorted(TARGETS))
def test_every_template_reads_back_as_itself(key: str, language: Language) -> None:
    target = TARGETS[key]
    sheet = open_workbook(write_template(target, language), "modele.xlsx").sheets[0]
    mapping = map_header(sheet, target, strict=True)
    assert mapping.is_template
    assert list(mapping.columns.values()) == [column.key for column in target.columns]
    assert list(read_rows(sheet, mapping, target, language=language)) == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", sorted(TARGETS))
def test_no_two_columns_of_a_template_share_a_label(key: str, language: Language) -> None:
    labels = labels_of(TARGETS[key], language)
    assert len(set(labels)) == len(labels)


def test_the_contact_template_has_s2s_fields_in_their_order() -> None:
    assert [column.key for column in CONTACTS.columns] == [
        "company_name",
        "gender",
        "salutation",
        "last_name",
        "first_name",
        "department",
        "job_title",
        "email",
        "phone",
        "mobile",
        "fax",
        "address_line1",
        "address_line2",
        "pincode",
        "city",
        "territory",
        "country",
        "status",
        "sales_rep",
        "entities",
        "parent_company",
        "sector",
        "origin",
        "origin_comment",
        "description",
        "website",
        "linkedin",
        "x_profile",
        "facebook",
        "skills",
        "mailing_lists",
        "labels",
    ]
    assert [column.key for column in CONTACTS.columns if column.is_required] == ["last_name", "first_name"]


def test_required_headers_are_marked_and_phones_and_postcodes_are_text() -> None:
    sheet = load_workbook(io.BytesIO(write_template(CONTACTS, "fr"))).worksheets[0]
    headers = {cell.value: cell for cell in sheet[1]}
    assert [label for label in headers if label.endswith("*")] == ["Nom *", "Prénom *"]
    assert headers["Nom *"].fill.fgColor.rgb == "00C00000"
    texts = [
        label
        for label, cell in headers.items()
        if sheet.column_dimensions[cell.column_letter].number_format == "@"
    ]
    assert texts == ["Téléphone", "Mobile", "Fax", "Code postal"]
    assert sheet.freeze_panes == "A2"


def test_allowed_values_are_real_drop_downs() -> None:
    data = write_template(
        CONTACTS, "fr", choices={"sector": ["Santé", "Banque"], "sales_rep": ["DIRON Marine"]}
    )
    workbook = load_workbook(io.BytesIO(data))
    lists = workbook["Listes"]
    assert lists.sheet_state == "hidden"
    drop_downs = {}
    for validation in workbook.worksheets[0].data_validations.dataValidation:
        letter = str(validation.sqref).split("2:")[0]
        formula = validation.formula1.replace("'Listes'!", "").replace("$", "")
        drop_downs[workbook.worksheets[0][f"{letter}1"].value] = (
            [cell.value for (cell,) in lists[formula]],
            validation.showErrorMessage,
        )
    assert drop_downs == {
        "Genre": (["Homme", "Femme", "Autre"], True),
        "Civilité": (["M.", "Mme", "Mlle", "Dr", "Pr"], False),
        "Statut": (["Nouveau", "Affecté", "En cours", "Converti", "Abandonné"], True),
        "Affecté à": (["DIRON Marine"], False),
        "Secteur d'activité": (["Santé", "Banque"], False),
    }


def test_examples_and_notes_help_without_becoming_rows() -> None:
    workbook = load_workbook(io.BytesIO(write_template(CONTACTS, "fr")))
    assert workbook.sheetnames == ["Contacts prospects", "Aide", "Listes"]
    assert workbook.worksheets[0].max_row == 1
    assert workbook.worksheets[0]["A1"].comment.text == (
        "La société de la personne ; laissez vide pour un contact libre.\nExemple : IT CONNECT"
    )
    assert [cell.value for cell in workbook["Aide"][5]] == ["Nom", "Oui", None, "Lefèvre", None]


def test_a_sites_value_that_looks_like_a_formula_stays_text() -> None:
    workbook = load_workbook(
        io.BytesIO(write_template(CONTACTS, "fr", choices={"sector": ['=cmd|"/C calc"!A1']}))
    )
    (cell,) = [cell for row in workbook["Listes"] for cell in row if cell.value == '=cmd|"/C calc"!A1']
    assert cell.data_type == "s"


def test_a_column_in_the_wrong_place_is_named_with_both_labels() -> None:
    labels = labels_of(CONTACTS, "fr")
    labels[0], labels[1] = labels[1], labels[0]
    assert strictly(labels) == [
        "Column A should be “Société” but is “Genre”.",
        "Column B should be “Genre” but is “Société”.",
    ]


def test_a_missing_and_a_further_column_are_named() -> None:
    labels = labels_of(CONTACTS, "fr")
    assert strictly(labels[:-1]) == ["Column AF “Étiquettes” is missing."]
    assert strictly([*labels, "Pointure"]) == ["Column AG “Pointure” is not in the template: remove it."]


def test_a_header_in_another_row_is_named() -> None:
    assert strictly(labels_of(CONTACTS, "fr"), first_row=3) == [
        "The header stands in row 3; in the template it is row 1."
    ]


def test_another_targets_template_is_refused_column_by_column() -> None:
    assert strictly(labels_of(TARGETS["leads"], "en"))[0] == "Column A should be “Company” but is “Title”."


def test_marks_case_and_accents_of_a_header_do_not_count() -> None:
    assert strictly([f"{label.upper()} *" for label in labels_of(CONTACTS, "fr")]) == []
