"""The full scan over DuckDB, which is imported only here and only when a scan begins."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from prospect_crm.domain.matching.blocks import Blocking, make_keys, make_pairs
from prospect_crm.domain.matching.chunks import arrow_table, number_column, table_of
from prospect_crm.domain.matching.estimation import Counted, Pattern
from prospect_crm.domain.matching.level_sql import most_context, pattern_of, weighed
from prospect_crm.domain.matching.pair_levels import PairLevels, without_context
from prospect_crm.domain.matching.switchboards import find_switchboards
from prospect_crm.domain.message import DomainError, Message

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import duckdb

    from prospect_crm.domain.matching.chunks import Chunk
    from prospect_crm.domain.matching.comparisons import Kind
    from prospect_crm.domain.matching.model import Frequencies, Model

_ROUNDING = 1e-6
"""Bits by which sums of the same weights may differ in another order."""


class ValueCounts(NamedTuple):
    """How many records have a feature, the squares of its values' counts added up, and the highest counts."""

    known: int
    squares: int
    highest: dict[str, int]


class ScoredPair(NamedTuple):
    """Two records by their position in the file, the weight in bits and the levels, one a comparison."""

    left: int
    right: int
    weight: float
    levels: Pattern


class Engine:
    """One DuckDB in memory with the records of a scan; close it when done."""

    def __init__(self, kind: Kind, memory_limit: str = "") -> None:
        try:
            import duckdb
            import pyarrow  # noqa: F401
        except ImportError as error:
            raise DomainError(
                Message(
                    "A full scan needs the packages duckdb and pyarrow. Install prospect_crm[matching], then try again."
                )
            ) from error
        self.kind = kind
        self._compared: dict[str, Frequencies] | None = None
        self.connection: duckdb.DuckDBPyConnection = duckdb.connect()
        self.levels = PairLevels(self.connection)
        self.connection.execute("SET preserve_insertion_order = false")
        if memory_limit:
            self.connection.execute(f"SET memory_limit = '{memory_limit}'")

    def close(self) -> None:
        self.connection.close()

    def load(self, chunks: Iterable[Chunk]) -> int:
        """Take the records in; the number of records. Their features become the table records.

        Switchboards are found, but stand among the phones until the records are compared."""
        is_first = True
        for chunk in chunks:
            self.connection.register("incoming", arrow_table(chunk))
            verb = "CREATE TABLE records AS" if is_first else "INSERT INTO records"
            self.connection.execute(f"{verb} SELECT * FROM incoming")
            self.connection.unregister("incoming")
            is_first = False
        if is_first:
            return 0
        find_switchboards(self.connection, self.kind)
        return self._number("SELECT count(*) FROM records")

    def _number(self, sql: str) -> int:
        row = self.connection.execute(sql).fetchone()
        return int(row[0]) if row else 0

    def shared_lines(self) -> frozenset[str]:
        """The lines found to be switchboards, for ``compare`` to agree with the scan."""
        return frozenset(
            line for (line,) in self.connection.execute("SELECT line FROM switchboards").fetchall()
        )

    def block(self) -> Blocking:
        """Pair the records that share a key (see ``blocks``); the keys are gone afterwards."""
        make_keys(self.connection, self.kind)
        return make_pairs(self.connection, self.kind)

    def frequencies(self, feature: str, least: int, most: int) -> ValueCounts:
        """The counts of the feature's most frequent values, those seen at least so often."""
        self.connection.execute(
            f"""CREATE OR REPLACE TABLE value_counts AS SELECT {feature} AS value, count(*) AS seen
            FROM records WHERE {feature} IS NOT NULL GROUP BY {feature}"""
        )
        totals = (
            "SELECT coalesce(sum(seen), 0)::BIGINT, coalesce(sum(seen * seen), 0)::BIGINT FROM value_counts"
        )
        known, squares = self.connection.execute(totals).fetchall()[0]
        rows = self.connection.execute(
            f"SELECT value, seen FROM value_counts WHERE seen >= {least} ORDER BY seen DESC, value LIMIT {most}"
        ).fetchall()
        self.connection.execute("DROP TABLE value_counts")
        return ValueCounts(known, squares, dict(rows))

    def count_random(self, model: Model, records: int, most: int) -> dict[Counted, float]:
        """How many pairs show each combination of levels: of all where they are few, else of so many at random."""
        source = f"range(0, {records}) AS a(x), range(0, {records}) AS b(y) WHERE x < y"
        if records * (records - 1) // 2 > most:
            draw = f"SELECT hash(i * 2 + 1) % {records} AS x, hash(i * 2 + 2) % {records} AS y FROM range({most}) AS r(i)"
            source = f"({draw}) WHERE x < y"
        self.connection.execute(
            f"""CREATE OR REPLACE TABLE sampled AS
            SELECT x::INTEGER AS join_key_l, y::INTEGER AS join_key_r FROM {source}"""
        )
        self.levels.create(model, "sampled", "random")
        return self._count(model, "random")

    def count_blocked(self, model: Model, most: int) -> dict[Counted, float]:
        """How many blocked pairs show each combination of levels, where they are many from a share of them."""
        pairs = self._compare_blocked(model)
        share = max(1, -(-pairs // most))
        self.connection.execute(
            f"""CREATE OR REPLACE TABLE training AS
            SELECT * FROM compared WHERE hash(join_key_l, join_key_r) % {share} = 0"""
        )
        return {counted: count * share for counted, count in self._count(model, "training").items()}

    def _compare_blocked(self, model: Model) -> int:
        """Make the table compared, once for a list; the number of pairs."""
        if self._compared is not model.frequencies:
            self.levels.create(model, "pairs", "compared")
            self._compared = model.frequencies
        return self._number("SELECT count(*) FROM compared")

    def _count(self, model: Model, levels: str) -> dict[Counted, float]:
        """The combinations of levels in a table, apart by the rarity of their values in whole bits."""
        self.levels.add_context(model, levels, "whole")
        names = ", ".join(comparison.name for comparison in model.comparisons)
        rows = self.connection.execute(
            f"SELECT {names}, round(rarity)::INTEGER, count(*) FROM whole GROUP BY ALL ORDER BY ALL"
        ).fetchall()
        return {Counted(pattern_of(model.comparisons, row[:-2]), row[-2]): float(row[-1]) for row in rows}

    def score_indirect(self, model: Model, pairs: Sequence[tuple[int, int]]) -> dict[tuple[int, int], float]:
        """The weights of given pairs, whether they share a key or not."""
        if not pairs:
            return {}
        columns = {
            "join_key_l": number_column([left for left, _ in pairs]),
            "join_key_r": number_column([right for _, right in pairs]),
        }
        self.connection.register("incoming", table_of(columns))
        self.connection.execute("CREATE OR REPLACE TABLE indirect AS SELECT * FROM incoming")
        self.connection.unregister("incoming")
        self.levels.create(model, "indirect", "implied")
        return {(pair.left, pair.right): pair.weight for pair in self._weigh(model, "implied", -1000.0)}

    def score(self, model: Model, threshold: float) -> list[ScoredPair]:
        """The blocked pairs whose weight reaches the threshold, in the order of their records."""
        self._compare_blocked(model)
        return self._weigh(model, "compared", threshold)

    def _weigh(self, model: Model, levels: str, threshold: float) -> list[ScoredPair]:
        """The context only takes weight off, so it is computed where the others reach the threshold without it."""
        least = threshold - most_context(model) - _ROUNDING
        self.connection.execute(
            f"""CREATE OR REPLACE TABLE promising AS SELECT * EXCLUDE (bits, weight)
            FROM ({weighed(model, without_context(model), levels)}) WHERE weight >= {least!r}"""
        )
        self.levels.add_context(model, "promising", "whole")
        names = ", ".join(comparison.name for comparison in model.comparisons)
        rows = self.connection.execute(
            f"""SELECT join_key_l, join_key_r, weight, {names} FROM ({weighed(model, model.comparisons, "whole")})
            WHERE weight >= {threshold!r} ORDER BY 1, 2"""
        ).fetchall()
        return [ScoredPair(row[0], row[1], row[2], pattern_of(model.comparisons, row[3:])) for row in rows]
