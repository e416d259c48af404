"""Which set of entities a record belongs to: one indexed column instead of a condition on a child table."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256

NAME_LENGTH = 20


def entity_set_name(entities: Iterable[str]) -> str:
    """Name the set of these entities: the same for every order and repetition; "" for none."""
    distinct = sorted(set(entities))
    if not distinct:
        return ""
    return sha256("\n".join(distinct).encode()).hexdigest()[:NAME_LENGTH]


def effective_set(own: str | None, *inherited: str | None) -> str:
    """Give a record's own set, or the first that it inherits; "" when all are empty (everybody's)."""
    return own or next((name for name in inherited if name), "")
