"""Workbooks out: typed cells in constant memory, and no text that a spreadsheet would run."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, BinaryIO

from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import to_excel

from prospect_crm.domain.message import Message
from prospect_crm.domain.tabular.errors import EXCEL_CELL_CHARACTERS
from prospect_crm.domain.tabular.sheet_stream import SheetStream
from prospect_crm.domain.tabular.widgets.choice import join_list
from prospect_crm.domain.tabular.widgets.outcome import as_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from prospect_crm.domain.tabular.columns import Column, Language, WidgetName

TEXT_WIDGETS: frozenset[WidgetName] = frozenset({"phone", "postcode", "code"})
"""Columns whose cells are formatted as text, so that editing one keeps its leading zero."""
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_MARKUP = re.compile("[&<>]")
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
_DEFAULT_WIDTH = 18


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
    filtered. Text is always text. Memory does not grow with the rows; the caller owns ``file``.
    """
    report = WriteReport()
    labels = [column.label(language) for column in columns]
    stream = open_stream(file, title, columns, labels)
    writers = cell_writers(columns, language, stream, report)
    for values in rows:
        report.rows += 1
        number = report.rows + 1
        stream.append([writer(value, number) for writer, value in zip(writers, values, strict=False)])
    stream.close()
    return report


def open_stream(file: BinaryIO, title: str, columns: Sequence[Column], labels: Sequence[str]) -> SheetStream:
    """A sheet with its header written, one column for each label; those beyond ``columns`` are plain."""
    widths = [max(_WIDTHS.get(column.widget, _DEFAULT_WIDTH), len(column.label_fr) + 4) for column in columns]
    is_text = [column.widget in TEXT_WIDGETS for column in columns]
    further = len(labels) - len(columns)
    stream = SheetStream(file, title, widths + [60] * further, is_text + [False] * further)
    style = stream.styles["header"]
    stream.append(
        [
            text_element(f"{get_column_letter(i)}1", clean_text(text)[0], style)
            for i, text in enumerate(labels, 1)
        ]
    )
    return stream


def cell_writers(
    columns: Sequence[Column], language: Language, stream: SheetStream, report: WriteReport
) -> list[CellWriter]:
    """A writer for each column, in order."""
    return [
        CellWriter(column, language, stream.styles, report, index) for index, column in enumerate(columns, 1)
    ]


def text_element(reference: str, text: str, style: str = "") -> str:
    """The XML of a text cell; the text must be clean (``clean_text``)."""
    if _MARKUP.search(text):
        text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    attribute = f' s="{style}"' if style else ""
    space = ' xml:space="preserve"' if text[:1].isspace() or text[-1:].isspace() or "\n" in text else ""
    return f'<c r="{reference}"{attribute} t="inlineStr"><is><t{space}>{text}</t></is></c>'


def clean_text(text: str) -> tuple[str, list[Message]]:
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
        text = _ESCAPED.sub("_x005F_", text)
    return text, problems


class CellWriter:
    """Turns the values of one column into cells."""

    def __init__(
        self, column: Column, language: Language, styles: dict[str, str], report: WriteReport, index: int
    ) -> None:
        self._report = report
        self._letter = get_column_letter(index)
        self._labels = {value: column.choice_label(value, language) for value, _, _ in column.choices}
        self._styles = styles
        self._text_style = styles["text"] if column.widget in TEXT_WIDGETS else ""

    def __call__(self, value: object, row: int) -> str:
        """The XML of the cell in this row, "" for None and empty text."""
        if isinstance(value, str):
            return self._text(value, row) if value else ""
        if value is None:
            return ""
        if isinstance(value, bool):
            return f'<c r="{self._letter}{row}" t="b"><v>{int(value)}</v></c>'
        return self._other(value, row)

    def bad(self, value: object, row: int) -> str:
        """The cell coloured, as text."""
        reference, style = f"{self._letter}{row}", self._styles["bad"]
        if value is None:
            return f'<c r="{reference}" s="{style}"/>'
        return text_element(reference, clean_text(as_text(value))[0], style)

    def _text(self, text: str, row: int) -> str:
        text = self._labels.get(text, text)
        if "_x" in text or len(text) > EXCEL_CELL_CHARACTERS or not text.isprintable():
            text, problems = clean_text(text)
            for message in problems:
                self._note(message, row)
        return text_element(f"{self._letter}{row}", text, self._text_style)

    def _other(self, value: object, row: int) -> str:
        if isinstance(value, (list, tuple)):
            labels = [self._labels.get(str(item), str(item)) for item in value]
            return self._text(join_list(labels), row) if labels else ""
        if isinstance(value, (int, float)):
            return self._number(value, row)
        if isinstance(value, (date, time, timedelta)):
            return self._moment(value, row)
        return self._text(str(value), row)

    def _number(self, value: float, row: int) -> str:
        if isinstance(value, float) and not math.isfinite(value):
            self._note(Message("The value is no number a cell can hold; it was left out."), row)
            return ""
        if isinstance(value, int) and abs(value) >= _MAX_EXACT_INTEGER:
            return self._text(str(value), row)
        return f'<c r="{self._letter}{row}"><v>{value!r}</v></c>'

    def _moment(self, value: date | time | timedelta, row: int) -> str:
        if isinstance(value, datetime):
            kind, day = "datetime", value.date()
            value = value.replace(tzinfo=None)
        else:
            kind = {date: "date", time: "time"}.get(type(value), "duration")
            day = value if isinstance(value, date) else _FIRST_EXCEL_DAY
        if day < _FIRST_EXCEL_DAY:
            return self._text(str(value), row)
        return f'<c r="{self._letter}{row}" s="{self._styles[kind]}"><v>{to_excel(value)!r}</v></c>'

    def _note(self, message: Message, row: int) -> None:
        self._report.problems.append(WriteProblem(f"{self._letter}{row}", message))
