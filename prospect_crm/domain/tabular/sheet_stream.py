"""An XLSX workbook of one sheet, streamed row by row.

openpyxl makes everything but the rows: styles, widths, the frozen header, the filter. The rows go as text
straight into the zip member, which costs a quarter of openpyxl's write-only mode and no temporary file; as
no formula element is ever written, no text can become a live formula.
"""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, BinaryIO

from openpyxl import Workbook
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import TracebackType

TEXT_FORMAT = "@"
HEADER_FONT = Font(bold=True, color="FFFFFF")
HEADER_FILL = PatternFill("solid", fgColor="1F4E79")
BAD_FILL = PatternFill("solid", fgColor="FFC7CE")
_TITLE_ILLEGAL = re.compile(r"[\[\]:*?/\\\x00-\x1f\ud800-\udfff\ufffe\uffff]")
_MAX_TITLE = 31
_SAMPLES: dict[str, object] = {
    "header": "",
    "text": "",
    "bad": "",
    "date": date(2000, 1, 1),
    "datetime": datetime(2000, 1, 1),
    "time": time(0),
    "duration": timedelta(1),
}
_SHEET_PART = "xl/worksheets/sheet1.xml"
_DIMENSION = re.compile(r"<dimension [^>]*/>")
_FILTER = re.compile(r'(<autoFilter ref="A1:[A-Z]+)2"')
_FILTER_NAME = re.compile(r"(_FilterDatabase[^<]*\$A\$1:\$[A-Z]+\$)2<")
_WORKBOOK_PART = "xl/workbook.xml"
_FLUSH_CHARACTERS = 65_536


def safe_title(title: str) -> str:
    """A sheet title Excel accepts: at most 31 characters, none of ``[]:*?/\\``."""
    return _TITLE_ILLEGAL.sub(" ", title).strip().strip("'")[:_MAX_TITLE].strip() or "Sheet"


class SheetStream:
    """Writes rows of ready cells; ``styles`` gives the style index (attribute ``s``) of each kind of cell."""

    def __init__(self, file: BinaryIO, title: str, widths: Sequence[int], is_text: Sequence[bool]) -> None:
        skeleton = _skeleton(title, widths, is_text)
        with zipfile.ZipFile(io.BytesIO(skeleton)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
        head, row, self._tail = _split_sheet(parts.pop(_SHEET_PART).decode("utf-8"))
        self.styles = _style_indexes(row)
        self._workbook = parts.pop(_WORKBOOK_PART).decode("utf-8")
        self._zip = zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED)
        for name, content in parts.items():
            self._zip.writestr(name, content)
        self._member = self._zip.open(_SHEET_PART, "w", force_zip64=True)
        self._pending: list[str] = [head]
        self._size = 0
        self.row_number = 0

    def append(self, cells: Sequence[str]) -> None:
        """Write the next row; each cell is its XML element, "" where empty."""
        self.row_number += 1
        row = f'<row r="{self.row_number}">{"".join(cells)}</row>'
        self._pending.append(row)
        self._size += len(row)
        if self._size > _FLUSH_CHARACTERS:
            self._flush()

    def _flush(self) -> None:
        self._member.write("".join(self._pending).encode("utf-8"))
        self._pending.clear()
        self._size = 0

    def __enter__(self) -> SheetStream:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Finish the workbook; after an error only let go of the file, whose sheet then breaks off."""
        if error is None:
            self._finish()
        self._member.close()
        self._zip.close()

    def _finish(self) -> None:
        last = max(1, self.row_number)
        self._pending.append(_FILTER.sub(rf'\g<1>{last}"', self._tail))
        self._flush()
        self._member.close()
        self._zip.writestr(_WORKBOOK_PART, _FILTER_NAME.sub(rf"\g<1>{last}<", self._workbook))


def _skeleton(title: str, widths: Sequence[int], is_text: Sequence[bool]) -> bytes:
    """A workbook whose one row holds a sample of each style."""
    workbook = Workbook()
    sheet = workbook.active
    sheet.title = safe_title(title)
    sheet.freeze_panes = "A2"
    for index, (width, as_text) in enumerate(zip(widths, is_text, strict=True), 1):
        dimension = sheet.column_dimensions[get_column_letter(index)]
        dimension.width = width
        if as_text:
            dimension.number_format = TEXT_FORMAT
    for index, (name, sample) in enumerate(_SAMPLES.items(), 1):
        cell = sheet.cell(1, index, sample)
        if name == "header":
            cell.font, cell.fill = HEADER_FONT, HEADER_FILL
        elif name in ("text", "bad"):
            cell.number_format = TEXT_FORMAT
            if name == "bad":
                cell.fill = BAD_FILL
    if widths:
        sheet.auto_filter.ref = f"A1:{get_column_letter(len(widths))}2"
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def _split_sheet(xml: str) -> tuple[str, str, str]:
    """What stands before the rows, the sample row, and what stands behind; no dimension is declared."""
    head, _, rest = xml.partition("<sheetData>")
    row, _, tail = rest.partition("</sheetData>")
    declaration = "" if head.startswith("<?xml") else '<?xml version="1.0" encoding="UTF-8"?>'
    return f"{declaration}{_DIMENSION.sub('', head)}<sheetData>", row, f"</sheetData>{tail}"


def _style_indexes(row: str) -> dict[str, str]:
    found = dict(re.findall(r'<c r="([A-Z]+)1"[^>]*? s="(\d+)"', row))
    return {name: found[get_column_letter(index)] for index, name in enumerate(_SAMPLES, 1)}
