"""Which records of a list are compared: those of one block, or of one part of a block that is too large.

A block of n records makes n(n-1)/2 pairs, and blocks grow with the list: compared whole, a million people would
make six times the pairs a record that a hundred thousand make. So each key type has a cap of its own, the largest
one at which its blocks make no more than ``_PAIRS_A_RECORD`` pairs for each record of the list, and never above
``LARGEST_BLOCK``. Larger blocks are split by a further attribute: their records meet where they agree on the key
and on one thing more, which is a composite key made only where it is needed.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from prospect_crm.domain.matching.keys import LARGEST_BLOCK, KeyType, keys_sql

if TYPE_CHECKING:
    import duckdb

    from prospect_crm.domain.matching.comparisons import Kind

_PAIRS_A_RECORD = 1.0
"""Pairs that the blocks of one key type may make, for each record of the list."""
_OF_PARTS = 0.25
"""Pairs that the parts of one key type's larger blocks may make, for each record of the list."""
_ALWAYS_ALLOWED = 50_000
"""Pairs that a key type may make however short the list is: it costs little, and a short list may be dirty."""
_SHARE = f"if(type = {KeyType.BEGINNING_AND_STREET}, 0.4, 1)"
"""Of the 83,000 pairs that this key alone made among 100,000 French people, none matched."""
_KEY_TYPES_AT_ONCE = 3
_FURTHER: dict[Kind, tuple[str, ...]] = {
    "person": (
        "left(given, 3)",
        "left(family, 3)",
        "postcode",
        "coalesce(company, domain)",
        "number || left(street, 4)",
    ),
    "company": ("left(name, 4)", "root", "postcode", "city", "domain", "number || left(street, 4)"),
}
"""What splits a block that is too large, in DuckDB's SQL over the records' features."""


class FullBlock(NamedTuple):
    """A block of more than ``LARGEST_BLOCK`` records: compared only where a further attribute agrees."""

    key_type: int
    records: int


class Blocking(NamedTuple):
    """The number of pairs, the cap of each key type, and the blocks above ``LARGEST_BLOCK``, the largest first."""

    pairs: int
    caps: dict[int, int]
    full_blocks: list[FullBlock]


def make_keys(connection: duckdb.DuckDBPyConnection, kind: Kind) -> None:
    """Make the table keys (type, hash, id) from the table records; equal hashes count only within one type."""
    connection.execute("CREATE TABLE keys (type TINYINT, hash UBIGINT, id INTEGER)")
    selects = keys_sql(kind)
    # Each reads the records in one thread; some at once share the processors, all at once would take memory.
    while some := list(islice(selects, _KEY_TYPES_AT_ONCE)):
        connection.execute(f"INSERT INTO keys {' UNION ALL '.join(some)}")


def make_pairs(connection: duckdb.DuckDBPyConnection, kind: Kind) -> Blocking:
    """Make the table pairs (join_key_l, join_key_r) from the tables records and keys; keys is dropped."""
    connection.execute(
        """CREATE TABLE blocks AS SELECT type, hash, count(*)::INTEGER AS size FROM keys
        GROUP BY type, hash HAVING count(*) > 1"""
    )
    caps = _caps(connection, "blocks", _PAIRS_A_RECORD)
    _choose(connection, kind, caps)
    full = connection.execute(
        f"SELECT type, size FROM blocks WHERE size > {LARGEST_BLOCK} ORDER BY size DESC, type"
    ).fetchall()
    _drop(connection, "blocks", "keys")
    return Blocking(_pair(connection), caps, [FullBlock(*row) for row in full])


def _choose(connection: duckdb.DuckDBPyConnection, kind: Kind, caps: dict[int, int]) -> None:
    """The table chosen: the keys of the blocks and parts to compare, one type after the other to save memory."""
    connection.execute("CREATE TABLE chosen AS SELECT type, hash, id FROM keys LIMIT 0")
    _create_further(connection, kind)
    for key_type, cap in caps.items():
        _choose_whole(connection, key_type, cap)
        _choose_parts(connection, key_type, cap)
    _drop(connection, "further")


