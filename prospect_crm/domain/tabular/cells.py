"""What a cell can hold besides a plain Python value, and the row it stands in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from prospect_crm.domain.message import Message

_RANGE = re.compile(r"([A-Za-z]{1,3})(\d{1,7}):([A-Za-z]{1,3})(\d{1,7})$")


class Percentage(float):
    """A number shown as a percentage: 0.25 is shown as 25 %."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class FaultyCell:
    """A cell that shows something but gives no value; ``text`` is what the file holds."""

    text: str
    message: Message
    is_fatal: bool = True


class SheetRow(NamedTuple):
    """One row that is not empty: its 1-based number and its cells from column A, None where empty.

    A cell is str, int, float, bool, date, datetime, time, timedelta, Percentage or FaultyCell.
    """

    number: int
    cells: list[object]
    is_hidden: bool = False


class MergedRange(NamedTuple):
    """A merged range by 1-based rows and 0-based columns, ends included."""

    reference: str
    first_row: int
    first_column: int
    last_row: int
    last_column: int


def column_index(letters: str) -> int:
    """The 0-based index of a column's letters: A is 0, AA is 26."""
    index = 0
    for letter in letters.upper():
        index = index * 26 + ord(letter) - 64
    return index - 1


def merged_range(reference: str) -> MergedRange | None:
    """The range of a reference such as B2:C4, or None where it is not one."""
    match = _RANGE.match(reference)
    if match is None:
        return None
    first, first_row, last, last_row = match.groups()
    return MergedRange(reference, int(first_row), column_index(first), int(last_row), column_index(last))


def error_cell(code: str) -> FaultyCell:
    """A formula's error such as #REF!; it stands for no value, so the row may be read without it."""
    return FaultyCell(
        code,
        Message("The cell shows the error {code}. Correct its formula or type the value.", {"code": code}),
        is_fatal=False,
    )


def formula_cell(formula: str) -> FaultyCell:
    """A formula whose result the writing program did not store."""
    return FaultyCell(
        "=" + formula[:200],
        Message(
            "The cell holds a formula without its result. Open the file in Excel, save it and try again."
        ),
    )


def number_cell(text: str) -> FaultyCell:
    """A number that no spreadsheet can hold."""
    return FaultyCell(text[:200], Message("“{value}” is not a number a cell can hold.", {"value": text[:60]}))


def date_cell(text: str) -> FaultyCell:
    """A serial number or ISO text under a date format that is no day of the calendar."""
    return FaultyCell(text[:200], Message("“{value}” is not a date in the calendar.", {"value": text[:60]}))


def missing_text_cell(text: str) -> FaultyCell:
    """A cell that points at a shared string which the workbook does not have."""
    return FaultyCell(text[:200], Message("The cell's text is missing from the workbook. Type it again."))


def long_cell(text: str) -> FaultyCell:
    """A text longer than a cell may hold; the first 200 characters are kept to name it."""
    return FaultyCell(
        text[:200], Message("The cell holds more than {limit} characters.", {"limit": "32,767"})
    )
