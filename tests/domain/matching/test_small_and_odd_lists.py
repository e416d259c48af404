"""Lists that give an estimation little to hold on to."""

from __future__ import annotations

import pytest

from prospect_crm.domain.company import Company
from prospect_crm.domain.matching.blocks import FullBlock
from prospect_crm.domain.matching.engine import Engine
from prospect_crm.domain.matching.keys import LARGEST_BLOCK, KeyType
from prospect_crm.domain.matching.model import Frequencies, default_model
from prospect_crm.domain.matching.scanning import fit, frequency_table, scan
from prospect_crm.domain.person import Person
from tests.domain.matching.french_people import people
from tests.domain.matching.records import person

pytest.importorskip("duckdb")
pytest.importorskip("pyarrow")


@pytest.mark.parametrize(
    "records", [[], [person("Jean", "Dupont")], [Person(), Person()], [Company(), Company()]]
)
def test_nothing_to_compare_gives_no_pair(records: list[Person | Company]) -> None:
    assert scan(records).pairs == []


def test_two_rows_are_enough_for_a_duplicate() -> None:
    result = scan([person("Jean", "Dupont", "jean@acme.fr"), person("Jean", "DUPONT", "Jean@Acme.fr")])
    assert [(pair.left, pair.right) for pair in result.pairs] == [(0, 1)]
    assert [cluster.members for cluster in result.clusters] == [(0, 1)]


def test_relatives_in_a_short_list_stay_apart() -> None:
    home = ("famille.dupont@orange.fr", "01 42 68 53 00", "", "12 rue de la Paix", "75002", "Paris")
    others = [person(f"Luc{number}", f"Famille{number}", f"x{number}@b{number}.fr") for number in range(20)]
    result = scan([person("Jean", "Dupont", *home), person("Marie", "Dupont", *home), *others])
    assert result.pairs == []


def test_a_short_list_stays_near_the_shipped_model() -> None:
    model, default = fit(entry.record for entry in people(60)), default_model("person")
    for name in ("given_name", "email", "phone"):
        assert model.chances[name]["same"].m == pytest.approx(default.chances[name]["same"].m, abs=0.2)
        assert model.chances[name]["same"].weight > 3


def test_a_list_without_duplicates_gives_none() -> None:
    records = [
        person(f"Prénom{number}x", f"Nom{number * 7919 % 1000}", f"u{number}@d{number}.fr")
        for number in range(400)
    ]
    assert scan(records).pairs == []


def test_a_list_of_one_column_works() -> None:
    emails = [person(email=f"user{number % 150}@example.com") for number in range(200)]
    result = scan(emails)
    assert len(result.pairs) == 50


def test_a_block_that_is_too_large_is_passed_over_and_reported() -> None:
    records = [
        person(f"Prénom{number}", f"Nom{number}", phone="01 42 68 53 00")
        for number in range(LARGEST_BLOCK + 1)
    ]
    result = scan(records)
    assert result.full_blocks == [FullBlock(KeyType.LINE, LARGEST_BLOCK + 1)]
    assert result.pairs == []


def test_a_rare_name_of_a_long_list_does_not_count_as_the_least_frequent_one_that_is_listed() -> None:
    """2,000 names seen twenty times each fill the table; 5,000 more are seen once."""
    engine = Engine("person")
    try:
        engine.connection.execute(
            "CREATE TABLE records AS SELECT 'n' || if(i < 40_000, i // 20, i) AS given FROM range(45_000) AS r(i)"
        )
        table = frequency_table(engine, "given")
    finally:
        engine.close()
    assert table == Frequencies({f"n{number}": 20 / 45_000 for number in range(2_000)}, 3 / 45_000)
