"""A whole list: fit the model to it, score every pair that shares a blocking key, report what was passed over."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import combinations, islice
from typing import TYPE_CHECKING

from prospect_crm.domain.matching.chunks import to_chunk
from prospect_crm.domain.matching.clusters import Cluster, clusters, indirect_pairs
from prospect_crm.domain.matching.context import with_context
from prospect_crm.domain.matching.engine import Engine, ScoredPair
from prospect_crm.domain.matching.estimation import Evidence, estimate, initial_model
from prospect_crm.domain.matching.features import features_of
from prospect_crm.domain.matching.model import Frequencies, Model, default_model

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from prospect_crm.domain.company import Company
    from prospect_crm.domain.matching.blocks import FullBlock
    from prospect_crm.domain.matching.chunks import Chunk
    from prospect_crm.domain.matching.comparisons import Kind
    from prospect_crm.domain.person import Person

MATCH_WEIGHT: dict[Kind, float] = {"person": 1.5, "company": 1.0}
"""Bits from which a pair counts as a match: nearly three to one for people, whose namesakes abound, two to one for
companies, whose name and town are often all that is known."""
_CHUNK = 5_000
_RANDOM_PAIRS = 250_000
_TRAINING_PAIRS = 150_000
_MOST_VALUES = 2_000


@dataclass(frozen=True)
class Scan:
    """What a scan found: the matching pairs, the model it used, and the blocks it did not compare whole.

    ``caps`` has for each key type the size up to which blocks were compared whole (``blocks``).
    """

    model: Model
    pairs: list[ScoredPair]
    clusters: list[Cluster]
    full_blocks: list[FullBlock]
    records: int
    compared: int
    caps: dict[int, int]


def fit(records: Iterable[Person | Company]) -> Model:
    """The model of these records, without labels; on few records it stays near the shipped one."""
    return scan(records).model


def scan(records: Iterable[Person | Company], model: Model | None = None) -> Scan:
    """The matching pairs of one list of people or companies; fitted to the list unless a model is given."""
    iterator = iter(records)
    first = list(islice(iterator, 1))
    if not first:
        return Scan(model or default_model("person"), [], [], [], 0, 0, {})
    kind: Kind = "person" if hasattr(first[0], "family_name") else "company"
    return scan_chunks(kind, _chunks(kind, _chain(first, iterator)), model)


def _chain(first: list[Person | Company], rest: Iterator[Person | Company]) -> Iterator[Person | Company]:
    yield from first
    yield from rest


def _chunks(kind: Kind, records: Iterator[Person | Company]) -> Iterator[Chunk]:
    start = 0
    while rows := [features_of(record) for record in islice(records, _CHUNK)]:
        yield to_chunk(kind, start, rows)
        start += len(rows)


def scan_chunks(
    kind: Kind, chunks: Iterable[Chunk], model: Model | None = None, memory_limit: str = ""
) -> Scan:
    """As ``scan``, for records whose features are computed elsewhere (in several processes)."""
    engine = Engine(kind, memory_limit)
    try:
        records = engine.load(chunks)
        if records < 2:
            return Scan(model or default_model(kind), [], [], [], records, 0, {})
        blocking = engine.block()
        used = model or _fit(engine, records, blocking.pairs)
        pairs = engine.score(used, MATCH_WEIGHT[kind]) if blocking.pairs else []
        indirect = engine.score_indirect(used, indirect_pairs(pairs))
        groups = clusters(pairs, indirect)
        pairs = _within(groups, pairs, indirect)
        return Scan(used, pairs, groups, blocking.full_blocks, records, blocking.pairs, blocking.caps)
    finally:
        engine.close()


def _within(
    groups: list[Cluster], pairs: list[ScoredPair], indirect: dict[tuple[int, int], float]
) -> list[ScoredPair]:
    """The pairs found, and those that the groups imply, as strong as the weakest link of their group."""
    found = {(pair.left, pair.right) for pair in pairs}
    implied = [
        ScoredPair(left, right, max(group.weight, indirect.get((left, right), group.weight)), ())
        for group in groups
        for left, right in combinations(group.members, 2)
        if (left, right) not in found
    ]
    group_of = {record: index for index, group in enumerate(groups) for record in group.members}
    kept = [pair for pair in pairs if group_of.get(pair.left, -1) == group_of.get(pair.right, -2)]
    return sorted(kept + implied)


def _fit(engine: Engine, records: int, compared: int) -> Model:
    default = default_model(engine.kind)
    start = replace(initial_model(default, records), frequencies=_frequencies(engine, default))
    if not compared:
        return start
    evidence = _evidence(engine, start, records)
    first = estimate(evidence, start)
    return estimate(evidence, with_context(first, evidence, default), start)


def _evidence(engine: Engine, start: Model, records: int) -> Evidence:
    return Evidence(
        engine.count_blocked(start, _TRAINING_PAIRS),
        engine.count_random(start, records, _RANDOM_PAIRS),
        records,
    )


def _frequencies(engine: Engine, model: Model) -> dict[str, Frequencies]:
    names = {level.frequency_of for comparison in model.comparisons for level in comparison.levels}
    return {name: table for name in sorted(names - {""}) if (table := frequency_table(engine, name))}


def frequency_table(engine: Engine, name: str) -> Frequencies | None:
    """Shares of the frequent values, and one for the others: as often as a record finds its own among them.

    That is at least three times, since duplicates repeat a value that but one person has.
    """
    counts = engine.frequencies(name, 4, _MOST_VALUES)
    if counts.known < 100:
        return None
    others = counts.known - sum(counts.highest.values())
    squares = counts.squares - sum(count * count for count in counts.highest.values())
    rare = max(3.0, squares / others) if others else 3.0
    shares = {value: count / counts.known for value, count in counts.highest.items()}
    return Frequencies(shares, rare / counts.known)
