"""Cells as writers really leave them: each is read, or named with what is wrong."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest

from prospect_crm.domain.tabular import FaultyCell, TabularError, open_workbook
from prospect_crm.domain.tabular.cells import Percentage
from prospect_crm.domain.tabular.number_formats import reader_of_format
from tests.domain.tabular.builders import MAIN, grid, header, inline, read, workbook


def cells(row: str, **options: object) -> list[object]:
    """The cells of a sheet's only row."""
    return grid(open_workbook(workbook(f'<row r="1">{row}</row>', **options), "l.xlsx"))[0]  # type: ignore[arg-type]


def only(row: str, **options: object) -> object:
    """The sheet's only cell."""
    (cell,) = cells(row, **options)
    return cell


def test_a_formula_without_its_result_is_not_an_empty_cell() -> None:
    fault = only('<c r="A1"><f>B1&amp;C1</f></c>')
    assert isinstance(fault, FaultyCell)
    assert (fault.text, fault.is_fatal) == ("=B1&C1", True)
    assert str(fault.message) == (
        "The cell holds a formula without its result. Open the file in Excel, save it and try again."
    )


def test_a_formula_with_its_result_is_read_as_the_result() -> None:
    assert cells('<c r="A1" t="str"><f>B1</f><v>Lefèvre</v></c><c r="B1"><f>1+1</f><v>2</v></c>') == [
        "Lefèvre",
        2,
    ]


def test_a_formula_whose_result_is_empty_text_is_an_empty_cell() -> None:
    assert (
        grid(open_workbook(workbook('<row r="1"><c r="A1" t="str"><f>B1</f><v></v></c></row>'), "l.xlsx"))
        == []
    )


@pytest.mark.parametrize(
    "code", ["#REF!", "#N/A", "#DIV/0!", "#NAME?", "#VALUE!", "#NUM!", "#NULL!", "#SPILL!"]
)
def test_an_error_is_told_from_text(code: str) -> None:
    fault = only(f'<c r="A1" t="e"><v>{code}</v></c>')
    assert isinstance(fault, FaultyCell)
    assert (fault.text, fault.is_fatal) == (code, False)
    assert str(fault.message) == f"The cell shows the error {code}. Correct its formula or type the value."


def test_text_that_spells_an_error_stays_text() -> None:
    assert only(inline("A1", "#REF!")) == "#REF!"


def test_escaped_line_ends_are_line_feeds() -> None:
    assert only(inline("A1", "12 rue_x000D_\nde la Paix_x000d__x000A_x")) == "12 rue\nde la Paix\nx"


def test_an_escaped_underscore_is_not_unescaped_twice() -> None:
    assert only(inline("A1", "_x005F_x000D_")) == "_x000D_"


@pytest.mark.parametrize(
    ("code", "number", "shown"),
    [
        ("0000000000", 612345678, "0612345678"),
        ("0#&quot; &quot;##&quot; &quot;##&quot; &quot;##&quot; &quot;##", 612345678, "06 12 34 56 78"),
        ("00\\ 00\\ 00\\ 00\\ 00", 144556677, "01 44 55 66 77"),
        ("00000", 1000, "01000"),
        ("+00 0 00 00 00 00", 33612345678, "+33 6 12 34 56 78"),
        ("[&lt;=9999999999]00000;General", 1000, "01000"),
    ],
)
def test_a_number_under_a_format_of_zeros_keeps_its_leading_zero(code: str, number: int, shown: str) -> None:
    assert only(f'<c r="A1" s="1"><v>{number}</v></c>', formats=[code]) == shown


@pytest.mark.parametrize(
    "code", ["0", "0.00", "#,##0", "# ##0", "General", "@", "0.0E+00", "#,##0.00 [$€-40C]", "??/??"]
)
def test_an_ordinary_number_format_changes_no_number(code: str) -> None:
    assert only('<c r="A1" s="1"><v>1234.5</v></c>', formats=[code]) == 1234.5


def test_percentages_know_that_they_are() -> None:
    value = only('<c r="A1" s="1"><v>0.25</v></c>', formats=["0%"])
    assert isinstance(value, Percentage)
    assert value == 0.25


