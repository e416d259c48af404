"""S2's strict reading: the template's columns, in the template's order, and nothing else."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

from openpyxl.utils import get_column_letter

from prospect_crm.domain.message import Message
from prospect_crm.domain.tabular.errors import TabularError
from prospect_crm.domain.tabular.labels import compact_label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from prospect_crm.domain.tabular.columns import Language, Target

ERROR_LABELS: dict[Language, str] = {"en": "Errors", "fr": "Erreurs"}
"""The last column of a file of failed rows, which is never read."""


def without_error_column(labels: list[str]) -> list[str]:
    """The labels without the last one where that is the error column of a file of failed rows."""
    is_error_column = bool(labels) and labels[-1].strip() in ERROR_LABELS.values()
    return labels[:-1] if is_error_column else labels


def template_differences(row_number: int, labels: Sequence[str], target: Target) -> list[Message]:
    """Where a header is not the template's, column by column, in the language it is nearest to; empty if it is."""
    given = {compact_label(label) for label in labels}

    def distance(language: Language) -> tuple[int, int]:
        shared = sum(compact_label(column.label(language)) in given for column in target.columns)
        return len(_differences(row_number, labels, target, language)), -shared

    languages: tuple[Language, ...] = ("fr", "en")
    return _differences(row_number, labels, target, min(languages, key=distance))


def not_the_template() -> TabularError:
    """The refusal of a file that strict reading finds different; the differences stand beside it."""
    return TabularError(
        Message(
            "The file is not the template. Download the template again and leave its columns as they are."
        )
    )


def _differences(row_number: int, labels: Sequence[str], target: Target, language: Language) -> list[Message]:
    differences = []
    if row_number != 1:
        differences.append(
            Message("The header stands in row {number}; in the template it is row 1.", {"number": row_number})
        )
    expected = [column.label(language) for column in target.columns]
    for index, (label, wanted) in enumerate(zip_longest(labels, expected)):
        difference = _difference(get_column_letter(index + 1), label, wanted)
        if difference:
            differences.append(difference)
    return differences


def _difference(letter: str, label: str | None, wanted: str | None) -> Message | None:
    if wanted is None:
        return Message(
            "Column {column} “{label}” is not in the template: remove it.",
            {"column": letter, "label": label or ""},
        )
    if label is None or not label.strip():
        return Message("Column {column} “{wanted}” is missing.", {"column": letter, "wanted": wanted})
    if compact_label(label) == compact_label(wanted):
        return None
    return Message(
        "Column {column} should be “{wanted}” but is “{label}”.",
        {"column": letter, "wanted": wanted, "label": label},
    )
