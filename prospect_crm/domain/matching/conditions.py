"""Conditions between the features of two records, written once and read twice: as SQL and as Python.

The full scan runs the SQL (DuckDB), the check on save runs ``holds``; because both come from one
object, a level cannot mean two things. A missing feature makes every condition but ``Missing`` false.
Likeness is Jaro-Winkler over UTF-8 bytes, as DuckDB computes it (Winkler 1990; prefix weight 0.1, four letters).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from rapidfuzz.distance import JaroWinkler, Levenshtein

if TYPE_CHECKING:
    from prospect_crm.domain.matching.features import Features


class Condition(Protocol):
    """Something that holds between two records or not, whichever of them comes first."""

    def sql(self) -> str:
        """The condition over columns named ``<feature>_l`` and ``<feature>_r``."""

    def holds(self, left: Features, right: Features) -> bool:
        """The same condition over two records' features."""


def jaro_winkler(one: str, other: str) -> float:
    """Likeness between 0 and 1 over UTF-8 bytes."""
    return JaroWinkler.similarity(one.encode(), other.encode())


def _similar_sql(one: str, other: str, threshold: float) -> str:
    """DuckDB stops early at the cut-off, its third argument, and then gives 0; at times also for an equal value."""
    return f"jaro_winkler_similarity({one}, {other}, {threshold - 0.01:.2f}::DOUBLE) >= {threshold}"


@dataclass(frozen=True)
class Missing:
    """Either record lacks the feature."""

    feature: str

    def sql(self) -> str:
        return f"({self.feature}_l IS NULL OR {self.feature}_r IS NULL)"

    def holds(self, left: Features, right: Features) -> bool:
        return not left.get(self.feature) or not right.get(self.feature)


@dataclass(frozen=True)
class Equal:
    """Both records have the same value."""

    feature: str

    def sql(self) -> str:
        return f"{self.feature}_l = {self.feature}_r"

    def holds(self, left: Features, right: Features) -> bool:
        return bool(left.get(self.feature)) and left.get(self.feature) == right.get(self.feature)


@dataclass(frozen=True)
class Similar:
    """The values' Jaro-Winkler likeness reaches the threshold."""

    feature: str
    threshold: float

    def sql(self) -> str:
        return _similar_sql(f"{self.feature}_l", f"{self.feature}_r", self.threshold)

    def holds(self, left: Features, right: Features) -> bool:
        one, other = left.text(self.feature), right.text(self.feature)
        return bool(one and other) and jaro_winkler(one, other) >= self.threshold


@dataclass(frozen=True)
class Crossed:
    """One feature of one record is like another feature of the other record: swapped cells.

    ``is_both_ways`` asks for both directions, else one is enough.
    """

    feature: str
    other: str
    threshold: float
    is_both_ways: bool = False

    def sql(self) -> str:
        there = _similar_sql(f"{self.feature}_l", f"{self.other}_r", self.threshold)
        back = _similar_sql(f"{self.feature}_r", f"{self.other}_l", self.threshold)
        return f"(coalesce({there}, false) {'AND' if self.is_both_ways else 'OR'} coalesce({back}, false))"

    def holds(self, left: Features, right: Features) -> bool:
        ways = (self._is_like(left, right), self._is_like(right, left))
        return all(ways) if self.is_both_ways else any(ways)

    def _is_like(self, one: Features, other: Features) -> bool:
        first, second = one.text(self.feature), other.text(self.other)
        return bool(first and second) and jaro_winkler(first, second) >= self.threshold


@dataclass(frozen=True)
class Shares:
    """The two lists have a value in common."""

    feature: str

    def sql(self) -> str:
        return f"list_has_any({self.feature}_l, {self.feature}_r)"

    def holds(self, left: Features, right: Features) -> bool:
        return not set(left.values_of(self.feature)).isdisjoint(right.values_of(self.feature))


