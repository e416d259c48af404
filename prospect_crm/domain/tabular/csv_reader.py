"""CSV text: which encoding, delimiter and quotes it was written with, and its rows."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from prospect_crm.domain.message import Message
from prospect_crm.domain.tabular.cells import MergedRange, SheetRow, long_cell
from prospect_crm.domain.tabular.errors import EXCEL_CELL_CHARACTERS, Limits, TabularError

if TYPE_CHECKING:
    from collections.abc import Iterator

_SAMPLE_BYTES = 200_000
_SAMPLE_LINES = 200
_MAX_RECORD = 3_000_000
"""Characters of one record; a longer one is an attack or a quote that was never closed."""
_SCORED_BYTES = 1_000_000
_DELIMITERS = (";", ",", "\t", "|")
_SEPARATOR_LINE = re.compile(r"(?:\ufeff)?\"?sep=(.)\"?[\r\n]", re.IGNORECASE)
_WESTERN_LETTERS = frozenset("éèêëàâäáãåçîïíìôöóòõùûüúñœæøÿßÉÈÊËÀÂÄÁÃÅÇÎÏÍÔÖÓÕÙÛÜÚÑŒÆØ")
_FRENCH_LETTERS = frozenset("éèàçêôîûâëïùœ")
_WESTERN_SIGNS = frozenset("\u00a0’‘“”«»–—€°…•ºª§£©®²³½·")
_FORMULA_TRIGGERS = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class CsvFormat:
    """How a CSV file was read: Python's name of the encoding, the delimiter, the quote ("" where none).

    ``has_separator_line`` tells that the first line was Excel's ``sep=;`` and is no row.
    """

    encoding: str
    delimiter: str
    quote: str = '"'
    has_separator_line: bool = False


def detect_csv_format(
    data: bytes, *, encoding: str | None = None, delimiter: str | None = None, quote: str | None = None
) -> CsvFormat:
    """Detect what is not given; raise TabularError for bytes that are no text or an encoding they are not in."""
    encoding = _known_encoding(encoding) if encoding else detect_encoding(data)
    sample = data[:_SAMPLE_BYTES].decode(encoding, "replace")
    _refuse_binary(sample)
    separator_line = _SEPARATOR_LINE.match(sample)
    if separator_line and delimiter is None:
        delimiter = separator_line[1]
    body = sample[separator_line.end() :] if separator_line else sample
    quote = _detect_quote(body) if quote is None else quote
    return CsvFormat(encoding, delimiter or _detect_delimiter(body, quote), quote, separator_line is not None)


def _known_encoding(encoding: str) -> str:
    try:
        "".encode(encoding)
    except LookupError:
        raise TabularError(
            Message(
                "“{encoding}” is not the name of an encoding. Choose UTF-8, UTF-16, cp1252 or Mac Roman.",
                {"encoding": encoding},
            )
        ) from None
    return encoding


def detect_encoding(data: bytes) -> str:
    """The encoding of a text: by its byte order mark, as valid UTF-8, else cp1252 or Mac Roman by their letters.

    cp1250 is never tried: every French cp1252 text is valid cp1250 and reads "Hélčne Lefčvre" there.
    """
    if data.startswith(b"\xef\xbb\xbf"):
        return "utf-8-sig"
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    without_mark = _utf16_without_mark(data[:2000])
    if without_mark:
        return without_mark
    return "utf-8" if _is_utf8(data) else _detect_single_byte(data)


def _is_utf8(data: bytes) -> bool:
    """Whether the bytes are UTF-8, decoded piece by piece; a last character cut short is forgiven."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for start in range(0, len(data), _SCORED_BYTES):
            decoder.decode(data[start : start + _SCORED_BYTES])
    except UnicodeDecodeError:
        return False
    return True


