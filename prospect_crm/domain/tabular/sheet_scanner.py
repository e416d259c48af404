"""A worksheet's XML as rows of values, one pass in constant memory.

It gives what openpyxl's read-only mode gives after ``reset_dimensions`` (the dimension a writer declared is
never trusted), and besides what that mode drops: formulas without a result, errors told from text, hidden
rows. The tests hold both readers against each other.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from openpyxl.utils import get_column_letter

from prospect_crm.domain.message import Message
from prospect_crm.domain.tabular.cells import (
    SheetRow,
    column_index,
    error_cell,
    formula_cell,
    long_cell,
    missing_text_cell,
    number_cell,
)
from prospect_crm.domain.tabular.errors import EXCEL_CELL_CHARACTERS, Limits, TabularError
from prospect_crm.domain.tabular.number_formats import NumberReader, iso_to_date
from prospect_crm.domain.tabular.shared_strings import SharedStrings, clean_text
from prospect_crm.domain.tabular.xml_stream import ElementRouter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

_REFERENCE = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d{1,7})$")
_TRUE = frozenset({"1", "true"})
_MAX_ROW_DIGITS = 10


@dataclass(slots=True)
class SheetContext:
    """What the workbook tells its sheets: shared strings, readers of number formats, limits."""

    strings: SharedStrings = field(default_factory=SharedStrings)
    formats: Mapping[str, NumberReader] = field(default_factory=dict)
    limits: Limits = field(default_factory=Limits)


class SheetScanner:
    """Reads one sheet once; ``width`` bounds the columns that are kept (None: all)."""

    def __init__(self, context: SheetContext, width: int | None = None) -> None:
        self._context = context
        self._width = width
        self._max_width = context.limits.max_columns
        self.hidden_rows = 0
        self.cells_beyond_width = 0
        self.first_cell_beyond_width = ""
        self._finished: list[SheetRow] = []
        self._row_number = 0
        self._row_text = ""
        self._is_hidden = False
        self._cells: list[object] = []
        self._column = -1
        self._columns: dict[str, int] = {}
        self._type = ""
        self._style: str | None = None
        self._text: str | None = None
        self._formula: str | None = None
        self._parts: list[str] = []
        self._in_phonetic = False
        self._router = self._make_router()
        self._parser = self._router.parser
        self._readers: dict[str, Callable[[str], object]] = {
            "s": self._shared,
            "str": self._plain,
            "inlineStr": self._plain,
            "b": lambda text: text.strip() in _TRUE,
            "e": error_cell,
            "d": iso_to_date,
        }

    def _make_router(self) -> ElementRouter:
        return ElementRouter(
            {
                "row": self._start_row,
                "c": self._start_cell,
                "v": self._start_text,
                "f": self._start_text,
                "t": self._start_text,
                "rPh": self._start_phonetic,
            },
            {
                "row": self._end_row,
                "c": self._end_cell,
                "v": self._end_value,
                "f": self._end_formula,
                "t": self._end_inline_text,
                "rPh": self._end_phonetic,
            },
        )

    def rows(self, chunks: Iterable[bytes], part: str) -> Iterator[SheetRow]:
        """The rows that hold a value, in the sheet's order; raise TabularError beyond the limits."""
        finished = self._finished
        for _ in self._router.feed(chunks, part):
            if len(self._parts) > 1:
                self._bound_text()
            if finished:
                yield from finished
                finished.clear()

    def _bound_text(self) -> None:
        self._parts[:] = ["".join(self._parts)[: EXCEL_CELL_CHARACTERS * 4]]

    def _start_row(self, attributes: dict[str, str]) -> None:
        text = attributes.get("r", "")
        number = int(text) if text.isdigit() and len(text) < _MAX_ROW_DIGITS else 0
        # Rows of one number, or out of order, would be confused when they are written back.
        self._row_number = max(number, self._row_number + 1)
        self._row_text = text or str(self._row_number)
        self._is_hidden = attributes.get("hidden") in _TRUE
        self._cells = []
        self._column = -1

    def _end_row(self) -> None:
        if self._cells:
            if self._is_hidden:
                self.hidden_rows += 1
            self._finished.append(SheetRow(self._row_number, self._cells, self._is_hidden))
            self._cells = []

    def _start_cell(self, attributes: dict[str, str]) -> None:
        reference = attributes.get("r")
        if reference is None:
            self._column += 1
        else:
            letters = reference[: -len(self._row_text)]
            try:
                self._column = self._columns[letters]
            except KeyError:
                self._column = self._learn_column(reference, letters)
        self._type = attributes.get("t", "n")
        self._style = attributes.get("s")
        self._text = self._formula = None

    def _learn_column(self, reference: str, letters: str) -> int:
        match = _REFERENCE.match(reference)
        if match is None:
            return self._column + 1
        column = column_index(match[1])
        if match[1] == letters:
            self._columns[letters] = column
        return column

    def _start_text(self, _: dict[str, str]) -> None:
        self._parts = []
        if not self._in_phonetic:
            self._parser.CharacterDataHandler = self._parts.append

    def _end_value(self) -> None:
        self._parser.CharacterDataHandler = None
        self._text = "".join(self._parts)

    def _end_inline_text(self) -> None:
        self._parser.CharacterDataHandler = None
        if self._type == "inlineStr":
            self._text = (self._text or "")[: EXCEL_CELL_CHARACTERS + 1] + "".join(self._parts)

    def _end_formula(self) -> None:
        self._parser.CharacterDataHandler = None
        self._formula = "".join(self._parts)

    def _start_phonetic(self, _: dict[str, str]) -> None:
        self._in_phonetic = True

    def _end_phonetic(self) -> None:
        self._in_phonetic = False

    def _end_cell(self) -> None:
        text = self._text
        if not text:
            if self._formula is None or text is not None:
                return
            value: object = formula_cell(self._formula)
        else:
            reader = self._readers.get(self._type)
            value = self._number(text) if reader is None else reader(text)
        column = self._column
        if column >= self._max_width or self._row_number > self._context.limits.max_rows:
            raise self._far_cell()
        if self._width is not None and column >= self._width:
            self._note_beyond_width()
            return
        self._place(column, value)

    def _place(self, column: int, value: object) -> None:
        cells = self._cells
        length = len(cells)
        if column == length:
            cells.append(value)
        elif column > length:
            cells.extend([None] * (column - length))
            cells.append(value)
        else:
            cells[column] = value

    def _note_beyond_width(self) -> None:
        self.cells_beyond_width += 1
        self.first_cell_beyond_width = self.first_cell_beyond_width or self._reference()

    def _reference(self) -> str:
        return f"{get_column_letter(self._column + 1)}{self._row_number}"

    def _far_cell(self) -> TabularError:
        limits = self._context.limits
        return TabularError(
            Message(
                "Cell {cell} lies outside the {rows} rows and {columns} columns that can be read. Delete what "
                "stands there, or split the sheet into several files, and try again.",
                {
                    "cell": self._reference() if self._column < 18_278 else f"row {self._row_number}",
                    "rows": limits.max_rows,
                    "columns": limits.max_columns,
                },
            )
        )

    def _plain(self, text: str) -> object:
        text = clean_text(text)
        return text if len(text) <= EXCEL_CELL_CHARACTERS else long_cell(text)

    def _shared(self, text: str) -> object:
        strings = self._context.strings
        index = int(text) if text.strip().isdigit() else -1
        if not 0 <= index < len(strings):
            return missing_text_cell(text)
        value = strings[index]
        return (value or None) if len(value) <= EXCEL_CELL_CHARACTERS else long_cell(value)

    def _number(self, text: str) -> object:
        try:
            number = int(text) if text.isdigit() else float(text)
        except ValueError:
            return number_cell(text)
        if number - number != 0:
            return number_cell(text)
        reader = self._context.formats.get(self._style) if self._style else None
        return number if reader is None else reader(number)
