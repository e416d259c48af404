"""What the styles of a workbook say about its numbers: dates, percentages, leading zeros."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format, is_timedelta_format
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, from_excel, from_ISO8601

from prospect_crm.domain.tabular.cells import FaultyCell, Percentage, date_cell
from prospect_crm.domain.tabular.xml_stream import ElementRouter

if TYPE_CHECKING:
    from prospect_crm.domain.tabular.package import Package

NumberReader = Callable[[float], object]
"""Turns the number of a cell into what its format shows."""

_EAST_ASIAN_DATES = frozenset({27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58})
_SERIAL_OF_29_FEBRUARY_1900 = 60
_MAX_CODE = 255
_MAX_STYLES = 65_536
"""Excel allows 65,490 cell styles (Excel specifications and limits)."""
_LITERALS = re.compile(r'"([^"]*)"|\\(.)|_.|\*.|\[[^\]]*\]')


def read_number_formats(package: Package, part: str, is_1904: bool) -> dict[str, NumberReader]:
    """The reader of each style that shows more than a number, by the style's index as text (``s`` of a cell)."""
    codes: dict[str, str] = {}
    styles: list[str] = []
    is_cell_style = False

    def declare(attributes: dict[str, str]) -> None:
        codes[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")[:_MAX_CODE]

    def enter(_: dict[str, str]) -> None:
        nonlocal is_cell_style
        is_cell_style = True

    def leave() -> None:
        nonlocal is_cell_style
        is_cell_style = False

    def add(attributes: dict[str, str]) -> None:
        if is_cell_style and len(styles) < _MAX_STYLES:
            styles.append(attributes.get("numFmtId", "0"))

    router = ElementRouter({"numFmt": declare, "cellXfs": enter, "xf": add}, {"cellXfs": leave})
    for _ in router.feed(package.stream(part, package.limits.max_part_bytes), part):
        pass
    readers: dict[str, NumberReader | None] = {
        format_id: _reader(format_id, codes.get(format_id), is_1904) for format_id in set(styles)
    }
    return {str(index): reader for index, format_id in enumerate(styles) if (reader := readers[format_id])}


def _reader(format_id: str, code: str | None, is_1904: bool) -> NumberReader | None:
    number = int(format_id) if format_id.isdigit() else 0
    if code is None:
        code = "yyyy-mm-dd" if number in _EAST_ASIAN_DATES else BUILTIN_FORMATS.get(number, "General")
    return reader_of_format(code, is_1904)


def reader_of_format(code: str, is_1904: bool = False) -> NumberReader | None:
    """The reader for a number format code, or None where the number itself is what is shown."""
    if is_timedelta_format(code):
        return lambda number: _duration(number)
    if is_date_format(code):
        return lambda number: serial_to_date(number, is_1904)
    section = code.split(";")[0]
    bare = _LITERALS.sub("", section)
    if "%" in bare:
        return Percentage
    digits = re.sub(r"[^0#?.,Ee/]", "", bare)
    if len(digits) > 1 and digits[0] == "0" and not set(digits) - {"0", "#"}:
        return lambda number: pad_number(number, section)
    return None


def serial_to_date(number: float, is_1904: bool = False) -> date | datetime | time | FaultyCell:
    """The day and time of a serial number (ECMA-376 part 1, 18.17.4); 29 February 1900 never was."""
    if number < 0 or (int(number) == _SERIAL_OF_29_FEBRUARY_1900 and not is_1904):
        return date_cell(f"{number:g}")
    try:
        value: datetime | time = from_excel(number, CALENDAR_MAC_1904 if is_1904 else CALENDAR_WINDOWS_1900)
    except (OverflowError, ValueError):
        return date_cell(f"{number:g}")
    return value


def _duration(number: float) -> timedelta | FaultyCell:
    try:
        return timedelta(days=number)
    except OverflowError:
        return date_cell(f"{number:g}")


def iso_to_date(text: str) -> object:
    """The value of a cell of type ``d`` (ISO 8601)."""
    try:
        return from_ISO8601(text.strip().removesuffix("Z"))
    except (ValueError, TypeError, AttributeError):
        return date_cell(text)


def pad_number(number: float, code: str) -> object:
    """A whole number as its format of zeros shows it: 612345678 under ``0#" "##" "##" "##" "##`` is 06 12 34 56 78."""
    if number != int(number) or number < 0 or number >= 1e15:
        return number
    digits = list(str(int(number)))
    shown: list[str] = []
    tokens = re.findall(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]|.', code)
    placeholders = sum(token in "0#" for token in tokens)
    for token in reversed(tokens):
        if token in "0#":
            placeholders -= 1
            shown.append(_digit(token, digits, placeholders == 0))
        elif token[0] not in "_*[":
            shown.append(token.strip('"') if token[0] == '"' else token[-1])
    return "".join(reversed(shown)).strip()


def _digit(token: str, digits: list[str], is_first: bool) -> str:
    if is_first and digits:
        rest = "".join(digits)
        digits.clear()
        return rest
    if digits:
        return digits.pop()
    return "0" if token == "0" else ""
