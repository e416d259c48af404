"""Cells with numbers, amounts and codes made of digits, as people and spreadsheet programs write them."""

from __future__ import annotations

import pytest

from prospect_crm.domain.tabular.cells import Percentage
from prospect_crm.domain.tabular.widgets import Doubt, Unreadable
from tests.domain.tabular.widget_cells import column, convert, doubted, refused


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("1 234,56", 1234.56), ("1\u202f234,56 €", 1234.56), ("1.234,56", 1234.56), ("1,234.56", 1234.56), ("1'234.5", 1234.5),
        ("$1,234,567", 1234567), ("12 k€", 12000.0), ("1,5 M€", 1500000.0), ("2 Mds €", 2e9), ("1,1 M€", 1100000.0), ("(250)", -250), ("-3,5", -3.5),
        ("EUR 12", 12), ("12,5 %", 12.5), (12.5, 12.5), ("0,125", 0.125), ("1234", 1234), ("1.234.567", 1234567),
    ],
)  # fmt: skip
def test_amounts_are_read_with_comma_or_point(cell: object, number: float) -> None:
    assert convert("amount", cell) == number


@pytest.mark.parametrize(
    ("cell", "language", "number"),
    [("1,234", "fr", 1.234), ("1,234", "en", 1234), ("1.234", "fr", 1234), ("1.234", "en", 1.234)],
)
def test_a_separator_that_could_mean_two_things_is_doubted(cell: str, language: str, number: float) -> None:
    value, sentence = doubted("amount", cell, language=language)
    assert (value, sentence) == (number, f"“{cell}” was read as {number}. Check the thousands and decimals.")


@pytest.mark.parametrize(
    ("cell", "suggestion"),
    [("environ 12", "12"), ("1.2.3", "1"), ("1,23,456", "1"), ("", None), ("n/c", None)],
)
def test_what_is_no_number_is_refused(cell: str, suggestion: str | None) -> None:
    if not cell:
        assert convert("decimal", cell) is None
    else:
        assert refused("decimal", cell) == (f"“{cell}” is not a number.", suggestion)


@pytest.mark.parametrize(
    ("cell", "number"),
    [("1 200", 1200), ("1.200", 1200), ("1,200", 1200), (12.0, 12), ("250 salariés"[:3], 250)],
)
def test_whole_numbers_take_any_thousands(cell: object, number: int) -> None:
    assert convert("integer", cell) == number


def test_a_range_is_no_whole_number() -> None:
    for cell in ("50-99", "10 à 19", "11–50", "20 à 49 salariés"):
        with pytest.raises(Unreadable) as caught:
            convert("integer", cell)
        assert str(caught.value) == f"“{cell}” is a range, not a number. It was left out."
        assert (caught.value.suggestion, caught.value.is_fatal) == (cell[:2], False)
    assert refused("integer", 12.5) == ("“12.5” is not a whole number.", "12")


def test_percentages_are_in_percent_however_they_are_stored() -> None:
    assert convert("percent", Percentage(0.125)) == 12.5
    assert convert("percent", "12,5 %") == 12.5
    assert convert("percent", 12.5) == 12.5


def test_currencies_by_code_or_sign() -> None:
    assert [convert("currency", cell) for cell in ("EUR", "€", "eur", "Euros", "US$")] == [
        "EUR",
        "EUR",
        "EUR",
        "EUR",
        "USD",
    ]
    assert refused("currency", "balles") == ("“balles” is not a currency code such as EUR.", None)


def test_a_postcode_that_became_a_number_gets_its_zero_back() -> None:
    doubt = column("pincode", 1000)
    assert isinstance(doubt, Doubt)
    assert (doubt.value, str(doubt.message)) == ("01000", "The number 1000 was read as the postcode 01000.")
    assert column("pincode", "01000") == "01000"
    assert column("pincode", 69001) == "69001"
    assert column("pincode", 1000, region="BE") == "1000"


def test_company_numbers_are_checked() -> None:
    assert column("company.siren", "552 100 554") == "552100554"
    assert column("company.siren", 552100554) == "552100554"
    doubt = column("company.siren", "552 100 555")
    assert isinstance(doubt, Doubt)
    assert (doubt.value, str(doubt.message)) == (
        "552100555", "“552100555” is not a valid SIREN number (9 digits with a check digit). It is kept as typed.",
    )  # fmt: skip
    assert column("company.vat_number", "fr 40 303 265 045") == "FR40303265045"
