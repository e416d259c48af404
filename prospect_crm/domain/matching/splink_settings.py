"""The model in splink's vocabulary, and the trick by which splink tells which level held."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from prospect_crm.domain.matching.model import Chances, Model
from prospect_crm.domain.matching.scoring import MISSING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from prospect_crm.domain.matching.comparisons import Comparison, Level
    from prospect_crm.domain.matching.estimation import Pattern

_CODE = 20


def coding_model(model: Model) -> Model:
    """A model whose weights number the levels: 1 for the first, 2 for the second, so that splink's weight
    columns tell the level that held (0 for a missing one)."""
    chances = {
        comparison.name: {
            level.name: Chances(2.0 ** (index - _CODE), 2.0**-_CODE)
            for index, level in enumerate(comparison.levels, 1)
        }
        for comparison in model.comparisons
    }
    return replace(model, prior=0.5, chances=chances)


def rarity_sql(model: Model) -> str:
    """SQL of -log2 of the frequencies of all agreeing values together, in whole bits."""
    compared = [
        comparison.name
        for comparison in model.comparisons
        if any(level.frequency_of in model.frequencies for level in comparison.levels)
    ]
    terms = [f"if(mw_tf_adj_{name} = 0, 0, mw_tf_adj_{name} + {_CODE})" for name in compared]
    return f"round({' + '.join(terms) or '0'})::INTEGER AS rarity"


def code_columns(model: Model) -> str:
    return ", ".join(
        f"round(mw_{comparison.name})::INTEGER AS {comparison.name}" for comparison in model.comparisons
    )


def splink_settings(model: Model, is_coded: bool = False) -> dict[str, Any]:
    """The model in splink's own vocabulary, so that it runs wherever splink does (Spark too)."""
    return {
        "link_type": "dedupe_only",
        "probability_two_random_records_match": model.prior,
        "comparisons": [_splink_comparison(comparison, model) for comparison in model.comparisons],
        "retain_matching_columns": False,
        "retain_intermediate_calculation_columns": is_coded,
    }


def _splink_comparison(comparison: Comparison, model: Model) -> dict[str, Any]:
    missing = {"sql_condition": comparison.missing.sql(), "label_for_charts": MISSING, "is_null_level": True}
    levels = [_splink_level(comparison, level, model) for level in comparison.levels]
    return {"output_column_name": comparison.name, "comparison_levels": [missing, *levels]}


def _splink_level(comparison: Comparison, level: Level, model: Model) -> dict[str, Any]:
    chances = model.chances[comparison.name][level.name]
    settings: dict[str, Any] = {
        "sql_condition": level.condition.sql(),
        "label_for_charts": level.name,
        "m_probability": chances.m,
        "u_probability": chances.u,
        "fix_m_probability": True,
        "fix_u_probability": True,
    }
    if level.frequency_of in model.frequencies:
        settings |= {"tf_adjustment_column": level.frequency_of, "disable_tf_exact_match_detection": True}
    return settings


def pattern_of(comparisons: Sequence[Comparison], codes: Sequence[int]) -> Pattern:
    return tuple(
        comparison.levels[code - 1].name if code else MISSING
        for comparison, code in zip(comparisons, codes, strict=True)
    )
