"""Unsupervised estimation: expectation and maximisation over counted agreement patterns, with the default as prior.

Two counts go in: all pairs that share a blocking key, and a random sample of all pairs. Pairs that share no key
count as no match, so the estimate is about all pairs, not only the blocked ones, and needs no session per
blocking rule. The shipped model enters as pseudo-counts (maximum a posteriori): a small file stays near it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from prospect_crm.domain.matching.model import Chances, Model
from prospect_crm.domain.matching.scoring import MISSING, probability_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from prospect_crm.domain.matching.comparisons import Comparison, Level

Pattern = tuple[str, ...]
"""One level name a comparison, in the order of ``Model.comparisons``."""


class Counted(NamedTuple):
    """A combination of levels, and -log2 of the frequencies of its agreeing values together."""

    levels: Pattern
    rarity: int


_PRIOR_MATCHES = 12.0
_PRIOR_PAIRS = 500.0
PRIOR_OTHERS = 2_000.0
_ROUNDS = 40
_TOLERANCE = 1e-4


@dataclass(frozen=True)
class Evidence:
    """What the estimation reads: counted patterns and how many pairs they stand for."""

    blocked: Mapping[Counted, float]
    """All pairs that share a blocking key."""
    sampled: Mapping[Counted, float]
    """Random pairs, whether they share a key or not."""
    records: int

    @property
    def pairs(self) -> float:
        return max(1.0, self.records * (self.records - 1) / 2)


def initial_model(default: Model, records: int) -> Model:
    """The default model with the prior of so many records: one in ten is somebody's duplicate."""
    return replace(default, prior=min(0.02, 0.2 / max(records, 3)), records=records)


def estimate(evidence: Evidence, start: Model, prior: Model | None = None) -> Model:
    """The model that the evidence asks for, beginning with ``start``; ``prior`` is where little is seen."""
    model, start = start, prior or start
    for _ in range(_ROUNDS):
        following = _step(evidence, model, start)
        change = _change(model, following)
        model = following
        if change < _TOLERANCE:
            break
    return model


def expected(model: Model, counts: Mapping[Counted, float]) -> list[tuple[Pattern, float, float]]:
    """The patterns, how many pairs show them, and the chance that one of those matches."""
    tables = _level_weights(model)
    return [
        (counted.levels, count, probability_of(_pattern_weight(model, tables, counted)))
        for counted, count in counts.items()
    ]


def _pattern_weight(model: Model, tables: list[dict[str, float]], counted: Counted) -> float:
    """The weight of a counted pattern in bits, the prior and the rarity of its values included."""
    weights = [table[name] for table, name in zip(tables, counted.levels, strict=True)]
    return model.prior_weight + counted.rarity + sum(weights)


def _level_weights(model: Model) -> list[dict[str, float]]:
    """For each comparison the weight of each level in bits; the rarity of a value is counted for itself."""
    return [
        {MISSING: 0.0} | {level.name: _level_weight(model, comparison, level) for level in comparison.levels}
        for comparison in model.comparisons
    ]


def _level_weight(model: Model, comparison: Comparison, level: Level) -> float:
    chances = model.chances[comparison.name][level.name]
    return math.log2(chances.m) if level.frequency_of in model.frequencies else chances.weight


def _step(evidence: Evidence, model: Model, start: Model) -> Model:
    blocked = expected(model, evidence.blocked)
    sampled = expected(model, evidence.sampled)
    matches = sum(count * chance for _, count, chance in blocked)
    return replace(
        model,
        prior=_prior(matches, evidence, start),
        chances={
            comparison.name: _level_chances(
                model, start, index, evidence, _Shares.of(blocked, index), _Shares.of(sampled, index)
            )
            for index, comparison in enumerate(model.comparisons)
        },
    )


def _prior(matches: float, evidence: Evidence, start: Model) -> float:
    """Pseudo-pairs keep the prior of a very short file near its start, and that of one without duplicates above 0."""
    return min(0.2, (matches + _PRIOR_PAIRS * start.prior) / (evidence.pairs + _PRIOR_PAIRS))


@dataclass(frozen=True)
class _Shares:
    """Expected matches and others a level, for one comparison."""

    matches: dict[str, float]
    others: dict[str, float]

    @classmethod
    def of(cls, rows: Sequence[tuple[Pattern, float, float]], index: int) -> _Shares:
        matches: dict[str, float] = {}
        others: dict[str, float] = {}
        for pattern, count, chance in rows:
            level = pattern[index]
            if level != MISSING:
                matches[level] = matches.get(level, 0.0) + count * chance
                others[level] = others.get(level, 0.0) + count * (1 - chance)
        return cls(matches, others)


def _level_chances(
    model: Model, start: Model, index: int, evidence: Evidence, blocked: _Shares, sampled: _Shares
) -> dict[str, Chances]:
    comparison = model.comparisons[index]
    matches, others = sum(blocked.matches.values()), sum(sampled.others.values())
    coverage = others / max(1.0, sum(evidence.sampled.values()))
    result = {}
    for level in comparison.levels:
        before, prior = model.chances[comparison.name][level.name], start.chances[comparison.name][level.name]
        if level.is_fixed:
            result[level.name] = before
            continue
        m = (blocked.matches.get(level.name, 0.0) + _PRIOR_MATCHES * prior.m) / (matches + _PRIOR_MATCHES)
        u = (sampled.others.get(level.name, 0.0) + PRIOR_OTHERS * prior.u) / (others + PRIOR_OTHERS)
        seen = (blocked.others.get(level.name, 0.0) + PRIOR_OTHERS * prior.u) / (
            evidence.pairs * coverage + PRIOR_OTHERS
        )
        least, most = 0.03 / max(evidence.records, 100), level.most_sharing / evidence.records
        result[level.name] = Chances(max(m, 1e-6), max(least, min(0.999, most, max(u, seen))))
    return result


def _change(before: Model, after: Model) -> float:
    return max(
        abs(before.chances[name][level].m - chances.m)
        for name, levels in after.chances.items()
        for level, chances in levels.items()
    )