def _utf16_without_mark(head: bytes) -> str | None:
    pairs = max(1, len(head) // 2)
    if head[1::2].count(0) / pairs > 0.6:
        return "utf-16-le"
    if head[0::2].count(0) / pairs > 0.6:
        return "utf-16-be"
    return None


def _detect_single_byte(data: bytes) -> str:
    sample = data[:_SCORED_BYTES]
    pairs = Counter(zip(b" " + sample, sample, strict=False))
    scores = {encoding: _western_score(pairs, encoding) for encoding in ("cp1252", "mac_roman")}
    return "mac_roman" if scores["mac_roman"] > scores["cp1252"] else "cp1252"


def _western_score(pairs: Counter[tuple[int, int]], encoding: str) -> int:
    """How well the bytes read as a western language; a capital inside a word speaks against an encoding."""
    score = 0
    for (before, byte), count in pairs.items():
        if byte >= 0x80:
            score += count * _letter_score(chr(before), bytes([byte]).decode(encoding, "replace"))
    return score


def _letter_score(before: str, character: str) -> int:
    if character in _WESTERN_LETTERS:
        if character.islower():
            return 4 if character in _FRENCH_LETTERS else 2
        return -2 if before.islower() else 1
    return 1 if character in _WESTERN_SIGNS else -2


def _refuse_binary(sample: str) -> None:
    controls = sum(
        1 for character in sample if ord(character) < 32 and character not in "\t\r\n\x0b\x0c\x1a\x00"
    )
    if controls > len(sample) // 100 or sample.count("\x00") > len(sample) // 10:
        raise TabularError(Message("The file is neither a workbook nor text. Choose an .xlsx or .csv file."))


def _detect_quote(sample: str) -> str:
    double = len(re.findall(r'(?:^|[;,\t|])\s?"', sample, re.MULTILINE))
    single = len(re.findall(r"(?:^|[;,\t|])'[^'\r\n]*'(?=[;,\t|\r\n])", sample, re.MULTILINE))
    return "'" if single > double else '"'


def _detect_delimiter(sample: str, quote: str) -> str:
    best, best_score = ",", 0.0
    for delimiter in _DELIMITERS:
        score = _delimiter_score(sample, delimiter, quote)
        if score > best_score:
            best, best_score = delimiter, score
    return best


def _delimiter_score(sample: str, delimiter: str, quote: str) -> float:
    """How regularly the sample splits: the share of rows with the commonest width, times a bonus for columns."""
    widths: Counter[int] = Counter()
    try:
        for number, fields in enumerate(_reader(io.StringIO(sample, newline=""), delimiter, quote)):
            if number >= _SAMPLE_LINES:
                break
            if fields:
                widths[len(fields)] += 1
    except csv.Error:
        return 0.0
    wide = Counter({width: count for width, count in widths.items() if width > 1})
    if not wide:
        return 0.0
    width, count = max(wide.items(), key=lambda item: (item[1], item[0]))
    return count / sum(widths.values()) * (1 + min(width, 20) / 20)


def _reader(lines: Iterator[str] | io.StringIO, delimiter: str, quote: str) -> Iterator[list[str]]:
    if quote:
        return iter(csv.reader(lines, delimiter=delimiter, quotechar=quote, strict=False))
    return iter(csv.reader(lines, delimiter=delimiter, quoting=csv.QUOTE_NONE))


class _RecordTooLong(Exception):
    """A record that goes on beyond what memory should hold."""


class _Lines:
    """The lines of a text, without NUL; ``size`` counts the characters since it was last set to 0."""

    def __init__(self, text: io.TextIOWrapper) -> None:
        self._text = text
        self.size = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._text.readline(_MAX_RECORD)
        self.size += len(line)
        if not line:
            raise StopIteration
        if self.size >= _MAX_RECORD:
            raise _RecordTooLong
        return line.replace("\x00", "")


class CsvRows:
    """The rows of a CSV file as a sheet; a row's number is its place among the records, as Excel counts them."""

    def __init__(self, data: bytes, csv_format: CsvFormat, limits: Limits) -> None:
        self._data = data
        self._format = csv_format
        self._limits = limits
        self.warnings: list[Message] = []

    def merged_ranges(self) -> list[MergedRange]:
        """CSV has no merged cells."""
        return []

    def rows(self, width: int | None) -> Iterator[SheetRow]:
        """See RowSource; every cell is text."""
        self.warnings.clear()
        beyond = unreadable = 0
        for number, fields in self._records():
            if number > self._limits.max_rows or len(fields) > self._limits.max_columns:
                raise self._too_large()
            beyond += sum(1 for text in fields[width:] if text.strip()) if width is not None else 0
            unreadable += sum("\ufffd" in text for text in fields)
            cells = [_cell(text) for text in fields[:width]]
            if any(cell is not None for cell in cells):
                yield SheetRow(number, cells)
        self._note(beyond, unreadable)

    def _note(self, beyond: int, unreadable: int) -> None:
        if unreadable:
            self.warnings.append(
                Message(
                    "Cells with characters that are not {encoding}: {count}. Choose another encoding.",
                    {"count": unreadable, "encoding": self._format.encoding},
                )
            )
        if beyond:
            self.warnings.append(
                Message(
                    "Cells right of the last header, which were not read: {count}. Check the delimiter.",
                    {"count": beyond},
                )
            )

    def _records(self) -> Iterator[tuple[int, list[str]]]:
        text = io.TextIOWrapper(io.BytesIO(self._data), self._format.encoding, errors="replace", newline="")
        lines = _Lines(text)
        if self._format.has_separator_line:
            next(lines, None)
        records = _reader(lines, self._format.delimiter, self._format.quote)
        number = 0
        while True:
            number += 1
            lines.size = 0
            try:
                fields = next(records)
            except StopIteration:
                return
            except (csv.Error, _RecordTooLong):
                raise self._unclosed_quote(number) from None
            yield number, fields

    def _unclosed_quote(self, number: int) -> TabularError:
        return TabularError(
            Message(
                "Row {number} does not end: a quotation mark may never be closed. Correct it, or choose “no quotation marks”.",
                {"number": number},
            )
        )

    def _too_large(self) -> TabularError:
        return TabularError(
            Message(
                "The file has more than {rows} rows or {columns} columns. Split it into several files, or check "
                "the delimiter, and try again.",
                {"rows": self._limits.max_rows, "columns": self._limits.max_columns},
            )
        )


def _cell(text: str) -> object:
    if not text:
        return None
    if text[0] == "'" and len(text) > 1:
        text = unprefix(text)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text if len(text) <= EXCEL_CELL_CHARACTERS else long_cell(text)


def prefix(text: str) -> str:
    """Text that no spreadsheet runs as a formula (OWASP, CSV injection): an apostrophe before ``= + - @`` TAB CR."""
    bare = text.lstrip("'")
    return "'" + text if bare.startswith(_FORMULA_TRIGGERS) else text


def unprefix(text: str) -> str:
    """The text before ``prefix``."""
    return text[1:] if text.startswith("'") and text.lstrip("'").startswith(_FORMULA_TRIGGERS) else text
