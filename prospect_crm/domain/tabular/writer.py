"""Workbooks out: typed cells in constant memory, and no text that a spreadsheet would run."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, BinaryIO

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ERROR_CODES
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter

from prospect_crm.domain.message import Message
from prospect_crm.domain.tabular.errors import EXCEL_CELL_CHARACTERS
from prospect_crm.domain.tabular.widgets.choice import join_list

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

    from prospect_crm.domain.tabular.columns import Column, Language, WidgetName

TEXT_FORMAT = "@"
TEXT_WIDGETS: frozenset[WidgetName] = frozenset({"phone", "postcode", "code"})
"""Columns whose cells are formatted as text, so that editing one keeps its leading zero."""
HEADER_FONT = Font(bold=True, color="FFFFFF")
HEADER_FILL = PatternFill("solid", fgColor="1F4E79")
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_TITLE_ILLEGAL = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_MAX_TITLE = 31
_MAX_EXACT_INTEGER = 10**15
_FIRST_EXCEL_DAY = date(1900, 3, 1)
_WIDTHS: dict[WidgetName, int] = {
    "email": 30,
    "long_text": 40,
    "url": 30,
    "yes_no": 10,
    "postcode": 12,
    "list": 30,
}


@dataclass(frozen=True, slots=True)
class WriteProblem:
    """A cell that could not be written as it is: its reference and what was done instead."""

    cell: str
    message: Message


@dataclass(slots=True)
class WriteReport:
    """How many rows were written (without the header), and the cells that were changed on the way."""

    rows: int = 0
    problems: list[WriteProblem] = field(default_factory=list)


def write_workbook(
    columns: Sequence[Column],
    rows: Iterable[Sequence[object]],
    file: BinaryIO,
    *,
    title: str,
    language: Language,
) -> WriteReport:
    """Write rows of values, in the columns' order, as one sheet of an XLSX workbook.

    Picklist values are written by their label, lists as one cell that reads back; the header is frozen and
    filtered. Text is always text. The caller owns ``file``, which must be seekable.
    """
    report = WriteReport()
    workbook = Workbook(write_only=True)
    sheet: WriteOnlyWorksheet = workbook.create_sheet(safe_title(title))
    set_up_columns(sheet, columns)
    sheet.append(header_cells(sheet, [column.label(language) for column in columns]))
    writers = [CellWriter(sheet, column, language, report, index) for index, column in enumerate(columns, 1)]
    for values in rows:
        report.rows += 1
        sheet.append([writer(value) for writer, value in zip(writers, values, strict=False)])
    finish_sheet(sheet, len(columns), report.rows)
    workbook.save(file)
    return report


def safe_title(title: str) -> str:
    """A sheet title Excel accepts: at most 31 characters, none of ``[]:*?/\\``."""
    return _TITLE_ILLEGAL.sub(" ", title).strip().strip("'")[:_MAX_TITLE].strip() or "Sheet"


def set_up_columns(sheet: WriteOnlyWorksheet, columns: Sequence[Column]) -> None:
    """Widths, text formats and the frozen header; before the first row is written."""
    sheet.freeze_panes = "A2"
    for index, column in enumerate(columns, 1):
        dimension = sheet.column_dimensions[get_column_letter(index)]
        dimension.width = max(_WIDTHS.get(column.widget, 18), len(column.label_fr) + 4)
        if column.widget in TEXT_WIDGETS:
            dimension.number_format = TEXT_FORMAT


def header_cells(sheet: WriteOnlyWorksheet, labels: Sequence[str]) -> list[WriteOnlyCell]:
    """The header's cells in bold on a dark ground."""
    cells = []
    for label in labels:
        cell = text_cell(sheet, clean_for_xml(label)[0])
        cell.font, cell.fill = HEADER_FONT, HEADER_FILL
        cells.append(cell)
    return cells


