"""Rows of a sheet as values and problems, one verdict a row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openpyxl.utils import get_column_letter

from prospect_crm.domain.message import Message
from prospect_crm.domain.tabular.cells import FaultyCell, SheetRow
from prospect_crm.domain.tabular.merges import MergedCells
from prospect_crm.domain.tabular.verdicts import CellProblem, RowResult
from prospect_crm.domain.tabular.widgets import (
    Context,
    Doubt,
    Lookups,
    Unreadable,
    Widget,
    as_text,
    widget_for,
)
from prospect_crm.domain.tabular.widgets.phone import is_mobile_phone

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prospect_crm.domain.tabular.book import Sheet
    from prospect_crm.domain.tabular.columns import Language, Target
    from prospect_crm.domain.tabular.mapping import HeaderMapping


def read_rows(
    sheet: Sheet,
    mapping: HeaderMapping,
    target: Target,
    *,
    language: Language,
    region: str = "FR",
    lookups: Lookups | None = None,
) -> Iterator[RowResult]:
    """The rows below the header, one at a time, in constant memory; raise TabularError beyond the limits.

    ``region`` (ISO 3166) is where phones without a country code belong and how dates are ordered. Rows whose
    mapped cells are all blank are left out.
    """
    context = Context(language, region, lookups or Lookups(), sheet.is_1904)
    reader = _RowReader(mapping, target, context)
    merged = MergedCells(sheet.merged_ranges(), mapping.row_number)
    for row in merged.fill(sheet.rows(mapping.width)):
        if row.number > mapping.row_number:
            result = reader.read(row)
            merged.report(row, mapping.columns, result.problems)
            if result.values or result.problems:
                reader.require(result)
                yield result


class _RowReader:
    def __init__(self, mapping: HeaderMapping, target: Target, context: Context) -> None:
        self._target = target
        self._letters = {index: get_column_letter(index + 1) for index in mapping.columns}
        self._plan: list[tuple[int, str, Widget]] = [
            (index, key, widget_for(target.column(key), context))
            for index, key in sorted(mapping.columns.items())
        ]
        self._required = [column for column in target.columns if column.is_required]
        self._context = context
        self._cell_of = {
            key: self._letters[index] for index, key in sorted(mapping.columns.items(), reverse=True)
        }
        mapped = set(mapping.columns.values())
        keys = {column.key for column in target.columns} - mapped
        self._mobile_key = next((key for key in ("mobile", "mobile_no") if key in keys), "")
        self._has_full_name = "full_name" in mapping.columns.values()

    def read(self, row: SheetRow) -> RowResult:
        """The row's values and the problems of its cells."""
        result = RowResult(row.number, is_hidden=row.is_hidden)
        cells, values = row.cells, result.values
        width = len(cells)
        for index, key, widget in self._plan:
            if index >= width:
                break
            cell = cells[index]
            if cell is None:
                continue
            value = self._convert(cell, widget, result, index, key)
            if value is None:
                continue
            if key in values:
                self._join(result, index, key, cell, value)
            else:
                values[key] = value
        if self._has_full_name:
            _split_full_name(result, f"{self._cell_of['full_name']}{row.number}")
        return result

    def _convert(self, cell: object, widget: Widget, result: RowResult, index: int, key: str) -> object:
        try:
            if isinstance(cell, FaultyCell):
                raise Unreadable(cell.message, is_fatal=cell.is_fatal)
            value = widget(cell)
        except Unreadable as problem:
            self._add(result, index, key, cell, problem.message, problem.suggestion, problem.is_fatal)
            return None
        if isinstance(value, Doubt):
            self._add(result, index, key, cell, value.message, value.suggestion, False)
            return value.value
        return value

    def _add(
        self,
        result: RowResult,
        index: int,
        key: str,
        cell: object,
        message: Message,
        suggestion: str | None,
        is_fatal: bool,
    ) -> None:
        text = cell.text if isinstance(cell, FaultyCell) else as_text(cell)
        name = f"{self._letters[index]}{result.number}"
        result.problems.append(CellProblem(key, name, text, message, suggestion, is_fatal))

    def _join(self, result: RowResult, index: int, key: str, cell: object, value: object) -> None:
        """A second column fills the same key: lists are united, equal values agree, others are reported."""
        first = result.values[key]
        if isinstance(first, list) and isinstance(value, list):
            first.extend(item for item in value if item not in first)
        elif self._target.column(key).widget == "long_text":
            result.values[key] = f"{first}\n{value}" if value != first else first
        elif self._is_spare_mobile(key, value, result):
            result.values[self._mobile_key] = value
        elif value != first:
            message = Message(
                "“{value}” was not read: another column already gave “{kept}”.",
                {"value": as_text(value)[:60], "kept": as_text(first)[:60]},
            )
            self._add(result, index, key, cell, message, None, False)

    def _is_spare_mobile(self, key: str, value: object, result: RowResult) -> bool:
        """Whether a second phone is a mobile one and the row has none yet (Google's Phone 1, Phone 2 …)."""
        is_free = key == "phone" and self._mobile_key != "" and self._mobile_key not in result.values
        return is_free and isinstance(value, str) and is_mobile_phone(value, self._context.region)

    def require(self, result: RowResult) -> None:
        """Add a fatal problem for each required column that gave no value."""
        refused = {problem.key for problem in result.problems if problem.is_fatal}
        for column in self._required:
            if column.key not in result.values and column.key not in refused:
                label = column.label(self._context.language)
                self._miss(result, column.key, Message("“{column}” is required.", {"column": label}))
        for keys in self._target.required_any:
            if not any(key in result.values for key in keys):
                labels = " / ".join(self._target.column(key).label(self._context.language) for key in keys)
                self._miss(
                    result, keys[0], Message("One of these is required: {columns}.", {"columns": labels})
                )

    def _miss(self, result: RowResult, key: str, message: Message) -> None:
        letter = self._cell_of.get(key, "")
        cell = f"{letter}{result.number}" if letter else ""
        result.problems.append(CellProblem(key, cell, "", message, None, True))


def _split_full_name(result: RowResult, cell: str) -> None:
    """First and last name out of a full name; capitals mark a French last name, else the last word is it."""
    values = result.values
    full = values.pop("full_name", None)
    if not isinstance(full, str) or "last_name" in values or "first_name" in values:
        if isinstance(full, str) and not _holds(full, values):
            message = Message(
                "“{value}” was not read: first and last name have columns of their own.", {"value": full[:60]}
            )
            result.problems.append(CellProblem("full_name", cell, full, message))
        return
    first, last = split_name(full)
    values.update({key: name for key, name in (("first_name", first), ("last_name", last)) if name})


def _holds(full: str, values: dict[str, object]) -> bool:
    return set(full.casefold().split()) <= set(
        f"{values.get('first_name')} {values.get('last_name')}".casefold().split()
    )


def split_name(full: str) -> tuple[str, str]:
    """First and last name: "Lefèvre, Hélène", "LEFÈVRE Hélène" and "Hélène Lefèvre" give the same."""
    if "," in full:
        last, _, first = full.partition(",")
        return first.strip(), last.strip()
    words = full.split()
    capitals = [word for word in words if len(word) > 1 and word.isupper()]
    if capitals and len(capitals) < len(words):
        return " ".join(word for word in words if word not in capitals), " ".join(capitals)
    return " ".join(words[:-1]), words[-1] if words else ""
