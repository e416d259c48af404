"""Merged cells: a value merged down several rows belongs to each of them; the rest is named."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openpyxl.utils import get_column_letter

from prospect_crm.domain.message import Message
from prospect_crm.domain.tabular.verdicts import CellProblem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from prospect_crm.domain.tabular.cells import MergedRange, SheetRow


class MergedCells:
    """The merged ranges below a header, applied row by row."""

    def __init__(self, ranges: Sequence[MergedRange], header_row: int) -> None:
        below = [found for found in ranges if found.last_row > header_row and found.first_row > header_row]
        self._waiting = sorted(below, key=lambda found: found.first_row, reverse=True)
        self._active: list[tuple[MergedRange, object]] = []

    def fill(self, rows: Iterator[SheetRow]) -> Iterator[SheetRow]:
        """The rows, the value of each merged range repeated in the rows of its first column."""
        if not self._waiting:
            yield from rows
            return
        for row in rows:
            self._enter(row)
            for merged, value in self._active:
                if row.number > merged.first_row and value is not None:
                    _place(row.cells, merged.first_column, value)
            yield row

    def _enter(self, row: SheetRow) -> None:
        self._active = [(merged, value) for merged, value in self._active if merged.last_row >= row.number]
        while self._waiting and self._waiting[-1].first_row <= row.number:
            merged = self._waiting.pop()
            # Ranges that overlap are damage; one for each first column bounds the work for a row.
            is_taken = any(active.first_column == merged.first_column for active, _ in self._active)
            if merged.last_row >= row.number and not is_taken:
                is_first = merged.first_row == row.number and len(row.cells) > merged.first_column
                self._active.append((merged, row.cells[merged.first_column] if is_first else None))

    def report(self, row: SheetRow, columns: Mapping[int, str], problems: list[CellProblem]) -> None:
        """Add a problem for every mapped cell of the row that a merged range covers."""
        last = max(columns, default=-1)
        for merged, value in self._active:
            if value is None:
                continue
            for index in range(merged.first_column, min(merged.last_column, last) + 1):
                if index in columns and _is_covered(row, merged, index, value):
                    cell = f"{get_column_letter(index + 1)}{row.number}"
                    problems.append(CellProblem(columns[index], cell, "", _message(merged, index)))


def _is_covered(row: SheetRow, merged: MergedRange, index: int, value: object) -> bool:
    """Whether the cell shows the range's value and none of its own (some programs keep one below)."""
    cell = row.cells[index] if index < len(row.cells) else None
    if index == merged.first_column:
        return row.number > merged.first_row and cell is value
    return cell is None


def _message(merged: MergedRange, index: int) -> Message:
    if index == merged.first_column:
        return Message(
            "The cell is merged ({range}): the value of its first row was read.", {"range": merged.reference}
        )
    return Message(
        "The cell is merged ({range}): it was left empty, the value belongs to the first column.",
        {"range": merged.reference},
    )


def _place(cells: list[object], column: int, value: object) -> None:
    cells.extend([None] * (column + 1 - len(cells)))
    if cells[column] is None:
        cells[column] = value
