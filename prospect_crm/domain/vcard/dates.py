"""Birthdays as producers write them, in ISO 8601 as far as they are known (RFC 6350 section 4.3.1)."""

from __future__ import annotations

import datetime
import re

_TIME = r"(?:[T ].*)?"
_YEAR_MONTH_DAY = re.compile(
    rf"(\d{{4}})-?(\d{{2}})-?(\d{{2}}){_TIME}|(\d{{4}})[-/.](\d{{1,2}})[-/.](\d{{1,2}}){_TIME}"
)
_MONTH_DAY = re.compile(rf"--(\d{{2}})-?(\d{{2}}){_TIME}")
_YEAR = re.compile(r"(\d{4})(?:-(\d{2}))?")
_A_LEAP_YEAR = 2000
# What stands for "no year": zero, and Apple's placeholder 1604.
_NO_YEAR = frozenset({0, 1604})


def birthday_of(value: str) -> str:
    """1985-04-12, --04-12, 1985-04 or 1985; "" where ``value`` is no date."""
    value = value.strip()
    if (match := _YEAR_MONTH_DAY.fullmatch(value)) is not None:
        year, month, day = (int(part) for part in match.groups() if part is not None)
        return _month_day(month, day) if year in _NO_YEAR else _date(year, month, day)
    if (match := _MONTH_DAY.fullmatch(value)) is not None:
        return _month_day(int(match[1]), int(match[2]))
    if (match := _YEAR.fullmatch(value)) is not None and int(match[1]) and 1 <= int(match[2] or 1) <= 12:
        return value
    return ""


def _date(year: int, month: int, day: int) -> str:
    try:
        return datetime.date(year, month, day).isoformat()
    except ValueError:
        return ""


def _month_day(month: int, day: int) -> str:
    full = _date(_A_LEAP_YEAR, month, day)
    return f"--{full[5:]}" if full else ""
