"""Blocks: those of a long list are tightened, and a block that is too large is split, not lost."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from prospect_crm.domain.matching.blocks import Blocking, FullBlock, make_pairs
from prospect_crm.domain.matching.keys import LARGEST_BLOCK, KeyType

duckdb = pytest.importorskip("duckdb")


@pytest.fixture
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    """Tables of records and keys as the engine makes them, without rows."""
    with duckdb.connect() as opened:
        opened.execute(
            """CREATE TABLE records (unique_id INTEGER, given VARCHAR, family VARCHAR, postcode VARCHAR,
            company VARCHAR, domain VARCHAR, number VARCHAR, street VARCHAR)"""
        )
        opened.execute("CREATE TABLE keys (type INTEGER, hash BIGINT, id INTEGER)")
        yield opened


def _fill(connection: duckdb.DuckDBPyConnection, sizes: list[int], key_type: int = KeyType.NAME) -> None:
    """Blocks of the sizes, one after the other; nobody has anything else in common."""
    for number, size in enumerate(sizes):
        connection.execute(
            """INSERT INTO records (unique_id, postcode)
            SELECT first + i, 'p' || (first + i) FROM (SELECT count(*) AS first FROM records), range(?) AS r(i)""",
            [size],
        )
        connection.execute(
            "INSERT INTO keys SELECT ?, ?, unique_id FROM records ORDER BY unique_id DESC LIMIT ?",
            [key_type, number, size],
        )


def _pairs(connection: duckdb.DuckDBPyConnection) -> list[tuple[int, int]]:
    return connection.execute("SELECT join_key_l, join_key_r FROM pairs ORDER BY ALL").fetchall()


def test_two_who_agree_in_one_thing_more_are_found_in_a_block_that_is_too_large(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    _fill(connection, [LARGEST_BLOCK + 1])
    connection.execute("UPDATE records SET postcode = '75002' WHERE unique_id IN (5, 150)")
    found = make_pairs(connection, "person")
    assert _pairs(connection) == [(5, 150)]
    assert found == Blocking(1, {KeyType.NAME: LARGEST_BLOCK}, [FullBlock(KeyType.NAME, LARGEST_BLOCK + 1)])


def test_an_attribute_that_the_whole_block_shares_splits_nothing(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    _fill(connection, [LARGEST_BLOCK + 1])
    connection.execute("UPDATE records SET company = 'acme'")
    assert make_pairs(connection, "person").pairs == 0


def test_a_block_of_two_hundred_is_compared_whole(connection: duckdb.DuckDBPyConnection) -> None:
    _fill(connection, [LARGEST_BLOCK])
    assert make_pairs(connection, "person") == Blocking(19_900, {KeyType.NAME: LARGEST_BLOCK}, [])


def test_the_largest_blocks_are_split_where_a_type_makes_too_many_pairs(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    """Thirty blocks of 60 would make 53,100 pairs among 1,830 records; 50,000 are allowed."""
    _fill(connection, [3] * 10 + [60] * 30)
    found = make_pairs(connection, "person")
    assert found.caps == {KeyType.NAME: 59}
    assert found.pairs == 30


def test_one_type_of_key_is_not_tightened_for_another(connection: duckdb.DuckDBPyConnection) -> None:
    _fill(connection, [60] * 30)
    connection.execute("INSERT INTO keys VALUES (?, 1, 0), (?, 1, 1799)", [KeyType.LINE, KeyType.LINE])
    found = make_pairs(connection, "person")
    assert found.caps == {KeyType.LINE: LARGEST_BLOCK, KeyType.NAME: 59}
    assert _pairs(connection) == [(0, 1799)]


def test_a_pair_that_meets_twice_is_compared_once(connection: duckdb.DuckDBPyConnection) -> None:
    _fill(connection, [2])
    connection.execute("INSERT INTO keys SELECT ?, hash, id FROM keys", [KeyType.LINE])
    assert make_pairs(connection, "person").pairs == 1
