"""The comparison levels as DuckDB's SQL: which one held, how rare its value is, and the most a pair could weigh.

The bound leaves out the context alone, which only takes weight off and costs as much as all other comparisons
together. It is never less than the weight, so leaving out what stays below the threshold loses no pair.
"""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

from prospect_crm.domain.matching.conditions import Always
from prospect_crm.domain.matching.scoring import MISSING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from prospect_crm.domain.matching.comparisons import Comparison, Level
    from prospect_crm.domain.matching.estimation import Pattern
    from prospect_crm.domain.matching.model import Model


_SHARING = re.compile(r"list_has_any\((\w+), (\w+)\)")
_LIKENESS = re.compile(r"jaro_winkler_similarity\((\w+), (\w+), ([\d.]+)::DOUBLE\)")


def likened_once(sql: str, pairs: str) -> str:
    """``sql`` over a FROM clause of ``pairs``, each two columns compared once, whatever conditions ask for it.

    DuckDB computes what stands in a CASE anew each time; likenesses are most of what a scan costs.
    """
    thresholds: dict[tuple[str, str], list[str]] = {}
    for one, other, threshold in _LIKENESS.findall(sql):
        thresholds.setdefault((one, other), []).append(threshold)
    columns = "".join(
        f", jaro_winkler_similarity({one}, {other}, {min(found, key=float)}::DOUBLE) AS {one}_like_{other}"
        for (one, other), found in thresholds.items()
    )
    columns += "".join(
        f", list_has_any({one}, {other}) AS {one}_any_{other}"
        for one, other in dict.fromkeys(_SHARING.findall(sql))
    )
    sql = _LIKENESS.sub(r"\1_like_\2", _SHARING.sub(r"\1_any_\2", sql))
    return f"{sql} FROM (SELECT *{columns} FROM ({pairs}))"


def level_columns(model: Model) -> str:
    """One column a comparison: 1 for its first level, 2 for its second, 0 where there is nothing to compare."""
    return ", ".join(f"{_code(comparison)} AS {comparison.name}" for comparison in model.comparisons)


def _code(comparison: Comparison) -> str:
    cases = [f"WHEN {comparison.missing.sql()} THEN 0"]
    for index, level in enumerate(comparison.levels, 1):
        is_last = isinstance(level.condition, Always)
        cases.append(f"ELSE {index}" if is_last else f"WHEN {level.condition.sql()} THEN {index}")
    return f"(CASE {' '.join(cases)} END)::TINYINT"


def rarity_column(model: Model) -> str:
    """-log2 of the frequencies of all agreeing values together, in whole bits; reads the columns of levels."""
    terms = [
        f"if({comparison.name} = {index}, -log2({_frequency(level)}), 0)"
        for comparison in model.comparisons
        for index, level in enumerate(comparison.levels, 1)
        if level.frequency_of in model.frequencies
    ]
    return f"round({' + '.join(terms) or '0'})::INTEGER AS rarity"


def frequency_features(model: Model) -> list[str]:
    return sorted(
        {
            level.frequency_of
            for comparison in model.comparisons
            for level in comparison.levels
            if level.frequency_of in model.frequencies
        }
    )


def bound_sql(model: Model) -> str:
    """The most that a pair could weigh in bits, the prior included; only the context is not computed."""
    terms = [_bound(model, comparison) for comparison in model.comparisons]
    return f"({model.prior_weight!r}::DOUBLE + {' + '.join(terms)})"


def _bound(model: Model, comparison: Comparison) -> str:
    """The weight of the level that holds; of the context, whose conditions repeat the others, the most it can be."""
    if comparison.name == "context":
        return repr(max(0.0, *(chances.weight for chances in model.chances["context"].values())))
    cases = [f"WHEN {comparison.missing.sql()} THEN 0"]
    for level in comparison.levels:
        weight = _weight(model, comparison, level)
        is_last = isinstance(level.condition, Always)
        cases.append(f"ELSE {weight}" if is_last else f"WHEN {level.condition.sql()} THEN {weight}")
    return f"(CASE {' '.join(cases)} END)::DOUBLE"


def _weight(model: Model, comparison: Comparison, level: Level) -> str:
    chances = model.chances[comparison.name][level.name]
    if level.frequency_of in model.frequencies:
        return f"{math.log2(chances.m)!r} - log2({_frequency(level)})"
    return repr(chances.weight)


def _frequency(level: Level) -> str:
    return f"greatest(share_{level.frequency_of}_l, share_{level.frequency_of}_r)"


def pattern_of(comparisons: Sequence[Comparison], codes: Sequence[int]) -> Pattern:
    """The names of the levels that ``level_columns`` numbered."""
    return tuple(
        comparison.levels[code - 1].name if code else MISSING
        for comparison, code in zip(comparisons, codes, strict=True)
    )
