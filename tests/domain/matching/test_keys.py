"""Blocking keys are stored: their numbers may not move, and duplicates must meet in one."""

from __future__ import annotations

from itertools import groupby
from typing import Any

import pytest

from prospect_crm.domain.company import Company
from prospect_crm.domain.matching.chunks import arrow_table, to_chunk
from prospect_crm.domain.matching.features import features_of
from prospect_crm.domain.matching.keys import (
    KEY_NAMES,
    LARGEST_BLOCK,
    RULES,
    BlockingKey,
    KeyType,
    blocking_keys,
    key_texts,
    keys_sql,
)
from prospect_crm.domain.normalize.sounds import sound
from prospect_crm.domain.person import Person
from tests.domain.matching.french_companies import companies
from tests.domain.matching.french_people import people
from tests.domain.matching.records import person


def test_a_stored_hash_stays_the_same() -> None:
    assert blocking_keys(person(email="Jean.Dupont@example.com"))[0] == BlockingKey(
        KeyType.EMAIL, 7417489072806265734
    )


def test_every_type_has_a_number_of_its_own_that_fits_a_byte() -> None:
    assert len(KEY_NAMES) == len({name for name in vars(KeyType) if name.isupper()})
    assert max(KEY_NAMES) < 128


@pytest.mark.parametrize(
    ("first", "second", "key"),
    [
        (person("Jean", "Dupont"), person("DUPONT", "Jean"), KeyType.NAME),
        (person("Philippe", "Lefèvre"), person("Filipe", "Lefevre"), KeyType.NAME_SOUND),
        (person(phone="01 42 68 53 00"), person(phone="+33 1 42 68 53 00 x3"), KeyType.LINE),
        (person(email="a+b@gmail.com"), person(email="A@googlemail.com"), KeyType.EMAIL),
        (
            person("J", "Roux", organisation="ACME SA"),
            person("", "Roux", organisation="SA Acme"),
            KeyType.NAME_AND_COMPANY,
        ),
        (Company("SARL Dupont"), Company("Dupont"), KeyType.COMPANY_NAME),
        (Company("X", siren="732829320"), Company("Y", vat_number="FR44732829320"), KeyType.SIREN),
        (Company("X", website="www.acme.fr"), Company("Y", emails=["info@acme.fr"]), KeyType.DOMAIN),
    ],
)
def test_duplicates_meet(first: Person | Company, second: Person | Company, key: int) -> None:
    assert key in {shared.type for shared in set(blocking_keys(first)) & set(blocking_keys(second))}


def test_an_empty_record_has_no_key() -> None:
    assert blocking_keys(Person()) == []
    assert blocking_keys(Company()) == []


def test_a_key_fits_a_signed_bigint_and_comes_once() -> None:
    keys = blocking_keys(person("Jean", "Jean", "j@b.fr", "01 42 68 53 00", "B", "1 rue A", "75001", "Paris"))
    assert len(keys) == len(set(keys))
    assert all(-(2**63) <= key.hash < 2**63 for key in keys)


def test_sound_keeps_the_consonants() -> None:
    assert (sound("philippe"), sound("filipe"), sound("")) == ("flp", "flp", "")


def test_a_block_is_capped_at_two_hundred() -> None:
    assert LARGEST_BLOCK == 200


@pytest.mark.parametrize("kind", ["person", "company"])
def test_a_list_and_a_single_record_are_blocked_alike(kind: Any) -> None:
    """The scan reads the rules as SQL: a key that only one of the two readings makes would lose pairs."""
    duckdb = pytest.importorskip("duckdb")
    pytest.importorskip("pyarrow")
    labelled = people(300) if kind == "person" else companies(300)
    features = [features_of(entry.record) for entry in labelled]
    connection = duckdb.connect()
    connection.register("incoming", arrow_table(to_chunk(kind, 0, features)))
    connection.execute("CREATE TABLE records AS FROM incoming")
    found = [
        row
        for select in keys_sql(kind)
        for row in connection.execute(select.replace("hash(text) AS hash", "text")).fetchall()
    ]
    expected = [(type_, text, id_) for id_, row in enumerate(features) for type_, text in key_texts(row)]
    assert len(expected) > 2_000
    assert sorted(found) == sorted(expected)
    assert {type_ for type_, _ in groupby(sorted(type_ for type_, _, _ in found))} == {
        rule.type for rule in RULES[kind]
    } - {KeyType.BIRTHDAY, KeyType.ADDRESS_LINE}
