"""The thin scorer: one pair, the same model and the same weights as the full scan, without DuckDB."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from prospect_crm.domain.matching.features import Features, features_of
from prospect_crm.domain.matching.model import Model, default_model
from prospect_crm.domain.person import Person

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from prospect_crm.domain.company import Company
    from prospect_crm.domain.matching.comparisons import Comparison, Level
    from prospect_crm.domain.message import Message

MISSING = "missing"
_TELLING = 1.0
"""Bits below which an agreement is not worth telling."""


@dataclass(frozen=True)
class PairScore:
    """How strongly two records match.

    ``weight`` is in bits, the prior included: log2 of the odds; ``probability`` is the same between 0 and 1.
    ``levels`` maps each comparison to the level that held ("missing" where there was nothing to compare).
    ``explanation`` has the agreements, the strongest first, then the disagreements.
    """

    weight: float
    probability: float
    levels: dict[str, str]
    explanation: list[Message]


def compare(
    first: Person | Company,
    second: Person | Company,
    model: Model | None = None,
    shared_lines: Collection[str] = (),
) -> PairScore:
    """The score of two records of one kind.

    ``shared_lines`` are phone numbers in E.164 that several people answer; the caller knows them from the
    number of names behind a blocking key.
    """
    model = model or default_model("person" if isinstance(first, Person) else "company")
    return compare_features(features_of(first, shared_lines), features_of(second, shared_lines), model)


def compare_features(left: Features, right: Features, model: Model) -> PairScore:
    """The score of two records whose features are known already."""
    held = [(comparison, level_of(comparison, left, right)) for comparison in model.comparisons]
    weights = [(level, level_weight(model, comparison, level, left, right)) for comparison, level in held]
    weight = model.prior_weight + math.fsum(value for _, value in weights)
    levels = {comparison.name: level.name if level else MISSING for comparison, level in held}
    return PairScore(weight, probability_of(weight), levels, list(_explain(weights)))


def level_of(comparison: Comparison, left: Features, right: Features) -> Level | None:
    """The first level that holds, or None when there is nothing to compare."""
    if comparison.missing.holds(left, right):
        return None
    return next(level for level in comparison.levels if level.condition.holds(left, right))


def level_weight(
    model: Model, comparison: Comparison, level: Level | None, left: Features, right: Features
) -> float:
    """The weight of a level in bits, with the term frequency of the value where the level has one."""
    if level is None:
        return 0.0
    chances = model.chances[comparison.name][level.name]
    table = model.frequencies.get(level.frequency_of)
    if table is None:
        return chances.weight
    frequency = max(table.of(left.text(level.frequency_of)), table.of(right.text(level.frequency_of)))
    return chances.weight + math.log2(chances.u) - math.log2(frequency)


def probability_of(weight: float) -> float:
    """The probability of odds given in bits."""
    return 1 / (1 + math.exp(-math.log(2) * max(-1000.0, min(1000.0, weight))))


def explain_levels(model: Model, levels: Sequence[str]) -> list[Message]:
    """The explanation of a scanned pair from its levels, one a comparison; term frequencies aside."""
    weights: list[tuple[Level | None, float]] = []
    for comparison, name in zip(model.comparisons, levels, strict=True):
        level = next((level for level in comparison.levels if level.name == name), None)
        weights.append((level, model.chances[comparison.name][name].weight if level else 0.0))
    return list(_explain(weights))


def _explain(weights: list[tuple[Level | None, float]]) -> Iterator[Message]:
    told = [(level.sentence, weight) for level, weight in weights if level and level.sentence]
    told.sort(key=lambda entry: -abs(entry[1]))
    yield from (sentence for sentence, weight in told if weight >= _TELLING)
    yield from (sentence for sentence, weight in told if weight <= -_TELLING)
