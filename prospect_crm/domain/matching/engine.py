"""The full scan: splink 5 over DuckDB, imported only here and only when a scan begins."""

from __future__ import annotations

import logging
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NamedTuple

from prospect_crm.domain.matching.blocks import Blocking, make_keys, make_pairs
from prospect_crm.domain.matching.chunks import number_column, table_of, text_column
from prospect_crm.domain.matching.estimation import Counted, Pattern
from prospect_crm.domain.matching.level_sql import (
    bound_sql,
    frequency_features,
    level_columns,
    likened_once,
    pattern_of,
    rarity_column,
)
from prospect_crm.domain.matching.splink_settings import splink_settings
from prospect_crm.domain.matching.switchboards import set_switchboards_apart
from prospect_crm.domain.message import DomainError, Message

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    import duckdb
    import pyarrow

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


class _Linker(NamedTuple):
    """splink's linker and its database for one model: reading the conditions takes half a second."""

    model: Model
    linker: Any
    api: Any


class Engine:
    """One DuckDB in memory with the records of a scan; close it when done."""

    def __init__(self, kind: Kind, memory_limit: str = "") -> None:
        try:
            import duckdb
            import splink  # noqa: F401
        except ImportError as error:
            raise DomainError(
                Message(
                    "A full scan needs the package splink. Install prospect_crm[matching], then try again."
                )
            ) from error
        self.kind = kind
        self._noted: dict[str, Frequencies] | None = None
        self._linker: _Linker | None = None
        self.connection: duckdb.DuckDBPyConnection = duckdb.connect()
        self.connection.execute("SET preserve_insertion_order = false")
        if memory_limit:
            self.connection.execute(f"SET memory_limit = '{memory_limit}'")

    def close(self) -> None:
        self.connection.close()

    def load(self, chunks: Iterable[pyarrow.Table]) -> int:
        """Take the records in; the number of records. Their features become the table records."""
        is_first = True
        for chunk in chunks:
            self.connection.register("incoming", chunk)
            verb = "CREATE TABLE records AS" if is_first else "INSERT INTO records"
            self.connection.execute(f"{verb} SELECT * FROM incoming")
            self.connection.unregister("incoming")
            is_first = False
        if is_first:
            return 0
        set_switchboards_apart(self.connection, self.kind)
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

    def sample_random_pairs(self, records: int, most: int) -> None:
        """Make the table sampled: all pairs where they are few, else so many at random, repeatably."""
        source = f"range(0, {records}) AS a(x), range(0, {records}) AS b(y) WHERE x < y"
        if records * (records - 1) // 2 > most:
            draw = f"SELECT hash(i * 2 + 1) % {records} AS x, hash(i * 2 + 2) % {records} AS y FROM range({most}) AS r(i)"
            source = f"({draw}) WHERE x < y"
        self.connection.execute(
            f"""CREATE OR REPLACE TABLE sampled AS
            SELECT x::INTEGER AS join_key_l, y::INTEGER AS join_key_r FROM {source}"""
        )

    def sample_blocked_pairs(self, pairs: int, most: int) -> float:
        """Make the table trained on: all blocked pairs or a share of them; how many pairs each stands for."""
        share = max(1, -(-pairs // most))
        self.connection.execute(
            f"""CREATE OR REPLACE TABLE training AS
            SELECT * FROM pairs WHERE hash(join_key_l, join_key_r) % {share} = 0"""
        )
        return float(share)

    def count_patterns(self, model: Model, pairs_table: str) -> dict[Counted, float]:
        """How many of the pairs show each combination of levels, apart by the rarity of their values."""
        self._note_shares(model)
        names = ", ".join(comparison.name for comparison in model.comparisons)
        with self._looking_up_records():
            rows = self.connection.execute(
                f"""SELECT {names}, {rarity_column(model)}, count(*) FROM (
                {likened_once(f"SELECT *, {level_columns(model)}", self._beside(pairs_table))})
                GROUP BY ALL ORDER BY ALL"""
            ).fetchall()
        return {Counted(pattern_of(model.comparisons, row[:-2]), row[-2]): float(row[-1]) for row in rows}

    def _beside(self, pairs_table: str) -> str:
        """SQL of pairs with the features of both records in columns named ``<feature>_l`` and ``<feature>_r``."""
        sides = [
            f"{side}.{name} AS {name}_{side}"
            for name in self._columns()
            if name != "unique_id"
            for side in ("l", "r")
        ]
        return f"""SELECT join_key_l, join_key_r, {", ".join(sides)} FROM {pairs_table}
            JOIN records AS l ON l.unique_id = join_key_l JOIN records AS r ON r.unique_id = join_key_r"""

    def _columns(self) -> list[str]:
        return [row[0] for row in self.connection.execute("DESCRIBE records").fetchall()]

    def _note_shares(self, model: Model) -> None:
        """Give each record the frequencies of its values, in columns named ``share_<feature>``."""
        if self._noted is model.frequencies:
            return
        old = [name for name in self._columns() if name.startswith("share_")]
        kept = f"records.* EXCLUDE ({', '.join(old)})" if old else "records.*"
        shares, joins = [], []
        for feature in frequency_features(model):
            table = model.frequencies[feature]
            self._create_shares(feature, table)
            shares.append(
                f", if({feature} IS NULL, NULL, coalesce({feature}_shares.share, {table.floor!r}::DOUBLE))"
                f" AS share_{feature}"
            )
            joins.append(f"LEFT JOIN {feature}_shares ON {feature}_shares.value = records.{feature}")
        self.connection.execute(
            f"CREATE OR REPLACE TABLE records AS SELECT {kept} {' '.join(shares)} FROM records {' '.join(joins)}"
        )
        self._noted = model.frequencies

    def _create_shares(self, feature: str, table: Frequencies) -> None:
        values = {
            "value": text_column(list(table.values)),
            "share": number_column(table.values.values(), "d"),
        }
        self.connection.register("incoming", table_of(values))
        self.connection.execute(f"CREATE OR REPLACE TABLE {feature}_shares AS SELECT * FROM incoming")
        self.connection.unregister("incoming")

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
        return {(pair.left, pair.right): pair.weight for pair in self.score(model, "indirect", -1000.0)}

    def score(self, model: Model, pairs_table: str, threshold: float) -> list[ScoredPair]:
        """The pairs whose weight reaches the threshold, in the order of their records."""
        self._note_shares(model)
        self._keep_promising(model, pairs_table, threshold)
        with self._predicted(model, "promising", threshold) as table:
            self.connection.execute(
                f"""CREATE OR REPLACE TABLE matches AS SELECT
                unique_id_l AS join_key_l, unique_id_r AS join_key_r, match_weight FROM {table}"""
            )
        rows = self.connection.execute(
            f"""SELECT join_key_l, join_key_r, match_weight, {level_columns(model)} FROM (
            SELECT * FROM matches JOIN ({self._beside("matches")}) AS compared USING (join_key_l, join_key_r))
            ORDER BY 1, 2"""
        ).fetchall()
        return [ScoredPair(row[0], row[1], row[2], pattern_of(model.comparisons, row[3:])) for row in rows]

    def _keep_promising(self, model: Model, pairs_table: str, threshold: float) -> None:
        """Make the table promising: the pairs that could reach the threshold."""
        bounds = f"SELECT join_key_l, join_key_r, {bound_sql(model)} AS bound"
        with self._looking_up_records():
            self.connection.execute(
                f"""CREATE OR REPLACE TABLE promising AS SELECT '0' AS match_key, join_key_l, join_key_r
                FROM ({likened_once(bounds, self._beside(pairs_table))}) WHERE bound >= {threshold - _ROUNDING}"""
            )

    @contextmanager
    def _looking_up_records(self) -> Iterator[None]:
        """Records are hashed and pairs go through, in all threads; DuckDB would choose the reverse, in one thread."""
        self.connection.execute("SET disabled_optimizers = 'build_side_probe_side'")
        yield
        self.connection.execute("RESET disabled_optimizers")

    @contextmanager
    def _predicted(self, model: Model, pairs_table: str, threshold: float) -> Iterator[str]:
        """The name of splink's table of predictions, dropped afterwards."""
        if self._linker is None or self._linker.model is not model:
            self._linker = self._new_linker(model)
        linker, api = self._linker.linker, self._linker.api
        linker.table_management.register_blocked_pairs_for_predict(api.register(pairs_table))
        predictions = linker.inference.predict(threshold_match_weight=threshold, warning_mode="never")
        yield predictions.physical_name
        predictions.drop_table_from_database_and_remove_from_cache()

    def _new_linker(self, model: Model) -> _Linker:
        from splink import DuckDBAPI, Linker, SettingsCreator

        api = DuckDBAPI(self.connection)
        settings = SettingsCreator(**splink_settings(model))
        # Checking our own settings would parse each condition a dozen times.
        linker = Linker(api.register("records"), settings, validate_settings=False)
        logging.getLogger("splink").setLevel(logging.ERROR)
        for feature in frequency_features(model):
            self._register_frequencies(linker, api, feature)
        return _Linker(model, linker, api)

    def _register_frequencies(self, linker: Any, api: Any, feature: str) -> None:
        self.connection.execute(
            f"""CREATE OR REPLACE TABLE frequencies_{feature} AS SELECT {feature},
            any_value(share_{feature}) AS tf_{feature} FROM records WHERE {feature} IS NOT NULL GROUP BY {feature}"""
        )
        linker.table_management.register_term_frequency_lookup(
            api.register(f"frequencies_{feature}"), feature
        )
