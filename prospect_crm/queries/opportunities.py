"""Reads and statements on opportunities."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import frappe
from frappe.query_builder import Case, DocType
from frappe.query_builder.functions import Count

if TYPE_CHECKING:
    from pypika.terms import Criterion


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


def open_or_won(link: str, names: Sequence[str], seen: Criterion) -> list[tuple[str, str, int]]:
    """Count what is not lost by record and kind: (name of the record, kind of stage, how many), of what ``seen`` leaves."""
    deal = DocType("Sales Opportunity")
    query = frappe.qb.from_(deal).select(deal[link], deal.stage_kind, Count("*"))
    query = query.where(deal[link].isin(list(names)) & (deal.status != "Lost")).where(seen)
    return list(query.groupby(deal[link], deal.stage_kind).run())
