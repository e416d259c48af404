"""Which row is the header, and which column fills which field."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

from openpyxl.utils import column_index_from_string, get_column_letter

from prospect_crm.domain.tabular.aliases import LabelIndex
from prospect_crm.domain.tabular.cells import FaultyCell, SheetRow
from prospect_crm.domain.tabular.content import content_evidence, contradicts, holds_full_names
from prospect_crm.domain.tabular.labels import compact_label
from prospect_crm.domain.tabular.presets import Preset, find_preset
from prospect_crm.domain.tabular.strict import template_differences, without_error_column
from prospect_crm.domain.tabular.widgets import as_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from prospect_crm.domain.message import Message
    from prospect_crm.domain.tabular.book import Sheet
    from prospect_crm.domain.tabular.columns import Target

HEAD_ROWS = 60
"""So many rows that hold something are looked at to find the header and judge the columns' content."""
_HEADER_CANDIDATES = 25
_CONTRADICTED = 0.4
_LONE_NAME = 0.7


@dataclass(frozen=True, slots=True)
class IgnoredColumn:
    """A column whose cells are not read; ``index`` counts from 0."""

    index: int
    label: str


@dataclass(slots=True)
class HeaderMapping:
    """How a sheet's columns are understood.

    ``columns`` gives the key a column fills by its 0-based index; several columns may fill one key, the first
    that is not empty wins and the others are reported. ``confidence`` is between 0 and 1 for each of them.
    ``rows_above`` counts the rows before the header that hold something and are not read.
    """

    row_number: int
    labels: list[str]
    columns: dict[int, str] = field(default_factory=dict)
    confidence: dict[int, float] = field(default_factory=dict)
    ignored: list[IgnoredColumn] = field(default_factory=list)
    fingerprint: str = ""
    preset: str = ""
    is_remembered: bool = False
    is_template: bool = False
    has_error_column: bool = False
    rows_above: int = 0
    differences: list[Message] = field(default_factory=list)

    @property
    def width(self) -> int:
        """The number of columns up to the last label, that of a file of failed rows included."""
        return len(self.labels) + self.has_error_column

    def to_memory(self) -> dict[str, str]:
        """The mapping as it is remembered under its fingerprint: column letter -> key."""
        return {get_column_letter(index + 1): key for index, key in self.columns.items()}

    def assign(self, index: int, key: str | None) -> None:
        """Correct one column by hand: fill this key, or (None) read the column no more."""
        self.ignored = [column for column in self.ignored if column.index != index]
        if key is None:
            self.columns.pop(index, None)
            self.confidence.pop(index, None)
            self.ignored.append(IgnoredColumn(index, self.labels[index]))
        else:
            self.columns[index] = key
            self.confidence[index] = 1.0


def map_header(
    sheet: Sheet,
    target: Target,
    remembered: Mapping[str, Mapping[str, str]] | None = None,
    *,
    strict: bool = False,
) -> HeaderMapping:
    """Find the header row and map its columns.

    ``remembered`` holds mappings by fingerprint (``to_memory``); one that fits is taken as it is. With
    ``strict`` the sheet must be the template itself (S2), and ``differences`` says where it is not.
    """
    head = list(islice(sheet.rows(), HEAD_ROWS))
    index = LabelIndex(target)
    position = 0 if strict else find_header(head, index)
    mapping = _start_mapping(head, position, target)
    differences = template_differences(mapping.row_number, mapping.labels, target)
    mapping.is_template = not differences
    if strict:
        mapping.differences = differences
        if differences:
            return mapping
    memory = (remembered or {}).get(mapping.fingerprint)
    if memory is None:
        _map_columns(mapping, index, head[position + 1 :])
    else:
        _recall(mapping, memory, target)
    mapping.ignored = _ignored(mapping, head)
    return mapping


def _ignored(mapping: HeaderMapping, head: Sequence[SheetRow]) -> list[IgnoredColumn]:
    """The columns with something in them that no field takes."""
    return [
        IgnoredColumn(column, label)
        for column, label in enumerate(mapping.labels)
        if column not in mapping.columns and _has_something(column, label, head)
    ]


def _start_mapping(head: Sequence[SheetRow], position: int, target: Target) -> HeaderMapping:
    """The mapping of the header in that place, no column mapped yet."""
    found = _labels(head[position]) if head else []
    labels = without_error_column(found)
    return HeaderMapping(
        head[position].number if head else 1,
        labels,
        fingerprint=fingerprint(labels, target.key),
        has_error_column=len(labels) < len(found),
        rows_above=position,
    )


