"""Groups: chains of weak links must not make one group of two persons."""

from __future__ import annotations

from prospect_crm.domain.matching.clusters import Cluster, clusters, indirect_pairs
from prospect_crm.domain.matching.engine import ScoredPair


def _pair(left: int, right: int, weight: float) -> ScoredPair:
    return ScoredPair(left, right, weight, ())


def test_pairs_that_meet_are_one_group_as_strong_as_its_weakest_link() -> None:
    assert clusters([_pair(1, 2, 20.0), _pair(2, 3, 5.0), _pair(7, 9, 4.0)], {(1, 3): 3.0}) == [
        Cluster((1, 2, 3), 5.0),
        Cluster((7, 9), 4.0),
    ]


def test_a_pair_told_apart_for_certain_is_never_in_one_group() -> None:
    assert clusters([_pair(1, 2, 30.0), _pair(2, 3, 29.0)], {(1, 3): -40.0}) == [Cluster((1, 2), 30.0)]


def test_a_weak_link_does_not_join_two_strong_groups_that_differ() -> None:
    pairs = [_pair(1, 2, 20.0), _pair(3, 4, 20.0), _pair(2, 3, 4.0)]
    indirect = {(1, 3): -9.0, (1, 4): -9.0, (2, 4): -9.0}
    assert [cluster.members for cluster in clusters(pairs, indirect)] == [(1, 2), (3, 4)]


def test_only_pairs_not_found_are_indirect() -> None:
    assert indirect_pairs([_pair(1, 2, 9.0), _pair(2, 3, 9.0), _pair(5, 6, 9.0)]) == [(1, 3)]


def test_no_pairs_make_no_groups() -> None:
    assert clusters([]) == []
