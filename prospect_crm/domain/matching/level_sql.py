"""The comparison levels as DuckDB's SQL: which one held, how rare the agreeing values are, and what a pair weighs."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

from prospect_crm.domain.matching.conditions import Always
from prospect_crm.domain.matching.scoring import MISSING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from prospect_crm.domain.matching.comparisons import Comparison, Level
    from prospect_crm.domain.matching.estimation import Pattern
    from prospect_crm.domain.matching.model import Model

CONTEXT = "context"
"""The comparison that costs as much as all others together, and only takes weight off: see ``most_context``."""
_SHARING = re.compile(r"list_has_any\((\w+)_l, \1_r\)")
_LIKENESS = re.compile(r"jaro_winkler_similarity\((\w+), (\w+), ([\d.]+)::DOUBLE\)")


def compared_once(sql: str, pairs: str, widths: Mapping[str, int]) -> str:
    """``sql`` over a FROM clause of ``pairs``, each two columns compared once, whatever conditions ask for it.

    DuckDB computes what stands in a CASE anew each time. ``widths`` has the lists whose values stand in columns of
    their own (``spread_name``): to take a list along with a pair costs as much as two likenesses.
    """
    thresholds: dict[tuple[str, str], list[str]] = {}
    for one, other, threshold in _LIKENESS.findall(sql):
        thresholds.setdefault((one, other), []).append(threshold)
    columns = [_likeness(one, other, min(found, key=float)) for (one, other), found in thresholds.items()]
    columns += [_sharing(name, widths.get(name, 0)) for name in dict.fromkeys(_SHARING.findall(sql))]
    sql = _LIKENESS.sub(r"\1_like_\2", _SHARING.sub(r"any_\1", sql))
    for name in widths:
        for side in ("l", "r"):
            sql = sql.replace(f"{name}_{side} IS NULL", f"{spread_name(name, 1)}_{side} IS NULL")
    return f"{sql} FROM (SELECT {', '.join(['*', *columns])} FROM ({pairs}))"


def _likeness(one: str, other: str, threshold: str) -> str:
    """Half of the blocked pairs have equal values, whose likeness needs no computing."""
    likeness = f"jaro_winkler_similarity({one}, {other}, {threshold}::DOUBLE)"
    return f"if({one} = {other}, 1.0, {likeness}) AS {one}_like_{other}"


def _sharing(name: str, width: int) -> str:
    columns = [spread_name(name, number) for number in range(1, width + 1)]
    equal = [f"{one}_l = {other}_r" for one in columns for other in columns]
    return f"({' OR '.join(equal) or f'list_has_any({name}_l, {name}_r)'}) AS any_{name}"


def spread_name(feature: str, number: int) -> str:
    """The column with the value at that place, from 1, of a list feature."""
    return f"{feature}_at_{number}"


def level_columns(comparisons: Iterable[Comparison]) -> str:
    """One column a comparison: 1 for its first level, 2 for its second, 0 where there is nothing to compare."""
    return ", ".join(f"{_code(comparison)} AS {comparison.name}" for comparison in comparisons)


def _code(comparison: Comparison) -> str:
    cases = [f"WHEN {comparison.missing.sql()} THEN 0"]
    for index, level in enumerate(comparison.levels, 1):
        is_last = isinstance(level.condition, Always)
        cases.append(f"ELSE {index}" if is_last else f"WHEN {level.condition.sql()} THEN {index}")
    return f"(CASE {' '.join(cases)} END)::TINYINT"


def rarity_column(model: Model) -> str:
    """-log2 of the frequencies of all agreeing values together, in bits; reads the columns of levels."""
    terms = [
        f"if({comparison.name} = {index}, -log2({_frequency(level)}), 0)"
        for comparison in model.comparisons
        for index, level in enumerate(comparison.levels, 1)
        if level.frequency_of in model.frequencies
    ]
    return f"({' + '.join(terms) or '0'})::DOUBLE AS rarity"


def _frequency(level: Level) -> str:
    return f"greatest(share_{level.frequency_of}_l, share_{level.frequency_of}_r)"


def frequency_features(model: Model) -> list[str]:
    return sorted(
        {
            level.frequency_of
            for comparison in model.comparisons
            for level in comparison.levels
            if level.frequency_of in model.frequencies
        }
    )


def weighed(model: Model, comparisons: Sequence[Comparison], levels: str) -> str:
    """SQL of the rows of a table of levels with their ``weight`` in bits, the prior and the rarity included.

    Each combination of levels is weighed once: there are a hundred times fewer than pairs.
    """
    names = ", ".join(comparison.name for comparison in comparisons)
    terms = " + ".join(
        [repr(model.prior_weight), *(_weights(model, comparison) for comparison in comparisons)]
    )
    return f"""SELECT *, bits + rarity AS weight FROM {levels}
        JOIN (SELECT *, {terms} AS bits FROM (SELECT DISTINCT {names} FROM {levels})) USING ({names})"""


def _weights(model: Model, comparison: Comparison) -> str:
    cases = [
        f"WHEN {index} THEN {_weight(model, comparison, level)!r}"
        for index, level in enumerate(comparison.levels, 1)
    ]
    return f"(CASE {comparison.name} {' '.join(cases)} ELSE 0 END)::DOUBLE"


def _weight(model: Model, comparison: Comparison, level: Level) -> float:
    """The weight but for the rarity of the value, which is in the column of that name."""
    chances = model.chances[comparison.name][level.name]
    return math.log2(chances.m) if level.frequency_of in model.frequencies else chances.weight


def most_context(model: Model) -> float:
    """The most bits that the context could add."""
    return max(0.0, *(chances.weight for chances in model.chances[CONTEXT].values()))


def pattern_of(comparisons: Sequence[Comparison], codes: Sequence[int]) -> Pattern:
    """The names of the levels that ``level_columns`` numbered."""
    return tuple(
        comparison.levels[code - 1].name if code else MISSING
        for comparison, code in zip(comparisons, codes, strict=True)
    )
