"""The rows that were refused, written back with what is wrong, to be corrected and imported again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, BinaryIO

from openpyxl.utils import get_column_letter

from prospect_crm.domain.message import Message
from prospect_crm.domain.tabular.cells import FaultyCell, SheetRow
from prospect_crm.domain.tabular.columns import Column, Language, Target
from prospect_crm.domain.tabular.merges import MergedCells
from prospect_crm.domain.tabular.strict import ERROR_LABELS
from prospect_crm.domain.tabular.writer import (
    CellWriter,
    WriteReport,
    cell_writers,
    clean_text,
    open_stream,
    text_element,
)

if TYPE_CHECKING:
    from prospect_crm.domain.tabular.book import Sheet
    from prospect_crm.domain.tabular.mapping import HeaderMapping
    from prospect_crm.domain.tabular.verdicts import CellProblem, RowResult

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
    is wrong; ``map_header`` knows it and leaves it out, so the corrected file reads like the first one. Raise
    ValueError where a result has no row of its number or comes out of order.
    """
    columns = _columns(mapping, target)
    report = WriteReport()
    title = target.title(language)
    stream = open_stream(file, title, columns, [*mapping.labels, ERROR_LABELS[language]])
    writers = cell_writers(columns, language, stream, report)
    for row, result in _rows_of(sheet, mapping, results):
        report.rows += 1
        stream.append(_cells(row, result, writers, report.rows + 1, translate))
    stream.close()
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
    if result is not None:
        raise ValueError(f"row {result.number} is not in the sheet, or the results are not in its order")


def _cells(
    row: SheetRow, result: RowResult, writers: Sequence[CellWriter], number: int, translate: Translate
) -> list[str]:
    bad = {problem.cell for problem in result.problems}
    values = [*row.cells[: len(writers)], *([None] * (len(writers) - len(row.cells)))]
    cells = [
        (writer.bad if f"{get_column_letter(index)}{row.number}" in bad else writer)(_plain(value), number)
        for index, (writer, value) in enumerate(zip(writers, values, strict=True), 1)
    ]
    sentences = " ".join(_sentence(problem, translate) for problem in result.problems)
    reference = f"{get_column_letter(len(writers) + 1)}{number}"
    return [*cells, text_element(reference, clean_text(sentences)[0])]


def _plain(value: object) -> object:
    return value.text if isinstance(value, FaultyCell) else value


def _sentence(problem: CellProblem, translate: Translate) -> str:
    place = f"{problem.cell}: " if problem.cell else ""
    suggestion = f" → {problem.suggestion}" if problem.suggestion else ""
    return f"{place}{translate(problem.message)}{suggestion}"
