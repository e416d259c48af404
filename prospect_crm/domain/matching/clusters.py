"""Groups of records that are one person or one company, from the pairs that match.

Pairs contradict one another: A matches B and B matches C while A and C clearly differ. Groups are joined pair
by pair, the strongest first, as long as their members match on the average (average linkage) and no two of
them are told apart for certain.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import combinations
from statistics import fmean
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from prospect_crm.domain.matching.engine import ScoredPair

Weights = Mapping[tuple[int, int], float]

LARGEST_GROUP = 60
"""Records in a group whose every pair is scored; in larger ones only the pairs found count."""
_CERTAINLY_APART = -25.0
_MOST = 20.0


class Cluster(NamedTuple):
    """Records by their position, and the weight in bits of the weakest link that holds them together."""

    members: tuple[int, ...]
    weight: float


def clusters(pairs: Iterable[ScoredPair], indirect: Weights | None = None) -> list[Cluster]:
    """The groups, the largest first.

    ``indirect`` has the weights of pairs that were not found themselves but would come into one group; a pair
    in neither counts as undecided (0 bits).
    """
    found = sorted(pairs, key=lambda pair: (-pair.weight, pair.left, pair.right))
    weights = {(pair.left, pair.right): pair.weight for pair in found} | dict(indirect or {})
    group_of: dict[int, list[int]] = {}
    weakest: dict[int, float] = {}
    for pair in found:
        one, other = (group_of.setdefault(record, [record]) for record in (pair.left, pair.right))
        if one is other or not _belong_together(one, other, weights):
            continue
        merged = one + other
        for record in merged:
            group_of[record] = merged
        weakest[merged[0]] = pair.weight
    groups = {group[0]: group for group in group_of.values() if len(group) > 1}
    result = [Cluster(tuple(sorted(group)), weakest[first]) for first, group in groups.items()]
    return sorted(result, key=lambda cluster: (-len(cluster.members), cluster.members))


def _belong_together(one: list[int], other: list[int], weights: Weights) -> bool:
    values = [weights.get((min(a, b), max(a, b)), 0.0) for a in one for b in other]
    return min(values) > _CERTAINLY_APART and fmean(max(-_MOST, min(_MOST, value)) for value in values) > 0


def indirect_pairs(pairs: Iterable[ScoredPair]) -> list[tuple[int, int]]:
    """The pairs that matching pairs would bring together although they were not found themselves."""
    found = {(pair.left, pair.right) for pair in pairs}
    result: list[tuple[int, int]] = []
    for members in _connected(found):
        if 2 < len(members) <= LARGEST_GROUP:
            result.extend(pair for pair in combinations(sorted(members), 2) if pair not in found)
    return result


def _connected(found: Iterable[tuple[int, int]]) -> list[list[int]]:
    leader: dict[int, int] = {}

    def lead(record: int) -> int:
        while leader.setdefault(record, record) != record:
            leader[record] = leader[leader[record]]
            record = leader[record]
        return record

    for left, right in found:
        leader[lead(left)] = lead(right)
    groups: dict[int, list[int]] = {}
    for record in list(leader):
        groups.setdefault(lead(record), []).append(record)
    return list(groups.values())
