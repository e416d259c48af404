"""Files made to cost memory, time or secrets: refused as a whole, before they do."""

from __future__ import annotations

import io
import os
import struct
import subprocess
import sys
import tracemalloc
import zipfile

import pytest

from prospect_crm.domain.tabular import Limits, open_workbook
from tests.domain.tabular.builders import MAIN, archive, grid, header, inline, workbook
from tests.domain.tabular.refusals import refusal, refusal_at_once

ENTITIES = (
    "The workbook declares XML entities (in {part}), which no spreadsheet program writes and which can be an "
    "attack. Open the file in Excel or LibreOffice, save it as .xlsx and try again."
)
BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
EXTERNAL = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>'


@pytest.mark.parametrize("declaration", [BOMB, EXTERNAL, '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">'])
def test_entities_in_a_sheet_are_refused_before_a_row_is_read(declaration: str) -> None:
    data = workbook(header("&amp;"), sheet_head=declaration)
    assert refusal_at_once(data) == ENTITIES.format(part="xl/worksheets/sheet1.xml")


@pytest.mark.parametrize("part", ["xl/sharedStrings.xml", "xl/workbook.xml", "xl/styles.xml"])
def test_entities_in_any_part_that_is_parsed_are_refused(part: str) -> None:
    data = workbook(
        header("Nom"),
        parts={part: f'<?xml version="1.0"?>{BOMB}<sst xmlns="{MAIN}"><si><t>&b;</t></si></sst>'},
    )
    assert refusal_at_once(data) == ENTITIES.format(part=part)


def test_a_document_type_in_utf_16_is_refused() -> None:
    sheet = f'<?xml version="1.0" encoding="utf-16"?>{BOMB}<worksheet xmlns="{MAIN}"/>'
    data = workbook("", parts={"xl/worksheets/sheet1.xml": sheet.encode("utf-16")})
    assert refusal_at_once(data) == ENTITIES.format(part="xl/worksheets/sheet1.xml")


def test_two_parts_of_the_same_name_are_refused() -> None:
    buffer = io.BytesIO(workbook(header("Nom")))
    with zipfile.ZipFile(buffer, "a") as file:
        file.writestr("xl/worksheets/SHEET1.xml", "<worksheet/>")
    assert refusal_at_once(buffer.getvalue()) == (
        "The workbook holds two parts named xl/worksheets/sheet1.xml, so that two programs would read different "
        "rows. Open it in Excel, check the rows, save it as .xlsx and try again."
    )


def test_an_archive_of_many_members_is_refused_before_it_is_listed() -> None:
    data = archive({f"xl/media/{number}": "" for number in range(60)})
    assert refusal_at_once(data, limits=Limits(max_members=50)) == (
        "The workbook holds 60 parts, more than the 50 allowed. Copy its rows into a new workbook and try again."
    )


def test_a_workbook_that_unfolds_beyond_the_total_is_refused() -> None:
    data = workbook(header("Nom"), parts={"xl/media/a": bytes(3_000_000)})
    assert refusal_at_once(data, limits=Limits(max_unpacked_bytes=2_000_000)) == (
        "The workbook unfolds to 3 MB, far more than it should hold. Copy its rows into a new workbook, or split it "
        "into several files, and try again."
    )


def test_a_workbook_that_unfolds_at_a_bombs_ratio_is_refused() -> None:
    data = workbook(header("Nom"), parts={"xl/media/a": bytes(40_000_000)})
    assert refusal_at_once(data).startswith("The workbook unfolds to 40 MB, far more than it should hold.")


def test_a_zip_directory_that_lies_about_sizes_is_stopped_while_reading() -> None:
    rows = "".join(f'<row r="{number}"/>' for number in range(1, 90_000))
    data = bytearray(workbook(header("Nom") + rows))
    position = data.rfind(b"PK\x01\x02", 0, data.rfind(b"xl/worksheets/sheet1.xml"))
    assert struct.unpack_from("<I", data, position + 24)[0] > 1_000_000
    struct.pack_into("<I", data, position + 24, 1_000)
    assert refusal(bytes(data)).startswith(
        "The workbook is damaged: its part xl/worksheets/sheet1.xml cannot be"
    )


