"""An opened file: its sheets, and the rows of each, whatever the file was."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, field
from typing import IO, TYPE_CHECKING, BinaryIO, Literal, Protocol

from prospect_crm.domain.message import Message
from prospect_crm.domain.tabular.cells import merged_range
from prospect_crm.domain.tabular.csv_reader import CsvFormat, CsvRows, detect_csv_format
from prospect_crm.domain.tabular.errors import Limits, TabularError
from prospect_crm.domain.tabular.package import Package, refuse_crowded_archive
from prospect_crm.domain.tabular.shared_strings import SharedStrings
from prospect_crm.domain.tabular.sheet_scanner import SheetContext, SheetScanner
from prospect_crm.domain.tabular.sniffing import is_zip, refuse_foreign_file, refuse_foreign_package
from prospect_crm.domain.tabular.workbook import SheetPart, WorkbookParts, read_workbook
from prospect_crm.domain.tabular.xml_stream import refuse_document_type

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import TracebackType

    from prospect_crm.domain.tabular.cells import MergedRange, SheetRow

_MERGED_TAIL = 4_000_000
_MERGED_REFERENCE = re.compile(rb"mergeCell\s[^>]{0,200}?ref=[\"']([A-Z0-9:]+)[\"']")


class RowSource(Protocol):
    """Where a sheet takes its rows from; each call of ``rows`` begins again at the top."""

    warnings: list[Message]

    def rows(self, width: int | None) -> Iterator[SheetRow]:
        """The rows that are not empty, cut at ``width`` columns."""
        ...

    def merged_ranges(self) -> list[MergedRange]:
        """The merged ranges, in no order."""
        ...


@dataclass(slots=True)
class Sheet:
    """One sheet. ``warnings`` grows while its rows are read; ``is_1904`` tells the date system of the workbook."""

    title: str
    state: str
    source: RowSource
    is_1904: bool = False

    @property
    def is_visible(self) -> bool:
        """Whether a user who opens the workbook sees the sheet."""
        return self.state == "visible"

    @property
    def warnings(self) -> list[Message]:
        """What the last reading found: hidden rows, cells right of the header."""
        return self.source.warnings

    def rows(self, width: int | None = None) -> Iterator[SheetRow]:
        """The rows that hold a value, from the top, at most ``width`` cells each; raise TabularError."""
        return self.source.rows(width)

    def merged_ranges(self) -> list[MergedRange]:
        """The sheet's merged ranges; CSV has none."""
        return self.source.merged_ranges()


@dataclass(slots=True)
class Book:
    """An opened file. ``csv_format`` tells how a CSV file was understood, None for a workbook."""

    kind: Literal["xlsx", "csv"]
    sheets: list[Sheet]
    warnings: list[Message] = field(default_factory=list)
    csv_format: CsvFormat | None = None
    _package: Package | None = None

    @property
    def visible_sheets(self) -> list[Sheet]:
        """The sheets a user sees; hidden ones are read only when asked for by name."""
        return [sheet for sheet in self.sheets if sheet.is_visible]

    def sheet(self, title: str) -> Sheet:
        """The sheet of that title, hidden or not; raise TabularError naming those there are."""
        for sheet in self.sheets:
            if sheet.title == title:
                return sheet
        titles = ", ".join(f"“{sheet.title}”" for sheet in self.sheets)
        raise TabularError(
            Message(
                "The workbook has no sheet “{sheet}”. It has: {titles}.", {"sheet": title, "titles": titles}
            )
        )

    def close(self) -> None:
        """Release the file."""
        if self._package is not None:
            self._package.close()

    def __enter__(self) -> Book:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