def finish_sheet(sheet: WriteOnlyWorksheet, width: int, rows: int) -> None:
    """Put the filter over header and rows."""
    if width:
        sheet.auto_filter.ref = f"A1:{get_column_letter(width)}{rows + 1}"


def text_cell(sheet: WriteOnlyWorksheet, text: str) -> WriteOnlyCell:
    """A cell that holds text even where it begins with ``=`` or spells an error."""
    cell = WriteOnlyCell(sheet, text)
    cell.data_type = "s"
    return cell


def clean_for_xml(text: str) -> tuple[str, list[Message]]:
    """The text as a cell can hold it, and what had to be changed; line ends become line feeds."""
    problems = []
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if _ILLEGAL.search(text):
        text = _ILLEGAL.sub("", text)
        problems.append(Message("The text held control characters, which were left out."))
    if len(text) > EXCEL_CELL_CHARACTERS:
        count = len(text) - EXCEL_CELL_CHARACTERS
        text = text[:EXCEL_CELL_CHARACTERS]
        problems.append(
            Message(
                "The text is too long for a cell: its last {count} characters were left out.",
                {"count": count},
            )
        )
    if "_x" in text:
        text = _ESCAPED.sub("_x005F_", text)[:EXCEL_CELL_CHARACTERS]
    return text, problems


class CellWriter:
    """Turns the values of one column into what openpyxl writes."""

    def __init__(
        self, sheet: WriteOnlyWorksheet, column: Column, language: Language, report: WriteReport, index: int
    ) -> None:
        self._sheet = sheet
        self._report = report
        self._letter = get_column_letter(index)
        self._labels = {value: column.choice_label(value, language) for value, _, _ in column.choices}
        self._is_formatted = column.widget in TEXT_WIDGETS
        self._template = WriteOnlyCell(sheet)
        self._template.number_format = TEXT_FORMAT

    def __call__(self, value: object) -> object:
        if isinstance(value, str):
            return self._text(value) if value else None
        if value is None or isinstance(value, bool):
            return value
        return self._other(value)

    def _text(self, text: str) -> object:
        text = self._labels.get(text, text)
        is_risky = text[0] in "=#" or "_x" in text
        if not is_risky and text.isprintable() and len(text) <= EXCEL_CELL_CHARACTERS:
            return self._formatted(text) if self._is_formatted else text
        text, problems = clean_for_xml(text)
        for message in problems:
            self._report.problems.append(WriteProblem(f"{self._letter}{self._report.rows + 1}", message))
        if self._is_formatted:
            return self._formatted(text)
        is_live = text.startswith("=") or text in ERROR_CODES
        return text_cell(self._sheet, text) if is_live else text

    def _formatted(self, text: str) -> WriteOnlyCell:
        cell = self._template
        cell.value = text
        cell.data_type = "s"
        return cell

    def _other(self, value: object) -> object:
        if isinstance(value, (list, tuple)):
            return (
                self._text(join_list([self._labels.get(str(item), str(item)) for item in value]))
                if value
                else None
            )
        if isinstance(value, (int, float)):
            return self._number(value)
        if isinstance(value, (date, time, timedelta)):
            return self._moment(value)
        return self._text(str(value))

    def _number(self, value: float) -> object:
        if isinstance(value, float) and not math.isfinite(value):
            self._note(Message("The value is no number a cell can hold; it was left out."))
            return None
        return value if abs(value) < _MAX_EXACT_INTEGER else self._text(str(value))

    def _moment(self, value: date | time | timedelta) -> object:
        if isinstance(value, datetime):
            value = value.replace(tzinfo=None)
            return value if value.date() >= _FIRST_EXCEL_DAY else self._text(value.isoformat(" "))
        if isinstance(value, date) and value < _FIRST_EXCEL_DAY:
            return self._text(value.isoformat())
        return value

    def _note(self, message: Message) -> None:
        self._report.problems.append(WriteProblem(f"{self._letter}{self._report.rows + 1}", message))
