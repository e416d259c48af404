"""Lines that several people or companies answer, found in the list itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import duckdb

    from prospect_crm.domain.matching.comparisons import Kind

_SHARED_BY_FAMILIES = 3
"""A number behind so many different last names is a switchboard."""


def set_switchboards_apart(connection: duckdb.DuckDBPyConnection, kind: Kind) -> None:
    """Move the lines that several answer from phones to switchboards.

    The table is made anew: DuckDB's UPDATE takes twice as long, lists being rewritten row by row.
    """
    owner = "family" if kind == "person" else "name"
    connection.execute(
        f"""CREATE TABLE switchboards AS
        SELECT line FROM (SELECT unnest(lines) AS line, {owner} AS owner FROM records)
        GROUP BY line HAVING count(DISTINCT owner) >= {_SHARED_BY_FAMILIES}"""
    )
    connection.execute(
        """CREATE TABLE split AS
        SELECT unique_id AS id, list(line) FILTER (NOT is_shared) AS own, list(line) FILTER (is_shared) AS shared
        FROM (SELECT unique_id, line, switchboards.line IS NOT NULL AS is_shared
              FROM (SELECT unique_id, unnest(lines) AS line FROM records)
              LEFT JOIN switchboards USING (line))
        GROUP BY unique_id HAVING bool_or(is_shared)"""
    )
    connection.execute(
        f"""CREATE OR REPLACE TABLE records AS SELECT records.* REPLACE (
        if(split.id IS NULL, phones, split.own) AS phones,
        if(split.id IS NULL, switchboards, split.shared) AS switchboards
        {_mobiles_apart(kind)}
        ) FROM records LEFT JOIN split ON split.id = records.unique_id"""
    )
    connection.execute("DROP TABLE split")


def _mobiles_apart(kind: Kind) -> str:
    """SQL that takes shared numbers from a person's mobile phones."""
    if kind == "company":
        return ""
    own = "list_filter(mobiles, lambda number: NOT list_contains(split.shared, number))"
    return f", if(split.id IS NULL, mobiles, nullif({own}, []::VARCHAR[])) AS mobiles"
