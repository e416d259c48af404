"""Reads and statements on opportunities."""

from __future__ import annotations

from collections.abc import Mapping

import frappe
from frappe.query_builder import Case, DocType


def move_stages(pipeline: str, moves: Mapping[str, tuple[str, str]]) -> None:
    """Rename stages and change their kinds on all opportunities of a pipeline, in one statement (so two can swap)."""
    if not moves:
        return
    opportunity = DocType("Sales Opportunity")
    name, kind = Case(), Case()
    for old, (new_name, new_kind) in moves.items():
        # MariaDB assigns from left to right: the kind is set while the stage still has its old name
        kind = kind.when(opportunity.stage == old, new_kind)
        name = name.when(opportunity.stage == old, new_name)
    query = frappe.qb.update(opportunity).set(opportunity.stage_kind, kind).set(opportunity.stage, name)
    query.where((opportunity.pipeline == pipeline) & opportunity.stage.isin(list(moves))).run()


def count_of_rows(alias: str) -> str | dict[str, str]:
    """Give the field of a grouped ``frappe.get_list`` that counts; Frappe 16 takes no functions as text."""
    if int(frappe.__version__.partition(".")[0]) >= 16:
        return {"COUNT": "name", "as": alias}
    return f"count(name) as {alias}"
