"""How a widget says that it could not read a cell, or that it doubts what it read."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

from prospect_crm.domain.tabular.labels import normalize_label

if TYPE_CHECKING:
    from prospect_crm.domain.message import Message
    from prospect_crm.domain.tabular.columns import Language


_MEMORY_SIZE = 2_000
_UNKNOWN = object()


class Unreadable(Exception):
    """A cell that gives no value; a fatal one refuses its row."""

    def __init__(self, message: Message, suggestion: str | None = None, *, is_fatal: bool = True) -> None:
        super().__init__(str(message))
        self.message = message
        self.suggestion = suggestion
        self.is_fatal = is_fatal


@dataclass(frozen=True, slots=True)
class Doubt:
    """A value that was read, with what the user should check; a value of None is not stored."""

    value: object
    message: Message
    suggestion: str | None = None


Widget = Callable[[object], object]
"""Turns a cell into a value, a Doubt, or None where it is blank; raises Unreadable."""


@dataclass(frozen=True, slots=True)
class Lookups:
    """What only the site knows.

    ``users``: login (an e-mail address) -> full name. ``choices``: column key -> the names that exist; a key
    that is not given is not checked. ``creatable``: keys whose unknown names the site will create.
    """

    users: Mapping[str, str] | None = None
    choices: Mapping[str, Sequence[str]] = field(default_factory=dict)
    creatable: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Context:
    """What conversion depends on: the reader's language, the region of phones and dates (ISO 3166), the site,
    and the date system of the workbook.
    """

    language: Language = "fr"
    region: str = "FR"
    lookups: Lookups = field(default_factory=Lookups)
    is_1904: bool = False


def as_text(value: object) -> str:
    """What a cell's value looks like as text: whole floats without a point, dates as ISO 8601."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else f"{value:.15g}"
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    if isinstance(value, (date, time, datetime)):
        return value.isoformat(" ") if isinstance(value, datetime) else value.isoformat()
    return str(value)


def closest(text: str, candidates: Mapping[str, str]) -> str | None:
    """The candidate whose normalised label is most like the text, or None where none is near."""
    found = process.extractOne(normalize_label(text), candidates.keys(), scorer=fuzz.ratio, score_cutoff=60)
    return candidates[found[0]] if found else None


def remembering(widget: Widget) -> Widget:
    """The widget with a memory for the cells that come again and again, refused ones included."""
    memory: dict[tuple[type, object], object] = {}

    def read(cell: object) -> object:
        key = (type(cell), cell)
        outcome = memory.get(key, _UNKNOWN)
        if outcome is _UNKNOWN:
            outcome = _outcome(widget, cell)
            if len(memory) < _MEMORY_SIZE:
                memory[key] = outcome
        if isinstance(outcome, Unreadable):
            raise outcome.with_traceback(None)
        return outcome

    return read


def _outcome(widget: Widget, cell: object) -> object:
    try:
        return widget(cell)
    except Unreadable as problem:
        return problem
