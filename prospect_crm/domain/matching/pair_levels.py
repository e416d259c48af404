"""Tables of pairs with the levels of their comparisons, in DuckDB: a pair is compared once, then counted and weighed.

The levels do not depend on the weights, so what the estimation counts is what the scoring weighs. The context is
computed last, for the pairs that still need it.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from prospect_crm.domain.matching.chunks import number_column, table_of, text_column
from prospect_crm.domain.matching.features import LIST_FEATURES
from prospect_crm.domain.matching.level_sql import (
    CONTEXT,
    compared_once,
    frequency_features,
    level_columns,
    rarity_column,
    spread_name,
)
from prospect_crm.domain.matching.switchboards import set_apart

if TYPE_CHECKING:
    import duckdb

    from prospect_crm.domain.matching.comparisons import Comparison
    from prospect_crm.domain.matching.model import Frequencies, Model

_MOST_SPREAD = 3
"""Values of a list up to which each has a column: two lists of n make n² comparisons."""

_PARTS = 4


class PairLevels:
    """The tables of levels of one scan; ``records`` and the tables of pairs are the engine's."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self.connection = connection
        self._noted: dict[str, Frequencies] | None = None
        self._widths: dict[str, int] = {}

    def create(self, model: Model, pairs: str, into: str) -> None:
        """Make the table ``into``: pairs with a column a comparison, but for the context, and their rarity."""
        self.note_shares(model)
        names = ", ".join(comparison.name for comparison in without_context(model))
        levels = f"SELECT *, {level_columns(without_context(model))}"
        sql = self._compared(levels, pairs, "join_key_l, join_key_r")
        self._create(
            into, pairs, f"SELECT join_key_l, join_key_r, {names}, {rarity_column(model)} FROM ({sql})"
        )

    def add_context(self, model: Model, levels: str, into: str) -> None:
        """Make the table ``into``: the rows of one that ``create`` made, with the column of the context."""
        context = [comparison for comparison in model.comparisons if comparison.name == CONTEXT]
        names = ", ".join(comparison.name for comparison in without_context(model))
        columns = f"join_key_l, join_key_r, {names}, rarity"
        sql = self._compared(f"SELECT {columns}, {level_columns(context)}", levels, f"{levels}.*")
        self._create(into, levels, sql)

    def _compared(self, sql: str, pairs: str, kept: str) -> str:
        return compared_once(sql, self._beside(pairs, kept), self._widths)

    def _create(self, table: str, pairs: str, sql: str) -> None:
        """Many pairs go through records that are hashed, in all threads; DuckDB might choose the reverse, in one."""
        rows = self.connection.execute(
            f"SELECT (SELECT count(*) FROM {pairs}) >= (SELECT count(*) FROM records)"
        ).fetchall()
        if rows[0][0]:
            self.connection.execute("SET disabled_optimizers = 'build_side_probe_side'")
        self.connection.execute(f"CREATE OR REPLACE TABLE {table} AS {sql}")
        self.connection.execute("RESET disabled_optimizers")

    def _beside(self, pairs: str, kept: str) -> str:
        """SQL of pairs with the features of both records in columns named ``<feature>_l`` and ``<feature>_r``."""
        sides = [
            f"{side}.{name} AS {name}_{side}"
            for name in self._columns()
            if name != "unique_id"
            for side in ("l", "r")
        ]
        return f"""SELECT {kept}, {", ".join(sides)} FROM ({self._in_parts(pairs)}) AS {pairs}
            JOIN records AS l ON l.unique_id = join_key_l JOIN records AS r ON r.unique_id = join_key_r"""

    def _in_parts(self, table: str) -> str:
        """SQL of a table's rows, for two threads or more: DuckDB gives each thread 122,880 rows of a table at once."""
        rows = self.connection.execute(f"SELECT count(*) FROM {table}").fetchall()[0][0]
        bounds = [rows * part // _PARTS for part in range(_PARTS + 1)]
        return " UNION ALL ".join(
            f"SELECT * FROM {table} WHERE rowid >= {first} AND rowid < {end}"
            for first, end in pairwise(bounds)
        )

    def _columns(self) -> list[str]:
        return [row[0] for row in self.connection.execute("DESCRIBE records").fetchall()]

    def note_shares(self, model: Model) -> None:
        """Give each record the frequencies of its values (``share_<feature>``), and short lists a column a value.

        The switchboards are set apart on the way.
        """
        if self._noted is model.frequencies:
            return
        changed = set_apart(model.kind)
        added, joins = self._spread(changed), ["LEFT JOIN split ON split.id = records.unique_id"]
        for feature in frequency_features(model):
            table = model.frequencies[feature]
            self._create_shares(feature, table)
            share = f"if({feature} IS NULL, NULL, coalesce({feature}_shares.share, {table.floor!r}::DOUBLE))"
            added[f"share_{feature}"] = share
            joins.append(f"LEFT JOIN {feature}_shares ON {feature}_shares.value = records.{feature}")
        old = [name for name in self._columns() if name.startswith("share_") or name in added | changed]
        columns = "".join(f", {sql} AS {name}" for name, sql in (changed | added).items())
        self.connection.execute(
            f"""CREATE OR REPLACE TABLE records AS
            SELECT records.* EXCLUDE ({", ".join(old)}){columns} FROM records {" ".join(joins)}"""
        )
        self._noted = model.frequencies

    def _spread(self, changed: dict[str, str]) -> dict[str, str]:
        """SQL of the columns with the values of short lists, by name; lists that change only become shorter."""
        lists = sorted(LIST_FEATURES.intersection(self._columns()))
        longest = ", ".join(f"coalesce(max(len({name})), 0)" for name in lists)
        widths = self.connection.execute(f"SELECT {longest} FROM records").fetchall()[0]
        self._widths = {
            name: max(1, width) for name, width in zip(lists, widths, strict=True) if width <= _MOST_SPREAD
        }
        return {
            spread_name(name, number): f"({changed.get(name, name)})[{number}]"
            for name, width in self._widths.items()
            for number in range(1, width + 1)
        }

    def _create_shares(self, feature: str, table: Frequencies) -> None:
        values = {
            "value": text_column(list(table.values)),
            "share": number_column(table.values.values(), "d"),
        }
        self.connection.register("incoming", table_of(values))
        self.connection.execute(f"CREATE OR REPLACE TABLE {feature}_shares AS SELECT * FROM incoming")
        self.connection.unregister("incoming")


def without_context(model: Model) -> list[Comparison]:
    return [comparison for comparison in model.comparisons if comparison.name != CONTEXT]