def fingerprint(labels: Sequence[str], target_key: str) -> str:
    """32 hexadecimal digits that are the same for every file with these headers in this order."""
    joined = "\x1f".join([target_key, *(compact_label(label) for label in labels)])
    return hashlib.sha256(joined.encode()).hexdigest()[:32]


def find_header(head: Sequence[SheetRow], index: LabelIndex) -> int:
    """The position of the row that looks most like a header: known labels first, else the first row of texts."""
    best, best_score = _first_full_row(head), 0.0
    for position, row in enumerate(head[:_HEADER_CANDIDATES]):
        texts = [cell for cell in row.cells if isinstance(cell, str) and cell.strip()]
        known = {key for text in texts if (key := index.exact(text))}
        filled = sum(cell is not None for cell in row.cells)
        share = len(known) / max(1, filled)
        if len(known) >= 2 or (known and share >= 0.5):
            score = len(known) + share
            if score > best_score:
                best, best_score = position, score
    return best


def _first_full_row(head: Sequence[SheetRow]) -> int:
    """Without a known label: the first row about as wide as the others; narrower ones above it are titles."""
    widths = sorted(sum(cell is not None for cell in row.cells) for row in head)
    usual = widths[len(widths) // 2] if widths else 0
    for position, row in enumerate(head[:_HEADER_CANDIDATES]):
        if sum(cell is not None for cell in row.cells) * 2 > usual:
            return position
    return 0


def _labels(row: SheetRow) -> list[str]:
    labels = [
        "" if cell is None else cell.text if isinstance(cell, FaultyCell) else as_text(cell)[:300]
        for cell in row.cells
    ]
    while labels and not labels[-1].strip():
        labels.pop()
    return labels


def _recall(mapping: HeaderMapping, memory: Mapping[str, str], target: Target) -> None:
    keys = {column.key for column in target.readable_columns}
    for letter, key in memory.items():
        index = column_index_from_string(letter) - 1
        if key in keys and index < len(mapping.labels):
            mapping.columns[index] = key
            mapping.confidence[index] = 1.0
    mapping.is_remembered = True


def _map_columns(mapping: HeaderMapping, index: LabelIndex, rows: Sequence[SheetRow]) -> None:
    preset = find_preset(mapping.labels)
    mapping.preset = preset.name if preset else ""
    for column, label in enumerate(mapping.labels):
        key, confidence = _key_of(label, index, preset)
        if key:
            mapping.columns[column] = key
            mapping.confidence[column] = confidence
    _drop_weaker_twins(mapping, index)
    _judge_by_content(mapping, rows)
    for column, (key, confidence) in content_evidence(mapping.labels, mapping.columns, rows, index).items():
        mapping.columns[column] = key
        mapping.confidence[column] = confidence


def _judge_by_content(mapping: HeaderMapping, rows: Sequence[SheetRow]) -> None:
    """Trust a header less where its cells are something else; a lone "Nom" may hold full names."""
    has_first_name = "first_name" in mapping.columns.values()
    for column, key in list(mapping.columns.items()):
        if contradicts(key.removesuffix("_id"), rows, column):
            mapping.confidence[column] = _CONTRADICTED
        elif key == "last_name" and not has_first_name and holds_full_names(rows, column):
            mapping.columns[column] = "full_name"
            mapping.confidence[column] = _LONE_NAME


def _key_of(label: str, index: LabelIndex, preset: Preset | None) -> tuple[str | None, float]:
    if preset:
        named, field_name = preset.lookup(label)
        if named:
            return index.own_key(field_name), 0.98
    return index.find(label)


def _drop_weaker_twins(mapping: HeaderMapping, index: LabelIndex) -> None:
    """Two columns may fill one key only when both are known by name; a likeness gives way."""
    sure = {key for column, key in mapping.columns.items() if mapping.confidence[column] >= 0.9}
    for column, key in list(mapping.columns.items()):
        if mapping.confidence[column] < 0.9 and key in sure:
            del mapping.columns[column], mapping.confidence[column]


def _has_something(column: int, label: str, head: Sequence[SheetRow]) -> bool:
    return bool(label.strip()) or any(
        len(row.cells) > column and row.cells[column] is not None for row in head
    )
