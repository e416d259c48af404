"""The 64 real files: each ends as the documentation says, and as independent readers read it."""

from __future__ import annotations

import re
import warnings
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pytest
from python_calamine import CalamineError, CalamineWorkbook

from prospect_crm.domain.tabular import FaultyCell, Sheet, TabularError, open_workbook
from tests.domain.tabular.builders import SHARED, needs_shared

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = [pytest.mark.shared, needs_shared]
DOCUMENT = Path(__file__).resolve().parents[3] / "docs" / "spreadsheets.md"
FILES = sorted(f"{path.parent.name}/{path.name}" for path in SHARED.glob("*/*"))


def documented() -> dict[str, str]:
    """File -> verdict, from the table in the documentation."""
    rows = re.findall(
        r"^\| (\w+/\S+) \| (.+?) \| (.+) \|$", DOCUMENT.read_text(encoding="utf-8"), re.MULTILINE
    )
    assert all(why for _, _, why in rows)
    return {name: verdict for name, verdict, _ in rows}


def verdict(name: str) -> str:
    """The number of rows of the first visible sheet, or the sentence."""
    try:
        with (SHARED / name).open("rb") as file, open_workbook(file, name) as book:
            return f"{sum(1 for _ in (book.visible_sheets or book.sheets)[0].rows())} rows"
    except TabularError as error:
        return str(error)


def test_the_documentation_says_what_becomes_of_every_file() -> None:
    assert {name: verdict(name) for name in FILES} == documented()
    assert len(FILES) == 64


def readable_sheets() -> Iterator[tuple[str, Sheet]]:
    """Every sheet of every file that is read."""
    for name in FILES:
        try:
            book = open_workbook((SHARED / name).read_bytes(), name)
        except TabularError:
            continue
        for sheet in book.sheets:
            yield name, sheet


def cells_of(sheet: Sheet) -> dict[tuple[int, int], object]:
    """(row, column) -> what the sheet holds there."""
    return {
        (row.number, index): cell
        for row in sheet.rows()
        for index, cell in enumerate(row.cells)
        if cell is not None
    }


def differing(
    ours: dict[tuple[int, int], object], theirs: dict[tuple[int, int], object]
) -> list[tuple[object, object]]:
    """The pairs (ours, theirs) that differ, cells we report as faulty left aside."""
    places = sorted(ours.keys() | theirs.keys())
    pairs = [(ours.get(place), theirs.get(place)) for place in places]
    return [
        (mine, other)
        for mine, other in pairs
        if not isinstance(mine, FaultyCell) and _plain(mine) != _plain(other)
    ]


def _plain(cell: object) -> object:
    """Line ends and escapes as we write them, a day as its midnight, a duration as days."""
    if isinstance(cell, str):
        return cell.replace("_x000D_", "").replace("\r", "").strip() or None
    if isinstance(cell, date) and not isinstance(cell, datetime):
        return datetime.combine(cell, time())
    return cell


def _durations(pairs: list[tuple[object, object]]) -> list[tuple[object, object]]:
    return [pair for pair in pairs if not isinstance(pair[0], timedelta)]


OPENPYXL_CANNOT_OPEN = {"sheetjs/xlsx-stream-d-date-cell.xlsx"}


def test_openpyxl_reads_the_same_cells() -> None:
    compared = 0
    for name, sheet in readable_sheets():
        if name in OPENPYXL_CANNOT_OPEN:
            continue
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            workbook = openpyxl.load_workbook(SHARED / name, read_only=True, data_only=True)
            worksheet = workbook[sheet.title]
            worksheet.reset_dimensions()
            theirs = {
                (number, index): value
                for number, row in enumerate(worksheet.iter_rows(values_only=True), 1)
                for index, value in enumerate(row)
                if value is not None
            }
        ours = cells_of(sheet)
        assert _durations(differing(ours, theirs)) == [], name
        compared += len(ours)
    assert compared > 14_000


CALAMINE_DIFFERS = {
    "sheetjs/xlsx-stream-d-date-cell.xlsx": [
        (datetime(2014, 2, 14, 8, 27, 48, 765000), "2014-02-14T08:27:48.765Z")
    ]
}
CALAMINE_CANNOT_OPEN = {"poi/poc-shared-strings.xlsx", "poi/xlmmacro.xlsm"}


def test_calamine_reads_the_same_cells() -> None:
    compared = 0
    for name, sheet in readable_sheets():
        try:
            rows = (
                CalamineWorkbook.from_path(str(SHARED / name))
                .get_sheet_by_name(sheet.title)
                .to_python(skip_empty_area=False)
            )
        except CalamineError:
            assert name in CALAMINE_CANNOT_OPEN
            continue
        theirs = {
            (number, index): value
            for number, row in enumerate(rows, 1)
            for index, value in enumerate(row)
            if value != ""
        }
        ours = cells_of(sheet)
        different = _durations(differing(ours, theirs))
        if name == "sheetjs/LONumbers.xlsx":
            # Calamine takes the format A/P alone for a date, and gives the time only of a date before 1900.
            different = [pair for pair in different if not isinstance(pair[1], (date, time))]
        assert different == CALAMINE_DIFFERS.get(name, []), name
        compared += len(ours)
    assert compared > 2_000


FAULTS = {
    "calamine/errors.xlsx": 7,
    "poi/poc-shared-strings.xlsx": 12_000,
    "readxl/dates-leap-year-1900-xlsx.xlsx": 2,
    "readxl/missing-v-node-xlsx.xlsx": 1,
    "sheetjs/LONumbers.xlsx": 72,
}


def test_only_the_cells_that_are_at_fault_are_reported() -> None:
    found: dict[str, int] = {}
    for name, sheet in readable_sheets():
        faults = sum(isinstance(cell, FaultyCell) for cell in cells_of(sheet).values())
        if faults:
            found[name] = found.get(name, 0) + faults
    assert found == FAULTS
