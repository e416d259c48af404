"""Workbooks out: safe to open in any spreadsheet, and the same when they come back."""

from __future__ import annotations

import io
from datetime import date, datetime, time, timedelta, timezone

import pytest
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from prospect_crm.domain.tabular import (
    TARGETS,
    Column,
    WriteReport,
    map_header,
    open_workbook,
    read_rows,
    write_failed_rows,
    write_workbook,
)
from tests.domain.tabular.builders import csv_book, read

CONTACTS = TARGETS["contact_prospects"]
TEXT = Column("text", "Text", "Texte")


def written(
    columns: list[Column], rows: list[list[object]], title: str = "Contacts"
) -> tuple[bytes, WriteReport]:
    """The file and the report."""
    buffer = io.BytesIO()
    report = write_workbook(columns, rows, buffer, title=title, language="fr")
    return buffer.getvalue(), report


def notes(report: WriteReport) -> list[tuple[str, str]]:
    """Cell and sentence of each problem."""
    return [(problem.cell, str(problem.message)) for problem in report.problems]


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        '=HYPERLINK("http://x","y")',
        "+33 6",
        "-1",
        "@SUM(A1)",
        "\tx",
        "#REF!",
        "'x",
        "{=1}",
        "TRUE",
        "0612",
        "_x0041_",
        "<b>&",
        "]]>",
        " x ",
    ],
)
def test_text_is_always_text(text: str) -> None:
    data, report = written([TEXT], [[text]])
    assert notes(report) == []
    cell = load_workbook(io.BytesIO(data)).worksheets[0]["A2"]
    assert cell.data_type == "s" or text == "\tx"
    assert CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()[1] == [text]
    assert next(row.cells for row in open_workbook(data, "x.xlsx").sheets[0].rows() if row.number == 2) == [
        text
    ]


def test_no_formula_is_ever_written() -> None:
    data, _ = written([TEXT, CONTACTS.column("skills")], [["=1+1", ["=2+2", "=3"]]])
    values = [cell.data_type for row in load_workbook(io.BytesIO(data)).worksheets[0] for cell in row]
    assert set(values) == {"s"}


def test_values_keep_their_types() -> None:
    kinds: list[object] = [
        12,
        -1.5,
        True,
        date(2024, 12, 31),
        datetime(2024, 12, 31, 18, 30),
        time(9, 15),
        timedelta(hours=30),
    ]
    columns = [Column(f"c{index}", "c", "c") for index in range(len(kinds))]
    data, _ = written(columns, [kinds])
    cells = next(row.cells for row in open_workbook(data, "x.xlsx").sheets[0].rows() if row.number == 2)
    assert cells == [
        12,
        -1.5,
        True,
        datetime(2024, 12, 31),
        datetime(2024, 12, 31, 18, 30),
        time(9, 15),
        timedelta(hours=30),
    ]


def test_what_no_cell_can_hold_is_reported() -> None:
    data, report = written([TEXT], [["x" * 40_000], ["a\x00b\x1fc"], [float("nan")], ["\ud800x\ufffe"]])
    assert notes(report) == [
        ("A2", "The text is too long for a cell: its last 7233 characters were left out."),
        ("A3", "The text held control characters, which were left out."),
        ("A4", "The value is no number a cell can hold; it was left out."),
        ("A5", "The text held control characters, which were left out."),
    ]
    rows = list(open_workbook(data, "x.xlsx").sheets[0].rows())
    assert [row.cells for row in rows[1:]] == [["x" * 32_767], ["abc"], ["x"]]


def test_dates_excel_does_not_know_are_written_as_text() -> None:
    data, _ = written([TEXT], [[date(1870, 9, 4)], [datetime(2024, 1, 1, tzinfo=timezone.utc)]])
    rows = list(open_workbook(data, "x.xlsx").sheets[0].rows())
    assert [row.cells for row in rows[1:]] == [["1870-09-04"], [datetime(2024, 1, 1)]]


def test_whole_numbers_beyond_15_digits_keep_all_of_them() -> None:
    data, _ = written([TEXT], [[12345678901234567890]])
    assert list(open_workbook(data, "x.xlsx").sheets[0].rows())[1].cells == ["12345678901234567890"]


def test_phones_and_postcodes_keep_their_zero_and_are_formatted_as_text() -> None:
    data, _ = written([CONTACTS.column("phone"), CONTACTS.column("pincode")], [["0612345678", "01000"]])
    sheet = load_workbook(io.BytesIO(data)).worksheets[0]
    assert [(cell.value, cell.number_format) for cell in sheet[2]] == [("0612345678", "@"), ("01000", "@")]