def _pair(connection: duckdb.DuckDBPyConnection) -> int:
    """The table pairs, each pair once however often it meets; the number of pairs. The table chosen is dropped."""
    connection.execute(
        """CREATE TABLE pairs AS SELECT DISTINCT one.id AS join_key_l, other.id AS join_key_r
        FROM chosen AS one JOIN chosen AS other
        ON one.hash = other.hash AND one.type = other.type AND one.id < other.id"""
    )
    _drop(connection, "chosen")
    return int(connection.execute("SELECT count(*) FROM pairs").fetchall()[0][0])


def _caps(connection: duckdb.DuckDBPyConnection, blocks: str, pairs_a_record: float) -> dict[int, int]:
    """The largest size of block, for each key type, at which the pairs stay within what is allowed."""
    rows = connection.execute(
        f"""WITH sizes AS (SELECT type, size, sum(size * (size - 1) // 2) AS pairs FROM {blocks} GROUP BY ALL),
        added AS (SELECT type, size, sum(pairs) OVER (PARTITION BY type ORDER BY size) AS pairs FROM sizes),
        list AS (SELECT count(*) AS records FROM records),
        over AS (
            SELECT type, min(size) AS size FROM added, list
            WHERE pairs > greatest({_ALWAYS_ALLOWED}, {pairs_a_record} * {_SHARE} * records) GROUP BY type)
        SELECT type, least({LARGEST_BLOCK}, coalesce(any_value(over.size) - 1, {LARGEST_BLOCK}))
        FROM added LEFT JOIN over USING (type) GROUP BY type ORDER BY type"""
    ).fetchall()
    return dict(rows)


def _create_further(connection: duckdb.DuckDBPyConnection, kind: Kind) -> None:
    """The table further: one row for each attribute of a record that can split a block."""
    parts = [
        f"SELECT unique_id AS id, hash({number}, {attribute}) AS attribute FROM records WHERE {attribute} IS NOT NULL"
        for number, attribute in enumerate(_FURTHER[kind])
    ]
    connection.execute(f"CREATE TABLE further AS {' UNION ALL '.join(parts)}")


def _choose_whole(connection: duckdb.DuckDBPyConnection, key_type: int, cap: int) -> None:
    connection.execute(
        f"""INSERT INTO chosen SELECT type, keys.hash, id FROM keys
        SEMI JOIN (SELECT hash FROM blocks WHERE type = {key_type} AND size <= {cap}) AS small
        ON keys.hash = small.hash WHERE type = {key_type}"""
    )


def _choose_parts(connection: duckdb.DuckDBPyConnection, key_type: int, cap: int) -> None:
    """Choose the parts of larger blocks; one as large as its block, which shares the attribute, splits nothing."""
    connection.execute(
        f"""CREATE OR REPLACE TABLE parts AS
        SELECT keys.type, (hash(keys.hash, attribute) >> 1)::BIGINT AS hash, keys.id, size AS whole FROM keys
        JOIN blocks ON blocks.hash = keys.hash AND blocks.type = {key_type} AND size > {cap}
        JOIN further ON further.id = keys.id WHERE keys.type = {key_type}"""
    )
    connection.execute(
        """CREATE OR REPLACE TABLE part_blocks AS SELECT type, hash, count(*)::INTEGER AS size FROM parts
        GROUP BY type, hash HAVING count(*) BETWEEN 2 AND any_value(whole) - 1"""
    )
    part_cap = _caps(connection, "part_blocks", _OF_PARTS).get(key_type, 1)
    connection.execute(
        f"""INSERT INTO chosen SELECT type, parts.hash, id FROM parts
        SEMI JOIN (SELECT hash FROM part_blocks WHERE size <= {part_cap}) AS small ON parts.hash = small.hash"""
    )
    _drop(connection, "parts", "part_blocks")


def _drop(connection: duckdb.DuckDBPyConnection, *tables: str) -> None:
    for table in tables:
        connection.execute(f"DROP TABLE {table}")
