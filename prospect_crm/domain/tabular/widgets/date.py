"""Dates as French and English people write them, and as spreadsheets count them."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from prospect_crm.domain.message import Message
from prospect_crm.domain.tabular.labels import normalize_label
from prospect_crm.domain.tabular.number_formats import serial_to_date
from prospect_crm.domain.tabular.widgets.outcome import Context, Doubt, Unreadable, Widget, as_text

if TYPE_CHECKING:
    from prospect_crm.domain.tabular.columns import Column

_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_NUMERIC = re.compile(r"(\d{1,2})\s*[-/. ]\s*(\d{1,2})\s*[-/. ]\s*(\d{4}|\d{2})")
_WORDS_DAY_FIRST = re.compile(r"(?:[a-z]+ )?(\d{1,2})(?:er|st|nd|rd|th)? (?:of )?([a-z]+) (\d{4}|\d{2})")
_WORDS_MONTH_FIRST = re.compile(r"(?:[a-z]+ )?([a-z]+) (\d{1,2})(?:st|nd|rd|th)? (\d{4})")
_TIME = re.compile(
    r"[T ,à]*\s*(\d{1,2})\s*(?:[:h]\s*(\d{2})?)(?::(\d{2})(?:\.\d+)?)?\s*(am|pm)?\s*(?:Z|[+-]\d{2}:?\d{2})?$",
    re.IGNORECASE,
)
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "janvier janv jan january",
            "fevrier fevr fev february feb",
            "mars mar march",
            "avril avr april apr",
            "mai may",
            "juin june jun",
            "juillet juil july jul",
            "aout august aug",
            "septembre sept sep september",
            "octobre oct october",
            "novembre nov november",
            "decembre dec december",
        ),
        start=1,
    )
    for name in names.split()
}
_MONTH_FIRST_REGIONS = frozenset({"US", "PH", "FM", "MH", "PW"})
_SERIALS = range(3_653, 109_575)
"""Serial numbers taken for dates in a cell without a date format: the years 1910 to 2199."""
_MAX_DATE_CELL = 60
_PIVOT_YEAR = 50


def date_widget(column: Column, context: Context) -> Widget:
    """A day (datetime.date)."""
    read = datetime_widget(column, context)

    def to_date(value: object) -> object:
        found = read(value)
        if isinstance(found, Doubt) and isinstance(found.value, datetime):
            return Doubt(found.value.date(), found.message, found.suggestion)
        return found.date() if isinstance(found, datetime) else found

    return to_date


def datetime_widget(column: Column, context: Context) -> Widget:
    """A day and time (datetime.datetime, without a time zone)."""

    def read(value: object) -> object:
        if isinstance(value, datetime):
            return value.replace(tzinfo=None)
        if isinstance(value, date):
            return datetime.combine(value, time())
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            return _from_serial(value, context.is_1904)
        text = as_text(value).strip()
        return _from_text(text, context) if text else None

    return read


def _from_serial(number: float, is_1904: bool) -> Doubt:
    found = serial_to_date(number, is_1904) if int(number) in _SERIALS else None
    if not isinstance(found, datetime):
        raise Unreadable(Message("“{value}” is not a date.", {"value": as_text(number)}))
    shown = found.date().isoformat()
    return Doubt(
        found,
        Message("The number {value} was read as the date {date}.", {"value": as_text(number), "date": shown}),
        shown,
    )


def _from_text(text: str, context: Context) -> object:
    clock = _TIME.search(text) if len(text) <= _MAX_DATE_CELL else None
    day_text = text[: clock.start()].rstrip(" ,T") if clock and clock.start() else text
    moment = _time_of(clock) if clock and clock.start() else time()
    found = _day_of(day_text, context)
    if found is None or moment is None:
        raise Unreadable(
            Message(
                "“{value}” is not a date. Write it as {example}.",
                {"value": text[:60], "example": "2024-12-31"},
            ),
            _date_within(text[:_MAX_DATE_CELL], context),
        )
    day, is_swapped = found
    result = datetime.combine(day, moment)
    if not is_swapped:
        return result
    return Doubt(
        result,
        Message(
            "“{value}” was read as {date}: day and month seem to be swapped.",
            {"value": text[:60], "date": day.isoformat()},
        ),
        day.isoformat(),
    )


def _date_within(text: str, context: Context) -> str | None:
    """A date that stands somewhere in the text, its day brought back into its month."""
    match = _NUMERIC.search(text)
    if match is None:
        return None
    day, month, year = int(match[1]), int(match[2]), _year(match[3])
    found = _numeric_day(day, month, year, context)
    if found:
        return found[0].isoformat()
    if not 1 <= month <= 12 or not 28 < day <= 31:
        return None
    return date(year, month, monthrange(year, month)[1]).isoformat()


def _time_of(match: re.Match[str]) -> time | None:
    hour, minute, second = (int(part or 0) for part in match.groups()[:3])
    if match[4]:
        hour = hour % 12 + (12 if match[4].casefold() == "pm" else 0)
    return time(hour, minute, second) if hour < 24 and minute < 60 and second < 60 else None


def _day_of(text: str, context: Context) -> tuple[date, bool] | None:
    iso = _ISO.fullmatch(text) or _COMPACT.fullmatch(text)
    if iso:
        return _valid(int(iso[1]), int(iso[2]), int(iso[3]))
    numeric = _NUMERIC.fullmatch(text)
    if numeric:
        return _numeric_day(int(numeric[1]), int(numeric[2]), _year(numeric[3]), context)
    return _day_in_words(normalize_label(text))


def _numeric_day(first: int, second: int, year: int, context: Context) -> tuple[date, bool] | None:
    day, month = (second, first) if context.region in _MONTH_FIRST_REGIONS else (first, second)
    found = _valid(year, month, day)
    if found:
        return found
    swapped = _valid(year, day, month)
    return (swapped[0], True) if swapped else None


def _day_in_words(label: str) -> tuple[date, bool] | None:
    match = _WORDS_DAY_FIRST.fullmatch(label)
    if match and match[2] in _MONTHS:
        return _valid(_year(match[3]), _MONTHS[match[2]], int(match[1]))
    match = _WORDS_MONTH_FIRST.fullmatch(label)
    if match and match[1] in _MONTHS:
        return _valid(int(match[3]), _MONTHS[match[1]], int(match[2]))
    return None


def _year(text: str) -> int:
    year = int(text)
    return year if len(text) == 4 else year + (2000 if year < _PIVOT_YEAR else 1900)


def _valid(year: int, month: int, day: int) -> tuple[date, bool] | None:
    try:
        return date(year, month, day), False
    except ValueError:
        return None