def test_the_header_is_frozen_filtered_and_in_the_users_language() -> None:
    data, report = written(
        list(CONTACTS.columns[:3]), [["a", "Female", None], ["b", None, "Mrs"]], title="Pistes: [2024]/*?"
    )
    workbook = load_workbook(io.BytesIO(data))
    sheet = workbook.worksheets[0]
    assert sheet.title == "Pistes   2024"
    assert [cell.value for cell in sheet[1]] == ["Société", "Genre", "Civilité"]
    assert [[cell.value for cell in row] for row in sheet["A2:C3"]] == [
        ["a", "Femme", None],
        ["b", None, "Mme"],
    ]
    assert (sheet.freeze_panes, sheet.auto_filter.ref, report.rows) == ("A2", "A1:C3", 2)
    assert sheet.column_dimensions["A"].width == 18


def test_an_export_without_rows_is_still_a_workbook() -> None:
    data, report = written([TEXT], [])
    assert report.rows == 0
    assert [row.cells for row in open_workbook(data, "x.xlsx").sheets[0].rows()] == [["Texte"]]


FAILING = (
    "Société;Nom;Prénom;E-mail;Pointure\n"
    "APROOL;Lefèvre;Hélène;h@example.fr;38\n"
    "=1+1;Blou;;pas un mail;39\n"
    "X;Y;Z;y@example.fr;40\n"
    "B;;C;;41\n"
)


def failed_file(language: str = "fr") -> bytes:
    """The refused rows of FAILING written back."""
    book = csv_book(FAILING)
    mapping, results = read(book)
    buffer = io.BytesIO()
    failed = [result for result in results if result.state == "refused"]
    report = write_failed_rows(book.sheets[0], mapping, CONTACTS, failed, buffer, language="fr")
    assert report.rows == 2
    return buffer.getvalue()


def test_failed_rows_come_back_with_their_cells_and_what_is_wrong() -> None:
    sheet = load_workbook(io.BytesIO(failed_file())).worksheets[0]
    assert [[cell.value for cell in row] for row in sheet] == [
        ["Société", "Nom", "Prénom", "E-mail", "Pointure", "Erreurs"],
        [
            "=1+1",
            "Blou",
            None,
            "pas un mail",
            "39",
            "D3: “pas un mail” is not an e-mail address. C3: “Prénom” is required.",
        ],
        ["B", None, "C", None, "41", "B5: “Nom” is required."],
    ]
    assert sheet["A2"].data_type == "s"


def test_the_bad_cells_of_failed_rows_are_coloured() -> None:
    sheet = load_workbook(io.BytesIO(failed_file())).worksheets[0]
    coloured = [
        cell.coordinate for row in sheet["A2:F3"] for cell in row if cell.fill.fgColor.rgb == "00FFC7CE"
    ]
    assert coloured == ["C2", "D2", "B3"]


def test_a_corrected_file_of_failed_rows_reads_like_the_first_one() -> None:
    workbook = load_workbook(io.BytesIO(failed_file()))
    workbook.worksheets[0]["C2"], workbook.worksheets[0]["D2"] = "Hélène", "b@example.fr"
    workbook.worksheets[0]["B3"] = "Brie"
    buffer = io.BytesIO()
    workbook.save(buffer)
    book = open_workbook(buffer.getvalue(), "l.xlsx")
    mapping, results = read(book)
    assert mapping.fingerprint == map_header(csv_book(FAILING).sheets[0], CONTACTS).fingerprint
    assert [column.label for column in mapping.ignored] == ["Pointure"]
    assert [(result.state, result.values["last_name"]) for result in results] == [
        ("read", "Blou"),
        ("read", "Brie"),
    ]
    assert book.sheets[0].warnings == []


def test_failed_rows_of_a_template_are_still_the_template() -> None:
    rows: list[list[object]] = [["APROOL", None, None, "Lefèvre"]]
    book = open_workbook(written(list(CONTACTS.columns), rows)[0], "x.xlsx")
    mapping = map_header(book.sheets[0], CONTACTS, strict=True)
    results = list(read_rows(book.sheets[0], mapping, CONTACTS, language="fr"))
    buffer = io.BytesIO()
    write_failed_rows(
        book.sheets[0], mapping, CONTACTS, results, buffer, language="fr", translate=lambda message: "faux"
    )
    again = open_workbook(buffer.getvalue(), "x.xlsx")
    assert map_header(again.sheets[0], CONTACTS, strict=True).is_template
    assert list(again.sheets[0].rows())[1].cells[-1] == "E2: faux"


def test_results_out_of_order_are_an_error_not_a_loss() -> None:
    book = csv_book(FAILING)
    mapping, results = read(book)
    with pytest.raises(ValueError, match="row 3 is not in the sheet, or the results are not in its order"):
        write_failed_rows(
            book.sheets[0], mapping, CONTACTS, [results[3], results[1]], io.BytesIO(), language="fr"
        )
