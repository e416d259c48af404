"""Phones: the same line gives the same key, an invalid number gives none."""

from __future__ import annotations

import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st

from prospect_crm.domain.message import DomainError
from prospect_crm.domain.normalize.countries import region_code
from prospect_crm.domain.normalize.phones import (
    NormalisedPhone,
    check_phone,
    is_mobile,
    normalise_phone,
    phone_digits,
    split_extension,
)


@pytest.mark.parametrize(
    ("number", "extension"),
    [
        ("01 42 68 53 00", ""),
        ("01.42.68.53.00", ""),
        ("0033 1 42 68 53 00", ""),
        ("+33 (0)1 42 68 53 00", ""),
        ("01 42 68 53 00 poste 12", "12"),
        ("01 42 68 53 00 (poste 12)", "12"),
        ("0142685300 x12", "12"),
        ("01 42 68 53 00, ext. 4", "4"),
        ("01 42 68 53 00 / 06 12 34 56 78", ""),
    ],
)
def test_one_line_written_in_many_ways_is_one_number(number: str, extension: str) -> None:
    assert normalise_phone(number, "FR") == NormalisedPhone("+33142685300", extension)


@pytest.mark.parametrize("number", ["01010101", "", "poste 12", "0000000000", "12", "abc", "+33 1 23"])
def test_an_invalid_number_is_never_a_key(number: str) -> None:
    assert normalise_phone(number, "FR") is None


def test_a_number_is_read_in_the_country_of_its_record() -> None:
    assert normalise_phone("02 555 12 12", "BE") == NormalisedPhone("+3225551212", "")
    assert normalise_phone("(02) 9374 4000", "AU") == NormalisedPhone("+61293744000", "")
    assert normalise_phone("01 42 68 53 00", "") is None
    assert normalise_phone("0033142685300", "") == NormalisedPhone("+33142685300", "")


@pytest.mark.parametrize("region", ["FR", "BE", "DE", "CH", "MA", "NL", "AU"])
@given(digits=st.text("0123456789 .", min_size=4, max_size=16))
def test_the_quick_reading_is_the_reading_of_phonenumbers(region: str, digits: str) -> None:
    number = "0" + digits
    assert (normalise_phone(number, region) or NormalisedPhone("", ""))[0] == _by_phonenumbers(number, region)


@pytest.mark.parametrize("region", ["FR", "BE", "US", "AU", ""])
@pytest.mark.parametrize(
    "beginning",
    ["+", "+33", "+33 1 42", "+336", "+32 2", "+49", "+44", "+352", "+39 0", "00", "0033", "+33 (0)1"],
)
@given(digits=st.text("0123456789 .", min_size=0, max_size=12))
def test_the_quick_reading_of_a_foreign_number_is_that_of_phonenumbers(
    region: str, beginning: str, digits: str
) -> None:
    number = beginning + digits
    written = f"+{number[2:]}" if number.startswith("00") and not region else number
    assert (normalise_phone(number, region) or NormalisedPhone("", ""))[0] == _by_phonenumbers(
        written, region
    )


def _by_phonenumbers(number: str, region: str) -> str:
    try:
        parsed = phonenumbers.parse(number, region or None)
    except phonenumbers.NumberParseException:
        return ""
    return phonenumbers.format_number(parsed, 0) if phonenumbers.is_valid_number(parsed) else ""


def test_a_short_number_is_not_cut_as_an_extension() -> None:
    assert split_extension("x12") == ("x12", "")


def test_an_invalid_phone_is_refused_by_its_own_name() -> None:
    assert check_phone(" 01 42 68 53 00 ", "FR") == "01 42 68 53 00"
    assert check_phone("", "FR") == ""
    with pytest.raises(DomainError) as refusal:
        check_phone("01010101", "FR")
    assert str(refusal.value) == (
        "01010101 is not a valid phone number. Check its digits, or begin it with + and the country code."
    )


@pytest.mark.parametrize("query", ["06 12", "0612", "+33 6 12", "0033612", "(0)6 12"])
def test_a_search_by_the_first_digits_finds_the_number(query: str) -> None:
    assert phone_digits(query) in phone_digits("+33 (0)6 12 34 56 78")


@pytest.mark.parametrize(
    ("country", "code"),
    [("", "FR"), ("Belgique", "BE"), ("be", "BE"), ("Côte d'Ivoire", "CI"), ("USA", "US"), ("Narnia", "")],
)
def test_a_country_as_typed_gives_its_code(country: str, code: str) -> None:
    assert region_code(country) == code


@pytest.mark.parametrize(
    ("number", "is_one"),
    [
        ("+33612345678", True),
        ("+33756341234", True),
        ("+33142685300", False),
        ("+4915112345678", True),
        ("+498963600", False),
        ("+447400123456", True),
        ("+352621123456", True),
        ("+13102461501", False),
        ("+", False),
    ],
)
def test_a_mobile_phone_is_told_from_a_line_of_a_place(number: str, is_one: bool) -> None:
    assert is_mobile(number) == is_one
