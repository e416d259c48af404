"""Rows and their verdicts: nothing that was mapped gets lost, and every refusal names its cell."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date

import pytest

from prospect_crm.domain.tabular import (
    TARGETS,
    Column,
    FaultyCell,
    Lookups,
    RowResult,
    map_header,
    open_workbook,
    read_rows,
)
from prospect_crm.domain.tabular.rows import split_name
from tests.domain.tabular.builders import csv_book, header, inline, read, workbook

CONTACTS = TARGETS["contact_prospects"]


def sentences(result: RowResult) -> list[tuple[str, str, str]]:
    """Key, cell and sentence of each problem."""
    return [(problem.key, problem.cell, str(problem.message)) for problem in result.problems]


def test_a_row_that_reads_well_is_read() -> None:
    _, (result,) = read(csv_book("Société;Nom;Prénom;Statut\nAPROOL;Lefèvre;Hélène;En cours\n"))
    assert result == RowResult(
        2,
        {"company_name": "APROOL", "last_name": "Lefèvre", "first_name": "Hélène", "status": "In Progress"},
        [],
    )
    assert result.state == "read"


def test_a_missing_required_cell_refuses_the_row_and_names_the_cell() -> None:
    _, (result,) = read(csv_book("Nom;Ville;Prénom\nLefèvre;Lyon;\n"))
    assert result.state == "refused"
    assert sentences(result) == [("first_name", "C2", "“Prénom” is required.")]


def test_a_required_column_that_the_file_lacks_refuses_its_rows() -> None:
    _, (result,) = read(csv_book("Nom;Ville\nLefèvre;Lyon\n"), language="en")
    assert sentences(result) == [("first_name", "", "“First name” is required.")]


def test_an_unreadable_required_cell_is_named_once() -> None:
    data = workbook(
        header("Nom", "Prénom") + f'<row r="2"><c r="A2"><f>X1</f></c>{inline("B2", "Zoé")}</row>'
    )
    _, (result,) = read(open_workbook(data, "l.xlsx"))
    assert sentences(result) == [
        (
            "last_name",
            "A2",
            "The cell holds a formula without its result. Open the file in Excel, save it and try again.",
        )
    ]


def test_an_error_cell_in_an_optional_column_warns() -> None:
    data = workbook(
        header("Nom", "Prénom", "Ville")
        + f'<row r="2">{inline("A2", "a")}{inline("B2", "b")}<c r="C2" t="e"><v>#N/A</v></c></row>'
    )
    _, (result,) = read(open_workbook(data, "l.xlsx"))
    assert result.state == "warned"
    assert [(problem.cell, problem.value) for problem in result.problems] == [("C2", "#N/A")]


def test_a_lead_needs_a_company_or_a_person() -> None:
    book = csv_book("Titre;Société;Nom\nA;APROOL;\nB;;Lefèvre\nC;;\n")
    _, results = read(book, TARGETS["leads"])
    assert [result.state for result in results] == ["read", "read", "refused"]
    assert sentences(results[2]) == [
        ("company_name", "B4", "One of these is required: Société / Nom / Prénom.")
    ]


def test_a_client_contact_needs_what_s4_marks() -> None:
    _, (result,) = read(csv_book("Client;Nom;Ville\nAPROOL;Blou;Lyon\n"), TARGETS["client_contacts"])
    assert [(problem.key, str(problem.message)) for problem in result.problems] == [
        ("first_name", "“Prénom” is required."),
        ("designation", "“Fonction” is required."),
    ]


def test_rows_that_are_blank_in_their_mapped_cells_are_left_out() -> None:
    _, results = read(csv_book("Nom;Prénom;Pointure\n ;\u00a0;42\na;b;43\n"))
    assert [result.number for result in results] == [3]


def test_a_value_merged_down_belongs_to_each_row_and_says_so() -> None:
    data = workbook(
        header("Société", "Nom", "Prénom")
        + f'<row r="2">{inline("A2", "APROOL")}{inline("B2", "Blou")}{inline("C2", "Hélène")}</row>'
        + f'<row r="3">{inline("B3", "Brie")}{inline("C3", "Alexandre")}</row>'
        + f'<row r="4">{inline("B4", "Dau")}{inline("C4", "Lucie")}</row>',
        after='<mergeCells count="1"><mergeCell ref="A2:A3"/></mergeCells>',
    )
    _, (first, second, third) = read(open_workbook(data, "l.xlsx"))
    assert (first.values["company_name"], first.state) == ("APROOL", "read")
    assert (second.values["company_name"], second.state) == ("APROOL", "warned")
    assert sentences(second) == [
        ("company_name", "A3", "The cell is merged (A2:A3): the value of its first row was read.")
    ]
    assert "company_name" not in third.values


def test_a_value_merged_across_columns_fills_the_first_and_names_the_others() -> None:
    data = workbook(
        header("Nom", "Prénom", "Ville") + f'<row r="2">{inline("A2", "Blou")}{inline("C2", "Lyon")}</row>',
        after='<mergeCells count="1"><mergeCell ref="A2:B2"/></mergeCells>',
    )
    _, (result,) = read(open_workbook(data, "l.xlsx"))
    assert sentences(result) == [
        (
            "first_name",
            "B2",
            "The cell is merged (A2:B2): it was left empty, the value belongs to the first column.",
        ),
        ("first_name", "B2", "“Prénom” is required."),
    ]


def test_a_merge_over_the_whole_sheet_costs_no_memory() -> None:
    rows = "".join(f'<row r="{number}">{inline(f"B{number}", "x")}</row>' for number in range(2, 50))
    data = workbook(
        header("Nom", "Prénom") + rows, after='<mergeCells><mergeCell ref="A2:XFD1048576"/></mergeCells>'
    )
    _, results = read(open_workbook(data, "l.xlsx"))
    assert len(results) == 48


def test_a_hundred_thousand_overlapping_merges_cost_no_time() -> None:
    rows = "".join(f'<row r="{number}">{inline(f"B{number}", "x")}</row>' for number in range(2, 200))
    merges = "".join(f'<mergeCell ref="A2:C{number}"/>' for number in range(3, 100_000))
    data = workbook(header("Nom", "Prénom") + rows, after=f"<mergeCells>{merges}</mergeCells>")
    _, results = read(open_workbook(data, "l.xlsx"))
    assert len(results) == 198


@pytest.mark.parametrize(
    ("full", "first", "last"),
    [
        ("Hélène Lefèvre", "Hélène", "Lefèvre"),
        ("LEFÈVRE Hélène", "Hélène", "LEFÈVRE"),
        ("DE LA TOUR Jean-Marc", "Jean-Marc", "DE LA TOUR"),
        ("Lefèvre, Hélène", "Hélène", "Lefèvre"),
        ("Jean Marc Dupont", "Jean Marc", "Dupont"),
        ("JEAN DUPONT", "JEAN", "DUPONT"),
        ("Cher", "", "Cher"),
    ],
)
def test_a_full_name_is_split(full: str, first: str, last: str) -> None:
    assert split_name(full) == (first, last)


def test_a_full_name_beside_its_parts_is_no_loss() -> None:
    _, (first, second) = read(
        csv_book("Nom complet;Nom;Prénom\nHélène Lefèvre;Lefèvre;Hélène\nZoé X;Lefèvre;Hélène\n")
    )
    assert first.problems == []
    assert sentences(second) == [
        ("full_name", "A3", "“Zoé X” was not read: first and last name have columns of their own.")
    ]


def test_lists_and_long_texts_of_two_columns_are_joined() -> None:
    _, (result,) = read(csv_book("Nom;Prénom;Étiquettes;Tags;Notes;Commentaire\na;b;x; y;un;deux\n"))
    assert (result.values["labels"], result.values["description"]) == (["x", "y"], "un\ndeux")


def test_a_second_phone_that_is_mobile_fills_the_mobile_of_a_file_without_such_a_column() -> None:
    labels = "Given Name,Family Name,Phone 1 - Type,Phone 1 - Value,Phone 2 - Type,Phone 2 - Value,E-mail 1 - Value\n"
    _, (first, second) = read(
        csv_book(
            labels
            + "a,b,Work,01 44 55 66 77,Mobile,06 12 34 56 78,\nc,d,Work,01 44 55 66 77,Home,01 44 55 66 78,\n"
        )
    )
    assert (first.values["phone"], first.values["mobile"], first.problems) == (
        "01 44 55 66 77",
        "06 12 34 56 78",
        [],
    )
    assert [problem.cell for problem in second.problems] == ["F3"]


CELLS: list[object] = [
    "Lefèvre", "", "  ", "0612345678", "pas un mail", "a@x.fr", "a@x.fr; b@x.fr", "=1+1", "12/31/2024", "x" * 40_000,
    "\x07", "oui", "Nouveau", "Inconnu", "1 234,5", "50-99", "www.example.fr", "a, b; c", "#N/A", "01000", "MARINE", "\u00a0",
]  # fmt: skip


@pytest.mark.parametrize("target_key", sorted(TARGETS))
def test_every_mapped_cell_that_is_not_blank_is_read_or_reported(target_key: str) -> None:
    target = TARGETS[target_key]
    rng = random.Random(f"complete:{target_key}")
    columns = [*target.columns, *target.further_columns[1:]]
    lookups = Lookups(
        users={"m@x.fr": "Marine"}, choices={"sector": ["Santé"], "labels": ["VIP"], "country": ["France"]}
    )
    rows = [[str(rng.choice(CELLS)) for _ in columns] for _ in range(300)]
    quoted = [";".join(f'"{cell}"' for cell in row) for row in rows]
    book = csv_book(";".join(column.label_fr for column in columns) + "\n" + "\n".join(quoted) + "\n")
    mapping = map_header(book.sheets[0], target)
    assert len(mapping.columns) == len(columns)
    sheet_rows = {row.number: row for row in book.sheets[0].rows(mapping.width)}
    for result in read_rows(book.sheets[0], mapping, target, language="fr", lookups=lookups):
        reported = {problem.cell for problem in result.problems}
        for index, key in mapping.columns.items():
            cells = sheet_rows[result.number].cells
            cell = cells[index] if index < len(cells) else None
            if isinstance(cell, FaultyCell) or (isinstance(cell, str) and cell.strip()):
                letter = chr(65 + index) if index < 26 else f"A{chr(39 + index)}"
                assert key in result.values or f"{letter}{result.number}" in reported, (key, cell)


def test_a_serial_number_without_a_date_format_follows_the_workbooks_date_system() -> None:
    target = replace(
        CONTACTS, columns=(*CONTACTS.columns, Column("met_on", "Met on", "Rencontré le", "date"))
    )
    row = f'<row r="2">{inline("A2", "a")}{inline("B2", "b")}<c r="C2"><v>44195</v></c></row>'
    for is_1904, day in ((True, date(2024, 12, 31)), (False, date(2020, 12, 30))):
        book = open_workbook(
            workbook(header("Nom", "Prénom", "Rencontré le") + row, is_1904=is_1904), "l.xlsx"
        )
        _, (result,) = read(book, target)
        assert result.values["met_on"] == day
