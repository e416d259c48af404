"""Lines that several people or companies answer, found in the list itself.

The records are written anew once, together with what else is added to them (``pair_levels``): DuckDB's UPDATE takes
twice as long, lists being rewritten row by row.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import duckdb

    from prospect_crm.domain.matching.comparisons import Kind

_SHARED_BY_FAMILIES = 3
"""A number behind so many different last names is a switchboard."""


def find_switchboards(connection: duckdb.DuckDBPyConnection, kind: Kind) -> None:
    """Make the table switchboards, and the table split: id, own and shared lines of who has one of them."""
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


def set_apart(kind: Kind) -> dict[str, str]:
    """SQL of the columns of records that change, by name, where split is joined: lines move to switchboards."""
    changed = {
        "phones": "if(split.id IS NULL, phones, split.own)",
        "switchboards": "if(split.id IS NULL, switchboards, split.shared)",
    }
    if kind == "person":
        own = "list_filter(mobiles, lambda number: NOT list_contains(split.shared, number))"
        changed["mobiles"] = f"if(split.id IS NULL, mobiles, nullif({own}, []::VARCHAR[]))"
    return changed
