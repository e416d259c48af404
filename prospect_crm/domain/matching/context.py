"""What colleagues and relatives share, counted from the file itself.

The comparisons are weighed as if independent. They are not: two people who work at one company share its
switchboard and its street too. Pairs whose names clearly differ show how often that happens, so the evidence
that comes together is discounted by what they show (comparison ``context``).

Whether a different first name at the same door is a relative or a wrong cell, no pair can tell by itself. The
file can: wrong cells change last names as often as first names, relatives differ in the first name only.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from prospect_crm.domain.matching.estimation import PRIOR_OTHERS, Evidence, Pattern, expected
from prospect_crm.domain.matching.model import Chances, Model

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_SLACK = 1.5
_TOGETHER = 10.0
_VETO = -100.0
_OWNER = {"person": "company", "company": "domain"}


@dataclass(frozen=True)
class _Counts:
    """Blocked pairs by what they share and by how their names differ."""

    others: dict[str, float]
    """Pairs whose names clearly differ, for each combination of what they share."""
    relatives: float
    """Pairs of one last name and different first names that share something, but no company."""
    wrong: float
    """Matching pairs whose last name was replaced: the same first name more often than chance would have it."""
    matches: float


def with_context(model: Model, evidence: Evidence, default: Model) -> Model:
    """The model with the weights of ``context`` that this file shows; ``default`` where it shows nothing."""
    counts = _count(model, evidence)
    weights = {name: _discount(model, name, counts, evidence, default) for name in _combinations(model)}
    weights.update(_disagreements(model, counts, default))
    chances = dict(model.chances)
    chances["context"] = {
        name: Chances(0.5 * 2.0 ** weights.get(name, 0.0), 0.5) for name in model.chances["context"]
    }
    return replace(model, chances=chances)


def _combinations(model: Model) -> list[str]:
    return [
        name
        for name in model.chances["context"]
        if not name.startswith(("other", "relative", "holding", "one"))
    ]


def _reader(model: Model) -> Callable[[Pattern, str], str]:
    position = {comparison.name: index for index, comparison in enumerate(model.comparisons)}
    return lambda pattern, name: pattern[position[name]]


def _count(model: Model, evidence: Evidence) -> _Counts:
    level = _reader(model)
    others: dict[str, float] = {}
    relatives = same_given_only = 0.0
    matches = sum(count * chance for _, count, chance in expected(model, evidence.blocked))
    for counted, count in evidence.blocked.items():
        pattern = counted.levels
        context, is_at_work = level(pattern, "context"), _shares_owner(model, pattern)
        if context.startswith("other"):
            name = _shared(model, pattern)
            others[name] = others.get(name, 0.0) + count
        elif context == "relative" and not is_at_work:
            relatives += count
        elif context != "missing" and not is_at_work and _differs_in_last_name_only(model, pattern):
            same_given_only += count
    at_home = sum(
        count for name, count in others.items() if _OWNER[model.kind] not in name and name != "all_shared"
    )
    wrong = max(0.0, same_given_only - at_home * _namesakes(model))
    return _Counts(others, relatives, wrong, matches)


def _namesakes(model: Model) -> float:
    """How many colleagues share a first name, for each two that do not."""
    given = model.chances.get("given_name")
    return (given["same"].u + given["similar"].u) / given["different"].u if given else 0.0


def _differs_in_last_name_only(model: Model, pattern: Pattern) -> bool:
    level = _reader(model)
    return (
        model.kind == "person"
        and level(pattern, "family_name") == "different"
        and level(pattern, "given_name") in ("same", "similar")
    )


def _shares_owner(model: Model, pattern: Pattern) -> bool:
    level = _reader(model)
    return (
        level(pattern, _OWNER[model.kind]) in ("same", "domain", "similar")
        or level(pattern, "domain") == "same"
    )


def _shared(model: Model, pattern: Pattern) -> str:
    """The name of the ``context`` level that a pair of other names would have had."""
    level, owner = _reader(model), _OWNER[model.kind]
    has_owner = _shares_owner(model, pattern)
    has_line = level(pattern, "phone") in ("same", "switchboard", "other_mobile")
    has_door = level(pattern, "street") in ("same", "similar")
    names = {
        (True, True, True): "all_shared",
        (True, True, False): f"{owner}_and_line",
        (True, False, True): f"{owner}_and_door",
        (False, True, True): "line_and_door",
        (False, False, True): "door",
    }
    return names.get((has_owner, has_line, has_door), "one_shared")


def _discount(model: Model, name: str, counts: _Counts, evidence: Evidence, default: Model) -> float:
    """Bits to take off: what independence promises against what pairs of other names show."""
    chances, owner = model.chances, _OWNER[model.kind]
    independent = 1.0
    if name == "all_shared" or name.startswith(owner):
        independent *= chances[owner]["same"].u
    if name == "all_shared" or "line" in name:
        independent *= chances["phone"]["same"].u
    if name == "all_shared" or "door" in name:
        independent *= chances["street"]["same"].u * chances["place"]["same"].u
    usual = independent * 2.0 ** -default.chances["context"][name].weight
    seen = counts.others.get(name, 0.0) * (1 - _wrong_share(counts))
    shown = (seen + PRIOR_OTHERS * usual) / (evidence.pairs + PRIOR_OTHERS)
    return math.log2(independent / shown) if shown > independent else 0.0


def _wrong_share(counts: _Counts) -> float:
    """The share of pairs with other names that match: records with one wrong cell have a second one often."""
    expected = _TOGETHER * counts.wrong * counts.wrong / max(counts.matches, 1.0)
    share = expected / (sum(counts.others.values()) + 0.5)
    return 1.0 if share >= 0.5 else share


def _disagreements(model: Model, counts: _Counts, default: Model) -> Iterable[tuple[str, float]]:
    """The weights of a clearly different name at the same place: another person, a relative, or a wrong cell."""
    if model.kind == "company":
        return [(name, default.chances["context"][name].weight) for name in ("other_company", "holding")]
    return [
        ("relative", _weight_of_share(_SLACK * counts.wrong / (counts.relatives + 5))),
        ("other_person", _weight_of_share(_wrong_share(counts))),
    ]


def _weight_of_share(share: float) -> float:
    """Nothing from an even chance on, a veto where fewer than one in three match."""
    return _VETO * max(0.0, min(1.0, 6 * (0.5 - share)))