class WorkbookSheetRows:
    """The rows of one worksheet part."""

    def __init__(self, book: _OpenWorkbook, sheet: SheetPart) -> None:
        self._book = book
        self._sheet = sheet
        self.warnings: list[Message] = []

    def rows(self, width: int | None) -> Iterator[SheetRow]:
        """See RowSource."""
        scanner = SheetScanner(self._book.context, width)
        self.warnings.clear()
        yield from scanner.rows(self._book.package.stream(self._sheet.part), self._sheet.part)
        self._note(scanner)

    def _note(self, scanner: SheetScanner) -> None:
        if scanner.hidden_rows:
            self.warnings.append(
                Message(
                    "Hidden rows in the sheet “{sheet}”, read like the others: {count}.",
                    {"count": scanner.hidden_rows, "sheet": self._sheet.title},
                )
            )
        if scanner.cells_beyond_width:
            self.warnings.append(
                Message(
                    "Cells right of the last header, which were not read: {count}. The first is {cell}.",
                    {"count": scanner.cells_beyond_width, "cell": scanner.first_cell_beyond_width},
                )
            )

    def merged_ranges(self) -> list[MergedRange]:
        """The merged ranges, which a worksheet lists behind its rows: found in the bytes, without parsing."""
        tail, before = bytearray(), b""
        for chunk in self._book.package.stream(self._sheet.part):
            if tail:
                tail += chunk
                if len(tail) > _MERGED_TAIL:
                    break
            elif (start := (before + chunk).find(b"mergeCells")) >= 0:
                tail += (before + chunk)[start:]
            before = chunk[-len(b"mergeCells") :]
        references = (match[1].decode("ascii") for match in _MERGED_REFERENCE.finditer(tail))
        return [found for reference in references if (found := merged_range(reference))]


class _OpenWorkbook:
    def __init__(self, package: Package, limits: Limits) -> None:
        self.package = package
        self.parts: WorkbookParts = read_workbook(package)
        for sheet in self.parts.sheets:
            refuse_document_type(next(package.stream(sheet.part), b""), sheet.part)
        part = self.parts.strings_part
        strings = SharedStrings.load(package, part) if part else SharedStrings()
        self.context = SheetContext(strings, self.parts.formats, limits)


def open_workbook(
    data: bytes | BinaryIO,
    filename: str,
    *,
    limits: Limits | None = None,
    encoding: str | None = None,
    delimiter: str | None = None,
    quote: str | None = None,
) -> Book:
    """Open an XLSX or CSV file, told apart by content.

    ``encoding``, ``delimiter`` and ``quote`` ("" for none) correct what was detected in a CSV file. Raise
    TabularError with the sentence that says why a file is refused and what to do.
    """
    limits = limits or Limits()
    content = _bounded(data, limits)
    refuse_foreign_file(content, filename)
    if is_zip(content[:4]):
        refuse_crowded_archive(content, limits)
        return _open_xlsx(io.BytesIO(content), limits)
    csv_format = detect_csv_format(content, encoding=encoding, delimiter=delimiter, quote=quote)
    title = filename.replace("\\", "/").rpartition("/")[2]
    return Book("csv", [Sheet(title, "visible", CsvRows(content, csv_format, limits))], csv_format=csv_format)


def _bounded(data: bytes | BinaryIO, limits: Limits) -> bytes:
    content = data if isinstance(data, bytes) else data.read(limits.max_bytes + 1)
    if len(content) > limits.max_bytes:
        raise TabularError(
            Message(
                "The file is larger than {size} MB. Split it into several files and try again.",
                {"size": limits.max_bytes // 1_000_000},
            )
        )
    return content


def _open_xlsx(file: IO[bytes], limits: Limits) -> Book:
    package = Package(file, limits)
    refuse_foreign_package(package)
    workbook = _OpenWorkbook(package, limits)
    sheets = [
        Sheet(part.title, part.state, WorkbookSheetRows(workbook, part), workbook.parts.is_1904)
        for part in workbook.parts.sheets
    ]
    warnings = list(workbook.parts.warnings)
    warnings += [
        Message("The sheet “{sheet}” is hidden; it is read only if you choose it.", {"sheet": sheet.title})
        for sheet in sheets
        if not sheet.is_visible
    ]
    return Book("xlsx", sheets, warnings, _package=package)
