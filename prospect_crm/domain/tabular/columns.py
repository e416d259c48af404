"""What a template's columns are declared with."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

Language = Literal["en", "fr"]
WidgetName = Literal[
    "text",
    "long_text",
    "code",
    "postcode",
    "email",
    "phone",
    "url",
    "date",
    "datetime",
    "yes_no",
    "integer",
    "decimal",
    "amount",
    "percent",
    "currency",
    "choice",
    "link",
    "country",
    "user",
    "list",
    "full_name",
]
Choice = tuple[str, str, str]
"""A picklist value as it is stored, its English and its French label."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: the DocType field it fills, its labels, and how a cell becomes a value.

    ``aliases`` are other headers it is known by, ``synonyms`` other spellings of its choices (normalised
    label -> value). An ``is_open`` picklist takes values beyond its choices.
    """

    key: str
    label_en: str
    label_fr: str
    widget: WidgetName = "text"
    is_required: bool = False
    choices: tuple[Choice, ...] = ()
    aliases: tuple[str, ...] = ()
    example: str = ""
    note: str = ""
    note_fr: str = ""
    synonyms: Mapping[str, str] = field(default_factory=dict)
    is_open: bool = False

    def label(self, language: Language) -> str:
        """The header in a language, without the mark of a required column."""
        return self.label_fr if language == "fr" else self.label_en

    def choice_label(self, value: str, language: Language) -> str:
        """The label of a stored value, or the value itself where it is no choice."""
        for stored, english, french in self.choices:
            if stored == value:
                return french if language == "fr" else english
        return value


@dataclass(frozen=True, slots=True)
class Target:
    """What a sheet of rows becomes. ``columns`` is the template, in its order.

    ``further_columns`` are read from any file but stand in no template (a full name, the fields of the
    person's company as ``company.<field>``). ``required_any`` lists groups of keys of which one must be filled.
    """

    key: str
    doctype: str
    title_en: str
    title_fr: str
    columns: tuple[Column, ...]
    further_columns: tuple[Column, ...] = ()
    required_any: tuple[tuple[str, ...], ...] = ()

    @property
    def readable_columns(self) -> tuple[Column, ...]:
        """The columns a file may hold, in a template or not."""
        return self.columns + self.further_columns

    def column(self, key: str) -> Column:
        """The column that fills a key; KeyError where there is none."""
        for column in self.readable_columns:
            if column.key == key:
                return column
        raise KeyError(key)

    def title(self, language: Language) -> str:
        """The plural name of what the rows are."""
        return self.title_fr if language == "fr" else self.title_en


def for_company_of_person(column: Column, *aliases: str) -> Column:
    """The column of a company's field in a file of people: ``company.<key>``, known by these headers only."""
    return replace(
        column,
        key=f"company.{column.key}",
        label_en=f"Company: {column.label_en}",
        label_fr=f"Société : {column.label_fr}",
        aliases=aliases,
        is_required=False,
    )
