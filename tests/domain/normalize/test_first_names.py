"""Two first names must not pass for one with a typing error, nor two spellings of one for two."""

from __future__ import annotations

import pytest

from prospect_crm.domain.normalize.first_names import known_first_name


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("paul", "pauline"),
        ("michel", "michele"),
        ("celine", "helene"),
        ("laurent", "laurence"),
        ("luc", "lucas"),
    ],
)
def test_names_that_look_alike_are_two(one: str, other: str) -> None:
    assert known_first_name(one) and known_first_name(other)
    assert known_first_name(one) != known_first_name(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("mohamed", "mohammed"), ("mathieu", "matthieu"), ("remi", "remy"), ("philip", "philippe")],
)
def test_spellings_of_one_name_are_one(one: str, other: str) -> None:
    assert known_first_name(one) == known_first_name(other) != ""


def test_a_mistyped_name_is_not_known() -> None:
    assert known_first_name("pauil") == known_first_name("") == ""
