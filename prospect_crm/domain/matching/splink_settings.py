"""The model in splink's vocabulary."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from prospect_crm.domain.matching.scoring import MISSING

if TYPE_CHECKING:
    from prospect_crm.domain.matching.comparisons import Comparison, Level
    from prospect_crm.domain.matching.model import Model


def splink_settings(model: Model) -> dict[str, Any]:
    """The settings of splink's linker for the model's comparisons and weights.

    The SQL of the conditions is DuckDB's (``list_has_any``, ``jaro_winkler_similarity`` with a cut-off):
    another backend of splink, such as Spark, would need conditions of its own.
    """
    return {
        "link_type": "dedupe_only",
        "probability_two_random_records_match": model.prior,
        "comparisons": [_splink_comparison(comparison, model) for comparison in model.comparisons],
        "retain_matching_columns": False,
        "retain_intermediate_calculation_columns": False,
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