@dataclass(frozen=True)
class Edits:
    """Both values have the least length and at most so many letters inserted, deleted or replaced (Levenshtein)."""

    feature: str
    most: int
    least_length: int

    def sql(self) -> str:
        one, other = f"{self.feature}_l", f"{self.feature}_r"
        return (
            f"(least(strlen({one}), strlen({other})) >= {self.least_length}"
            f" AND abs(strlen({one}) - strlen({other})) <= {self.most}"
            f" AND levenshtein({one}, {other}) <= {self.most})"
        )

    def holds(self, left: Features, right: Features) -> bool:
        one, other = left.text(self.feature).encode(), right.text(self.feature).encode()
        return (
            min(len(one), len(other)) >= self.least_length and Levenshtein.distance(one, other) <= self.most
        )


@dataclass(frozen=True)
class Begins:
    """One value begins with the whole other one, which has the least length: an initial, a first half."""

    feature: str
    least_length: int

    def sql(self) -> str:
        one, other = f"{self.feature}_l", f"{self.feature}_r"
        return (
            f"(least(strlen({one}), strlen({other})) >= {self.least_length}"
            f" AND (starts_with({one}, {other}) OR starts_with({other}, {one})))"
        )

    def holds(self, left: Features, right: Features) -> bool:
        short, long = sorted((left.text(self.feature), right.text(self.feature)), key=len)
        return len(short.encode()) >= self.least_length and long.startswith(short)


@dataclass(frozen=True)
class Initial:
    """One value is a single letter, and the other begins with it."""

    feature: str

    def sql(self) -> str:
        one, other = f"{self.feature}_l", f"{self.feature}_r"
        return (
            f"(least(strlen({one}), strlen({other})) = 1"
            f" AND (starts_with({one}, {other}) OR starts_with({other}, {one})))"
        )

    def holds(self, left: Features, right: Features) -> bool:
        short, long = sorted((left.text(self.feature), right.text(self.feature)), key=len)
        return len(short.encode()) == 1 and long.startswith(short)


@dataclass(frozen=True)
class Ends:
    """One value ends with the whole other one, which has the least length: the second half of a double name."""

    feature: str
    least_length: int

    def sql(self) -> str:
        one, other = f"{self.feature}_l", f"{self.feature}_r"
        return (
            f"(least(strlen({one}), strlen({other})) >= {self.least_length}"
            f" AND (ends_with({one}, {other}) OR ends_with({other}, {one})))"
        )

    def holds(self, left: Features, right: Features) -> bool:
        short, long = sorted((left.text(self.feature), right.text(self.feature)), key=len)
        return len(short.encode()) >= self.least_length and long.endswith(short)


@dataclass(frozen=True)
class Every:
    """All of the conditions hold."""

    conditions: tuple[Condition, ...]

    def sql(self) -> str:
        return "(" + " AND ".join(condition.sql() for condition in self.conditions) + ")"

    def holds(self, left: Features, right: Features) -> bool:
        return all(condition.holds(left, right) for condition in self.conditions)


@dataclass(frozen=True)
class Either:
    """At least one of the conditions holds."""

    conditions: tuple[Condition, ...]

    def sql(self) -> str:
        return "(" + " OR ".join(condition.sql() for condition in self.conditions) + ")"

    def holds(self, left: Features, right: Features) -> bool:
        return any(condition.holds(left, right) for condition in self.conditions)


@dataclass(frozen=True)
class Neither:
    """None of the conditions holds; a missing feature counts as not holding."""

    conditions: tuple[Condition, ...]

    def sql(self) -> str:
        return f"(NOT coalesce({Either(self.conditions).sql()}, false))"

    def holds(self, left: Features, right: Features) -> bool:
        return not any(condition.holds(left, right) for condition in self.conditions)


@dataclass(frozen=True)
class Always:
    """What is left when no level before it held."""

    def sql(self) -> str:
        return "ELSE"

    def holds(self, left: Features, right: Features) -> bool:
        return True
