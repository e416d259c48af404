"""CSV out: UTF-8 that Excel opens with its accents, and no cell that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime, time
from typing import TYPE_CHECKING, BinaryIO

from prospect_crm.domain.tabular.csv_reader import prefix
from prospect_crm.domain.tabular.widgets import as_text
from prospect_crm.domain.tabular.widgets.choice import join_list

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from prospect_crm.domain.tabular.columns import Column, Language


def write_csv(
    columns: Sequence[Column],
    rows: Iterable[Sequence[object]],
    file: BinaryIO,
    *,
    language: Language,
    delimiter: str | None = None,
) -> int:
    """Write a header and rows; return the number of rows. The delimiter is ; in French and , in English.

    Text that begins with ``= + - @`` TAB or CR gets an apostrophe before it, which ``open_workbook`` takes
    away again; numbers, dates and yes or no are written as the language writes them.
    """
    text = io.TextIOWrapper(file, "utf-8-sig", errors="replace", newline="", write_through=True)
    writer = csv.writer(
        text, delimiter=delimiter or (";" if language == "fr" else ","), lineterminator="\r\n"
    )
    writer.writerow([prefix(column.label(language)) for column in columns])
    count = 0
    for values in rows:
        writer.writerow(
            [_cell(value, column, language) for column, value in zip(columns, values, strict=False)]
        )
        count += 1
    text.detach()
    return count


def _cell(value: object, column: Column, language: Language) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return ("oui" if value else "non") if language == "fr" else ("yes" if value else "no")
    if isinstance(value, (int, float)):
        return as_text(value).replace(".", ",") if language == "fr" else as_text(value)
    if isinstance(value, (list, tuple)):
        return prefix(join_list([column.choice_label(str(item), language) for item in value]))
    if isinstance(value, (date, datetime, time)):
        return as_text(value)
    return prefix(column.choice_label(str(value), language))