@pytest.mark.parametrize(
    ("code", "serial", "expected"),
    [
        ("dd/mm/yyyy", "45657", datetime(2024, 12, 31)),
        ("[$-40C]d mmmm yyyy;@", "45657", datetime(2024, 12, 31)),
        ("yyyy-mm-dd hh:mm", "45657.75", datetime(2024, 12, 31, 18)),
        ("hh:mm", "0.5", time(12)),
        ("[h]:mm", "1.5", timedelta(days=1, hours=12)),
        ("dd/mm/yyyy", "59", datetime(1900, 2, 28)),
        ("dd/mm/yyyy", "61", datetime(1900, 3, 1)),
    ],
)
def test_serial_numbers_are_dates_under_a_date_format(code: str, serial: str, expected: object) -> None:
    assert only(f'<c r="A1" s="1"><v>{serial}</v></c>', formats=[code]) == expected


def test_serial_numbers_of_1904_count_from_there() -> None:
    assert only('<c r="A1" s="1"><v>44195</v></c>', formats=["dd/mm/yyyy"], is_1904=True) == datetime(
        2024, 12, 31
    )


@pytest.mark.parametrize("serial", ["60", "-1", "99999999"])
def test_a_day_that_never_was_is_named(serial: str) -> None:
    fault = only(f'<c r="A1" s="1"><v>{serial}</v></c>', formats=["dd/mm/yyyy"])
    assert isinstance(fault, FaultyCell)
    assert str(fault.message).endswith("is not a date in the calendar.")


def test_iso_dates_are_dates() -> None:
    assert only('<c r="A1" t="d"><v>2024-12-31</v></c>') == date(2024, 12, 31)
    assert only('<c r="A1" t="d"><v>2024-12-31T18:00:00Z</v></c>') == datetime(2024, 12, 31, 18)


@pytest.mark.parametrize("text", ["1e999", "NaN", "12x", "--1"])
def test_a_number_no_cell_can_hold_is_named(text: str) -> None:
    fault = only(f'<c r="A1"><v>{text}</v></c>')
    assert isinstance(fault, FaultyCell)
    assert str(fault.message) == f"“{text}” is not a number a cell can hold."


def test_a_shared_string_that_is_missing_is_named() -> None:
    fault = only('<c r="A1" t="s"><v>7</v></c>')
    assert isinstance(fault, FaultyCell)
    assert str(fault.message) == "The cell's text is missing from the workbook. Type it again."


def test_rich_text_is_joined_and_phonetic_readings_are_left_out() -> None:
    rich = "<si><r><t>Le</t></r><r><t>fèvre</t></r><rPh sb='0' eb='1'><t>ルフェーブル</t></rPh></si>"
    assert only('<c r="A1" t="s"><v>0</v></c>', strings=[rich]) == "Lefèvre"


def test_a_text_longer_than_a_cell_may_be_is_named_and_cut() -> None:
    for fault in (
        only(inline("A1", "x" * 32_768)),
        only('<c r="A1" t="s"><v>0</v></c>', strings=[f"<si><t>{'x' * 40_000}</t></si>"]),
    ):
        assert isinstance(fault, FaultyCell)
        assert (fault.text, str(fault.message)) == ("x" * 200, "The cell holds more than 32,767 characters.")


def test_rows_and_cells_without_references_follow_each_other() -> None:
    data = workbook("<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>")
    assert grid(open_workbook(data, "l.xlsx")) == [[1, 2], [3]]


def test_any_namespace_prefix_is_read() -> None:
    sheet = f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData><x:row r="1"><x:c r="B1"><x:v>5</x:v></x:c></x:row></x:sheetData></x:worksheet>'
    assert grid(open_workbook(workbook("", parts={"xl/worksheets/sheet1.xml": sheet}), "l.xlsx")) == [
        [None, 5]
    ]


def test_damaged_styles_cost_the_dates_but_not_the_rows() -> None:
    book = open_workbook(workbook(header("Nom"), parts={"xl/styles.xml": "<styleSheet><cellXfs>"}), "l.xlsx")
    assert grid(book) == [["Nom"]]
    assert [str(warning) for warning in book.warnings] == [
        "The workbook's styles are damaged: dates may be read as numbers."
    ]


