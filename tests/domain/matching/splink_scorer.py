"""splink beside our own scoring: the same model in its vocabulary, over the same records and pairs."""

from __future__ import annotations

import contextlib
import io
from typing import TYPE_CHECKING, Any

from prospect_crm.domain.matching.level_sql import frequency_features
from prospect_crm.domain.matching.scoring import MISSING

if TYPE_CHECKING:
    from prospect_crm.domain.matching.comparisons import Comparison, Level
    from prospect_crm.domain.matching.engine import Engine
    from prospect_crm.domain.matching.model import Model


def splink_weights(engine: Engine, model: Model, threshold: float) -> dict[tuple[int, int], float]:
    """What splink's own prediction gives the engine's blocked pairs that reach the threshold, in bits."""
    with contextlib.redirect_stdout(io.StringIO()):
        linker, api = new_linker(engine, model, splink_settings(model))
        engine.connection.execute("CREATE OR REPLACE TABLE given AS SELECT '0' AS match_key, * FROM pairs")
        linker.table_management.register_blocked_pairs_for_predict(api.register("given"))
        table = linker.inference.predict(threshold_match_weight=threshold).physical_name
        rows = engine.connection.execute(
            f"SELECT unique_id_l, unique_id_r, match_weight FROM {table}"
        ).fetchall()
    return {(left, right): weight for left, right, weight in rows}


def new_linker(engine: Engine, model: Model, settings: dict[str, Any]) -> tuple[Any, Any]:
    """splink's linker over the engine's records, with the frequencies of the model, and its database."""
    from splink import DuckDBAPI, Linker, SettingsCreator

    engine.levels.note_shares(model)
    api = DuckDBAPI(engine.connection)
    linker = Linker(api.register("records"), SettingsCreator(**settings), validate_settings=False)
    for feature in frequency_features(model):
        engine.connection.execute(
            f"""CREATE OR REPLACE TABLE frequencies_{feature} AS SELECT {feature}, any_value(share_{feature})
            AS tf_{feature} FROM records WHERE {feature} IS NOT NULL GROUP BY {feature}"""
        )
        frequencies = api.register(f"frequencies_{feature}")
        linker.table_management.register_term_frequency_lookup(frequencies, feature)
    return linker, api


def splink_settings(model: Model) -> dict[str, Any]:
    """The settings of splink's linker for the model's comparisons and weights."""
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
