"""The rows that were refused, written back with what is wrong, to be corrected and imported again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, BinaryIO

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import PatternFill
from openpyxl.utils import get_column_letter

from prospect_crm.domain.message import Message
from prospect_crm.domain.tabular.cells import FaultyCell, SheetRow
from prospect_crm.domain.tabular.columns import Column, Language, Target
from prospect_crm.domain.tabular.merges import MergedCells
from prospect_crm.domain.tabular.strict import ERROR_LABELS
from prospect_crm.domain.tabular.writer import (
    CellWriter,
    WriteReport,
    clean_for_xml,
    finish_sheet,
    header_cells,
    safe_title,
    set_up_columns,
    text_cell,
)

if TYPE_CHECKING:
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

    from prospect_crm.domain.tabular.book import Sheet
    from prospect_crm.domain.tabular.mapping import HeaderMapping
    from prospect_crm.domain.tabular.rows import CellProblem, RowResult

_BAD_FILL = PatternFill("solid", fgColor="FFC7CE")
Translate = Callable[[Message], str]


def write_failed_rows(
    sheet: Sheet,
    mapping: HeaderMapping,
    target: Target,
    results: Iterable[RowResult],
    file: BinaryIO,
    *,
    language: Language,
    translate: Translate = str,
) -> WriteReport:
    """Write the original cells of these rows under the original header, the bad cells coloured.

    ``results`` are in the sheet's order; ``sheet`` is read a second time beside them. The last column says what
    is wrong; ``map_header`` knows it and leaves it out, so the corrected file reads like the first one.
    """
    workbook = Workbook(write_only=True)
    output = workbook.create_sheet(safe_title(target.title(language)))
    columns = _columns(mapping, target)
    set_up_columns(output, columns)
    output.append(header_cells(output, [*mapping.labels, ERROR_LABELS[language]]))
    report = WriteReport()
    writers = [CellWriter(output, column, language, report, index) for index, column in enumerate(columns, 1)]
    for row, result in _rows_of(sheet, mapping, results):
        report.rows += 1
        output.append(_cells(row, result, writers, output, translate))
    finish_sheet(output, len(columns) + 1, report.rows)
    workbook.save(file)
    return report


def _columns(mapping: HeaderMapping, target: Target) -> list[Column]:
    columns = []
    for index, label in enumerate(mapping.labels):
        key = mapping.columns.get(index)
        widget = target.column(key).widget if key else "text"
        columns.append(Column(key or f"column_{index}", label, label, widget))
    return columns


def _rows_of(
    sheet: Sheet, mapping: HeaderMapping, results: Iterable[RowResult]
) -> Iterable[tuple[SheetRow, RowResult]]:
    """Each result with its row: both come in the sheet's order, so one pass is enough."""
    waiting = iter(results)
    result = next(waiting, None)
    merged = MergedCells(sheet.merged_ranges(), mapping.row_number)
    for row in merged.fill(sheet.rows(mapping.width)):
        if result is None:
            return
        if row.number == result.number:
            yield row, result
            result = next(waiting, None)


def _cells(
    row: SheetRow,
    result: RowResult,
    writers: Sequence[CellWriter],
    output: WriteOnlyWorksheet,
    translate: Translate,
) -> list[object]:
    bad = {problem.cell for problem in result.problems}
    values = [*row.cells, *([None] * (len(writers) - len(row.cells)))]
    cells = [
        _coloured(output, value)
        if f"{get_column_letter(index)}{row.number}" in bad
        else writer(_plain(value))
        for index, (writer, value) in enumerate(zip(writers, values, strict=True), 1)
    ]
    sentences = " ".join(_sentence(problem, translate) for problem in result.problems)
    return [*cells, text_cell(output, clean_for_xml(sentences)[0])]


def _plain(value: object) -> object:
    return value.text if isinstance(value, FaultyCell) else value


def _coloured(output: WriteOnlyWorksheet, value: object) -> WriteOnlyCell:
    value = _plain(value)
    if isinstance(value, str):
        cell = text_cell(output, clean_for_xml(value)[0])
    else:
        cell = WriteOnlyCell(output, value)
    cell.fill = _BAD_FILL
    return cell


def _sentence(problem: CellProblem, translate: Translate) -> str:
    place = f"{problem.cell}: " if problem.cell else ""
    suggestion = f" → {problem.suggestion}" if problem.suggestion else ""
    return f"{place}{translate(problem.message)}{suggestion}"