def test_a_declared_dimension_is_not_believed() -> None:
    sheet = f'<worksheet xmlns="{MAIN}"><dimension ref="A1"/><sheetData>{header("Nom", "Ville")}</sheetData></worksheet>'
    assert grid(open_workbook(workbook("", parts={"xl/worksheets/sheet1.xml": sheet}), "l.xlsx")) == [
        ["Nom", "Ville"]
    ]


TWO_SHEETS = '<sheet name="Visible" sheetId="1" r:id="rId1"/><sheet name="Cachée" sheetId="2" state="hidden" r:id="rId2"/>'


def test_a_hidden_sheet_is_named_and_read_only_when_asked_for() -> None:
    sheet = f'<worksheet xmlns="{MAIN}"><sheetData>{header("Secret")}</sheetData></worksheet>'
    book = open_workbook(
        workbook(header("Nom"), sheets=TWO_SHEETS, parts={"xl/worksheets/sheet2.xml": sheet}), "l.xlsx"
    )
    assert [sheet.title for sheet in book.visible_sheets] == ["Visible"]
    assert [str(warning) for warning in book.warnings] == [
        "The sheet “Cachée” is hidden; it is read only if you choose it."
    ]
    assert next(book.sheet("Cachée").rows()).cells == ["Secret"]
    with pytest.raises(TabularError) as caught:
        book.sheet("Autre")
    assert str(caught.value) == "The workbook has no sheet “Autre”. It has: “Visible”, “Cachée”."


def test_a_sheet_whose_part_is_missing_is_named() -> None:
    book = open_workbook(workbook(header("Nom"), sheets=TWO_SHEETS), "l.xlsx")
    assert [str(warning) for warning in book.warnings] == [
        "The sheet “Cachée” is missing from the file and was not read."
    ]


def test_hidden_rows_are_read_and_counted() -> None:
    hidden = f'<row r="2" hidden="1">{inline("A2", "Lefèvre")}{inline("B2", "Hélène")}</row>'
    book = open_workbook(workbook(header("Nom", "Prénom") + hidden), "l.xlsx")
    _, (result,) = read(book)
    assert result.values == {"last_name": "Lefèvre", "first_name": "Hélène"}
    assert result.is_hidden
    assert [str(warning) for warning in book.sheets[0].warnings] == [
        "Hidden rows in the sheet “Feuil1”, read like the others: 1."
    ]


def test_cells_right_of_the_header_are_counted_and_the_first_is_named() -> None:
    data = workbook(
        header("Nom", "Prénom")
        + f'<row r="2">{inline("A2", "a")}{inline("B2", "b")}{inline("D2", "x")}</row>'
    )
    book = open_workbook(data, "l.xlsx")
    read(book)
    assert [str(warning) for warning in book.sheets[0].warnings] == [
        "Cells right of the last header, which were not read: 1. The first is D2."
    ]


def test_macros_are_named() -> None:
    relations = (
        '<Relationships><Relationship Id="rId1" Type="x/worksheet" Target="worksheets/sheet1.xml"/>'
        '<Relationship Id="rId2" Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject" Target="vbaProject.bin"/></Relationships>'
    )
    book = open_workbook(workbook(header("Nom"), parts={"xl/_rels/workbook.xml.rels": relations}), "l.xlsm")
    assert [str(warning) for warning in book.warnings] == [
        "The workbook holds macros; they were not read and not run."
    ]


def test_a_format_of_quoted_zeros_is_no_format_of_zeros() -> None:
    assert reader_of_format('"00"#') is None


def test_a_workbook_that_lost_its_relations_is_read_by_its_customary_names() -> None:
    data = workbook(
        '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" s="1"><v>45657</v></c></row>',
        strings=["<si><t>Nom</t></si>"],
        formats=["dd/mm/yyyy"],
        parts={"xl/_rels/workbook.xml.rels": "<Relationships/>", "_rels/.rels": "<Relationships/>"},
    )
    assert grid(open_workbook(data, "l.xlsx")) == [["Nom", datetime(2024, 12, 31)]]


def test_rows_of_one_number_are_told_apart() -> None:
    book = open_workbook(
        workbook('<row r="1"><c r="A1"><v>1</v></c></row><row r="1"><c r="A1"><v>2</v></c></row>'), "l.xlsx"
    )
    assert [(row.number, row.cells) for row in book.sheets[0].rows()] == [(1, [1]), (2, [2])]
