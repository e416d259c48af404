"""Cells with dates and times, in French and English, in the order of their region."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest

from prospect_crm.domain.tabular.widgets import Unreadable
from tests.domain.tabular.widget_cells import convert, doubted, refused


@pytest.mark.parametrize(
    "cell",
    [
        "31/12/2024", "31.12.2024", "31-12-24", "2024-12-31", "20241231", "31 décembre 2024", "mardi 31 déc. 2024", "31 Dec 2024",
        "December 31, 2024", "Dec 31st, 2024", "le 31/12/2024"[3:], date(2024, 12, 31), datetime(2024, 12, 31, 18),
    ],
)  # fmt: skip
def test_dates_in_french_and_english(cell: object) -> None:
    assert convert("date", cell) == date(2024, 12, 31)


@pytest.mark.parametrize(
    "cell",
    [
        "28/12/2023 à 11:00:00",
        "28/12/2023 11:00",
        "2023-12-28T11:00:00Z",
        "28/12/2023 11h00",
        "28/12/23, 11 h",
    ],
)
def test_dates_with_a_time(cell: str) -> None:
    assert convert("datetime", cell) == datetime(2023, 12, 28, 11)


def test_an_afternoon_in_english() -> None:
    assert convert("datetime", "12/31/2024 6:05 PM", region="US") == datetime(2024, 12, 31, 18, 5)


def test_day_and_month_follow_the_region() -> None:
    assert convert("date", "03/04/2024", region="FR") == date(2024, 4, 3)
    assert convert("date", "03/04/2024", region="US") == date(2024, 3, 4)


def test_a_swapped_day_and_month_is_doubted() -> None:
    assert doubted("date", "12/31/2024") == (
        date(2024, 12, 31), "“12/31/2024” was read as 2024-12-31: day and month seem to be swapped.",
    )  # fmt: skip


def test_a_serial_number_without_a_date_format_is_doubted() -> None:
    assert doubted("date", 45657) == (date(2024, 12, 31), "The number 45657 was read as the date 2024-12-31.")


def test_two_digit_years_turn_over_at_fifty() -> None:
    assert [convert("date", f"01/01/{year}") for year in ("49", "50")] == [date(2049, 1, 1), date(1950, 1, 1)]


@pytest.mark.parametrize("cell", ["31/02/2024", "demain", "2024", "12/2024", time(12), "31/12/2024 25:00", 7])
def test_what_is_no_date_is_refused(cell: object) -> None:
    with pytest.raises(Unreadable) as caught:
        convert("date", cell)
    assert " is not a date." in str(caught.value)


@pytest.mark.parametrize(
    ("cell", "suggestion"),
    [
        ("le 31/12/2024", "2024-12-31"),
        ("31/02/2024", "2024-02-29"),
        ("vers 3.4.24 ?", "2024-04-03"),
        ("99/99/2024", None),
    ],
)
def test_a_date_inside_a_text_is_proposed(cell: str, suggestion: str | None) -> None:
    assert refused("date", cell) == (f"“{cell}” is not a date. Write it as 2024-12-31.", suggestion)
