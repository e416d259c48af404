"""The template of a target: what a user downloads, fills and imports (S2)."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from prospect_crm.domain.tabular.sheet_stream import HEADER_FILL, HEADER_FONT, TEXT_FORMAT, safe_title
from prospect_crm.domain.tabular.writer import TEXT_WIDGETS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from openpyxl.worksheet.worksheet import Worksheet

    from prospect_crm.domain.tabular.columns import Column, Language, Target

_REQUIRED_FILL = PatternFill("solid", fgColor="C00000")
_LAST_ROW = 10_001
_WORDS = {
    "help": {"en": "Help", "fr": "Aide"},
    "lists": {"en": "Lists", "fr": "Listes"},
    "column": {"en": "Column", "fr": "Colonne"},
    "required": {"en": "Required", "fr": "Obligatoire"},
    "allowed": {"en": "Allowed values", "fr": "Valeurs possibles"},
    "example": {"en": "Example", "fr": "Exemple"},
    "example_is": {"en": "Example: ", "fr": "Exemple : "},
    "note": {"en": "Note", "fr": "Remarque"},
    "yes": {"en": "Yes", "fr": "Oui"},
    "no": {"en": "No", "fr": "Non"},
    "refused": {"en": "Choose a value from the list.", "fr": "Choisissez une valeur de la liste."},
}


def write_template(
    target: Target,
    language: Language,
    *,
    choices: Mapping[str, Sequence[str]] | None = None,
    required_marker: str = " *",
) -> bytes:
    """The template as an XLSX file: one sheet with the header, one with help, and the lists behind drop-downs.

    ``choices`` gives the site's own values by column key (sectors, territories, users …); a picklist's labels
    are always offered. Required columns carry ``required_marker`` and a red header.
    """
    workbook = Workbook()
    sheet = workbook.active
    sheet.title = safe_title(target.title(language))
    sheet.freeze_panes = "A2"
    help_sheet = workbook.create_sheet(_WORDS["help"][language])
    lists = workbook.create_sheet(_WORDS["lists"][language])
    lists.sheet_state = "hidden"
    _start_help(help_sheet, language)
    for index, column in enumerate(target.columns, 1):
        allowed = allowed_values(column, language, choices or {})
        _write_header(sheet, index, column, language, required_marker)
        _write_help(help_sheet, index + 1, column, language, allowed)
        if allowed:
            _write_list(lists, index, column.label(language), allowed)
            sheet.add_data_validation(_drop_down(lists.title, index, len(allowed), column, language))
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def allowed_values(column: Column, language: Language, choices: Mapping[str, Sequence[str]]) -> list[str]:
    """What a column's drop-down offers: its labels, the site's values, or yes and no; empty for free text."""
    if column.widget == "yes_no":
        return [_WORDS["yes"][language], _WORDS["no"][language]]
    labels = [column.choice_label(value, language) for value, _, _ in column.choices]
    return labels + [value for value in choices.get(column.key, ()) if value not in labels]


def _write_header(sheet: Worksheet, index: int, column: Column, language: Language, marker: str) -> None:
    label = column.label(language)
    cell = sheet.cell(1, index, label + (marker if column.is_required else ""))
    cell.data_type = "s"
    cell.font = HEADER_FONT
    cell.fill = _REQUIRED_FILL if column.is_required else HEADER_FILL
    cell.alignment = Alignment(wrap_text=True, vertical="center")
    dimension = sheet.column_dimensions[get_column_letter(index)]
    dimension.width = max(16, len(label) + 4)
    if column.widget in TEXT_WIDGETS:
        dimension.number_format = TEXT_FORMAT
    text = _comment(column, language)
    if text:
        cell.comment = Comment(text, "Prospect CRM", height=90, width=240)


def _comment(column: Column, language: Language) -> str:
    note = column.note_fr if language == "fr" else column.note
    example = f"{_WORDS['example_is'][language]}{column.example}" if column.example else ""
    return "\n".join(part for part in (note, example) if part)


def _start_help(sheet: Worksheet, language: Language) -> None:
    sheet.append([_WORDS[word][language] for word in ("column", "required", "allowed", "example", "note")])
    for cell, width in zip(sheet[1], (28, 12, 60, 30, 60), strict=True):
        cell.font = Font(bold=True)
        sheet.column_dimensions[cell.column_letter].width = width
    sheet.freeze_panes = "A2"


def _write_help(
    sheet: Worksheet, row: int, column: Column, language: Language, allowed: Sequence[str]
) -> None:
    note = column.note_fr if language == "fr" else column.note
    required = _WORDS["yes"][language] if column.is_required else ""
    texts = (column.label(language), required, ", ".join(allowed[:50]), column.example, note)
    for index, text in enumerate(texts, 1):
        cell = sheet.cell(row, index, text)
        cell.data_type = "s"
        cell.number_format = TEXT_FORMAT


def _write_list(sheet: Worksheet, index: int, label: str, allowed: Sequence[str]) -> None:
    for row, text in enumerate((label, *allowed), 1):
        sheet.cell(row, index, text).data_type = "s"


def _drop_down(lists: str, index: int, count: int, column: Column, language: Language) -> DataValidation:
    """A real drop-down over the hidden lists; several values in one cell cannot be forbidden, so lists only advise."""
    letter = get_column_letter(index)
    is_strict = column.widget in ("choice", "yes_no") and not column.is_open
    validation = DataValidation(
        type="list",
        formula1=f"'{lists}'!${letter}$2:${letter}${count + 1}",
        allow_blank=True,
        showErrorMessage=is_strict,
        error=_WORDS["refused"][language],
        errorTitle=column.label(language)[:32],
    )
    validation.add(f"{letter}2:{letter}{_LAST_ROW}")
    return validation
