"""Workbooks made by hand, part by part, to hold what no library would write."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from prospect_crm.domain.tabular import (
    TARGETS,
    Book,
    HeaderMapping,
    RowResult,
    Target,
    map_header,
    open_workbook,
    read_rows,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

SHARED = Path(__file__).resolve().parents[4] / "shared" / "data" / "xlsx"
needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason="the sample files are not beside the checkout")

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def workbook(
    sheet_data: str,
    *,
    after: str = "",
    strings: Sequence[str] = (),
    formats: Sequence[str] = (),
    is_1904: bool = False,
    parts: Mapping[str, str | bytes] | None = None,
    sheets: str = '<sheet name="Feuil1" sheetId="1" r:id="rId1"/>',
    namespace: str = MAIN,
    sheet_head: str = "",
) -> bytes:
    """An XLSX file of one sheet; style ``s="n"`` shows the n-th of ``formats``, counted from 1."""
    content: dict[str, str | bytes] = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": _relations([("rId1", "officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": f'<workbook xmlns="{namespace}" xmlns:r="{OFFICE}">'
        f'<workbookPr date1904="{int(is_1904)}"/><sheets>{sheets}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": _relations(
            [
                ("rId1", "worksheet", "worksheets/sheet1.xml"),
                ("rId2", "worksheet", "worksheets/sheet2.xml"),
                ("rId8", "styles", "styles.xml"),
                ("rId9", "sharedStrings", "sharedStrings.xml"),
            ]
        ),
        "xl/worksheets/sheet1.xml": f'{sheet_head}<worksheet xmlns="{namespace}"><sheetData>{sheet_data}'
        f"</sheetData>{after}</worksheet>",
        "xl/styles.xml": _styles(formats),
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{"".join(strings)}</sst>',
    }
    content |= parts or {}
    return archive(content)


def archive(content: Mapping[str, str | bytes]) -> bytes:
    """A zip archive of these members."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in content.items():
            file.writestr(name, data)
    return buffer.getvalue()


def _relations(relations: Sequence[tuple[str, str, str]]) -> str:
    inner = "".join(
        f'<Relationship Id="{identifier}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for identifier, kind, target in relations
    )
    return f'<Relationships xmlns="{PACKAGE}">{inner}</Relationships>'


def _styles(formats: Sequence[str]) -> str:
    codes = "".join(
        f'<numFmt numFmtId="{164 + index}" formatCode="{code}"/>' for index, code in enumerate(formats)
    )
    styles = "".join(f'<xf numFmtId="{164 + index}"/>' for index in range(len(formats)))
    return (
        f'<styleSheet xmlns="{MAIN}"><numFmts>{codes}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>'
        f'<cellXfs><xf numFmtId="0"/>{styles}</cellXfs></styleSheet>'
    )


def inline(reference: str, text: str) -> str:
    """An inline text cell."""
    return f'<c r="{reference}" t="inlineStr"><is><t>{text}</t></is></c>'


def header(*labels: str) -> str:
    """Row 1 with these labels from column A on."""
    cells = "".join(inline(f"{chr(65 + index)}1", label) for index, label in enumerate(labels))
    return f'<row r="1">{cells}</row>'


def grid(book: Book) -> list[list[object]]:
    """The cells of the first sheet's rows that are not empty."""
    return [row.cells for row in book.sheets[0].rows()]


def csv_book(text: str, encoding: str = "utf-8") -> Book:
    """A CSV file opened."""
    return open_workbook(text.encode(encoding), "liste.csv")


def read(
    book: Book, target: Target = TARGETS["contact_prospects"], **options: object
) -> tuple[HeaderMapping, list[RowResult]]:
    """The first sheet mapped and read in French."""
    mapping = map_header(book.sheets[0], target)
    arguments = {"language": "fr"} | options
    return mapping, list(read_rows(book.sheets[0], mapping, target, **arguments))  # type: ignore[arg-type]
