"""What is written in one way and typed in another still meets."""

from __future__ import annotations

import pytest

from prospect_crm.domain.derived.search_text import phone, search_terms


@pytest.mark.parametrize(
    ("number", "region", "digits"),
    [
        ("06 39 98 41 07", "FR", "33639984107"),  # long enough, though no operator gives it out
        ("+33 6 12 34 56 78", "", "33612345678"),
        ("01010101", "FR", "1010101"),  # too short for any number of France
        ("06 39 98 41 07", "", "639984107"),
    ],
)
def test_a_number_that_could_be_dialled_has_its_country(number: str, region: str, digits: str) -> None:
    assert phone(number, region) == digits


@pytest.mark.parametrize("typed", ["06 39 98", "+33 6 39 98", "0033 6.39.98", "(0)6-39-98"])
def test_a_number_is_found_by_however_it_is_typed(typed: str) -> None:
    [term] = search_terms(typed)
    assert term in phone("06 39 98 41 07", "FR")
