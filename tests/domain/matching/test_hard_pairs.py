"""The check on save with the shipped model, on pairs written by hand: what it must join, and what it must not."""

from __future__ import annotations

from typing import Any

import pytest

from prospect_crm.domain.matching.scanning import MATCH_WEIGHT
from prospect_crm.domain.matching.scoring import compare
from tests.domain.matching import hard_pairs
from tests.domain.matching.hard_pairs import company_pairs, people_pairs


@pytest.mark.parametrize(
    ("pair", "is_one"),
    [(pair, True) for pair in people_pairs(hard_pairs.SAME_PEOPLE)]
    + [(pair, False) for pair in people_pairs(hard_pairs.OTHER_PEOPLE)]
    + [(pair, False) for pair in people_pairs(hard_pairs.MISSED_PEOPLE)],
    ids=lambda value: f"{value[0].given_name} {value[0].family_name}" if isinstance(value, tuple) else None,
)
def test_people(pair: tuple[Any, Any], is_one: bool) -> None:
    score = compare(*pair)
    assert (score.weight >= MATCH_WEIGHT["person"]) == is_one, (score.weight, score.levels)


@pytest.mark.parametrize(
    ("pair", "is_one"),
    [(pair, True) for pair in company_pairs(hard_pairs.SAME_COMPANIES)]
    + [(pair, False) for pair in company_pairs(hard_pairs.OTHER_COMPANIES)],
    ids=lambda value: value[0].name if isinstance(value, tuple) else None,
)
def test_companies(pair: tuple[Any, Any], is_one: bool) -> None:
    score = compare(*pair)
    assert (score.weight >= MATCH_WEIGHT["company"]) == is_one, (score.weight, score.levels)


@pytest.mark.parametrize("kind", ["person", "company"])
def test_a_pair_scores_the_same_from_either_side(kind: str) -> None:
    pairs = (
        people_pairs(hard_pairs.SAME_PEOPLE + "\n" + hard_pairs.OTHER_PEOPLE)
        if kind == "person"
        else company_pairs(hard_pairs.SAME_COMPANIES + "\n" + hard_pairs.OTHER_COMPANIES)
    )
    assert len(pairs) == (37 if kind == "person" else 20)
    for one, other in pairs:
        assert compare(one, other).levels == compare(other, one).levels