def test_a_file_larger_than_the_limit_is_refused_without_reading_on() -> None:
    stream = io.BytesIO(bytes(3_000_000))
    assert refusal_at_once(stream, limits=Limits(max_bytes=2_000_000)) == (  # type: ignore[arg-type]
        "The file is larger than 2 MB. Split it into several files and try again."
    )
    assert stream.tell() == 2_000_001


@pytest.mark.parametrize(("cell", "row"), [("XFD2", 2), ("A1048576", 1_048_576)])
def test_a_far_cell_is_refused_by_its_name(cell: str, row: int) -> None:
    data = workbook(header("Nom") + f'<row r="{row}">{inline(cell, "x")}</row>')
    assert refusal(data) == (
        f"Cell {cell} lies outside the 200000 rows and 500 columns that can be read. Delete what stands there, or "
        "split the sheet into several files, and try again."
    )


def test_one_row_more_than_the_settable_limit_is_refused() -> None:
    rows = "".join(f'<row r="{number}">{inline(f"A{number}", "x")}</row>' for number in range(1, 12))
    limits = Limits(max_rows=11)
    assert len(grid(open_workbook(workbook(rows), "l.xlsx", limits=limits))) == 11
    assert refusal(workbook(rows), limits=Limits(max_rows=10)).startswith("Cell A11 lies outside the 10 rows")


def test_a_csv_of_more_rows_than_the_limit_is_refused() -> None:
    assert refusal(b"Nom\n" * 11, "liste.csv", Limits(max_rows=10)) == (
        "The file has more than 10 rows or 500 columns. Split it into several files, or check the delimiter, and try "
        "again."
    )


def test_a_million_empty_rows_cost_nothing_but_their_scan() -> None:
    rows = "".join(f'<row r="{number}" s="1"/>' for number in range(2, 1_000_001))
    data = workbook(header("Nom") + rows)
    assert grid(open_workbook(data, "liste.xlsx", limits=Limits(max_ratio=2000))) == [["Nom"]]


def test_a_tag_that_never_ends_is_stopped() -> None:
    endless = f'<worksheet xmlns="{MAIN}"><sheetData><row r="' + "1" * 9_000_000
    data = workbook("", parts={"xl/worksheets/sheet1.xml": endless})
    assert refusal(data).startswith(
        "The workbook is damaged: its part xl/worksheets/sheet1.xml cannot be read."
    )


@pytest.mark.parametrize("template", ["<x{n}/>", '<c a{n}=""/>'])
def test_names_without_end_are_stopped(template: str) -> None:
    names = "".join(template.format(n=number) for number in range(30_000))
    data = workbook("", parts={"xl/worksheets/sheet1.xml": f'<worksheet xmlns="{MAIN}"><sheetData>{names}'})
    assert refusal(data).startswith(
        "The workbook is damaged: its part xl/worksheets/sheet1.xml cannot be read."
    )


def test_shared_strings_without_end_are_refused_at_once() -> None:
    data = workbook(header("Nom"), strings=["<si/>"] * 2_000 + ["<si><t>abc</t></si>"] * 1_000)
    sentence = "The workbook holds more than 200 MB of text. Split it into several files and try again."
    assert refusal_at_once(data, limits=Limits(max_texts=2_999)) == sentence
    assert refusal_at_once(data, limits=Limits(max_text_bytes=2_999)).startswith(
        "The workbook holds more than 0 MB"
    )


def test_the_package_cannot_be_imported_where_openpyxl_would_parse_without_defusedxml() -> None:
    code = "import prospect_crm.domain.tabular"
    environment = os.environ | {"OPENPYXL_DEFUSEDXML": "False"}
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "ImportError: prospect_crm.domain.tabular needs defusedxml" in done.stderr


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_reading_ten_times_the_rows_takes_no_more_memory(kind: str) -> None:
    def peak(rows: int) -> int:
        if kind == "csv":
            data = ("Nom;Prénom\n" + "Lefèvre;Hélène\n" * rows).encode()
        else:
            data = workbook(
                "".join(
                    f'<row r="{n}">{inline(f"A{n}", "x")}{inline(f"B{n}", "y")}</row>' for n in range(1, rows)
                )
            )
        book = open_workbook(data, f"liste.{kind}")
        tracemalloc.start()
        try:
            for _ in book.sheets[0].rows():
                pass
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    peak(100)
    assert peak(20_000) < peak(2_000) + 500_000
