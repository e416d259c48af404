"""Blanks are filled, nothing is overwritten: what a source gives to a target, and what stays as it is."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from prospect_crm.domain.normalize.phones import normalise_phone, phone_digits

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from prospect_crm.domain.conversion.field_map import FieldMap, FieldPair

Values = "Mapping[str, Any]"
Row = "dict[str, Any]"


@dataclass(slots=True)
class Filling:
    """What becomes of the target's fields.

    ``changes`` maps a field to its value before and after; ``stays`` maps one that keeps its value though the source
    says something else to that value and the source's.
    """

    changes: dict[str, tuple[Any, Any]] = field(default_factory=dict)
    stays: dict[str, tuple[Any, Any]] = field(default_factory=dict)


def is_blank(value: Any) -> bool:
    """Whether a field says nothing: empty, white space, no rows, or the number 0 (Frappe's own "not given")."""
    if isinstance(value, str):
        return not value.strip()
    return not value


def fill(
    pairs: FieldMap,
    source: Mapping[str, Any],
    target: Mapping[str, Any] | None = None,
    *,
    overwrite: Collection[str] = (),
    region: str = "",
) -> Filling:
    """Give what a source writes into a target; ``None`` stands for one that is made anew.

    A value fills a blank only; where both say something else, the target's stays and is named, unless the user
    chose the source's (``overwrite``: fields of the target). Rows of a table are added to those that are there.
    ``region`` is the ISO 3166-1 code in which phones without a plus sign are read.
    """
    filling = Filling()
    for pair in pairs:
        offered = source.get(pair.source)
        if is_blank(offered):
            continue
        before = (target or {}).get(pair.target)
        if pair.key:
            _add_rows(filling, pair, before or [], offered or [], region)
        elif is_blank(before):
            filling.changes[pair.target] = (None if target is None else before, offered)
        elif not _is_same(before, offered, pair):
            if pair.target in overwrite:
                filling.changes[pair.target] = (before, offered)
            else:
                filling.stays[pair.target] = (before, offered)
    return filling


def new_values(filling: Filling) -> dict[str, Any]:
    """Give the values after the filling."""
    return {name: after for name, (_before, after) in filling.changes.items()}


def _add_rows(
    filling: Filling,
    pair: FieldPair,
    before: Sequence[Mapping[str, Any]],
    offered: Sequence[Mapping[str, Any]],
    region: str,
) -> None:
    rows = [dict(row) for row in before]
    known = {_row_key(row, pair, region) for row in rows}
    taken = {name for name in pair.single for row in rows if row.get(name)}
    for row in offered:
        key = _row_key(row, pair, region)
        if key in known or not any(key):
            continue
        known.add(key)
        rows.append({**row, **{name: 0 for name in taken if name in row}})
        taken |= {name for name in pair.single if row.get(name)}
    if len(rows) > len(before):
        filling.changes[pair.target] = ([dict(row) for row in before] or None, rows)


def _row_key(row: Mapping[str, Any], pair: FieldPair, region: str) -> tuple[str, ...]:
    if pair.is_phone:
        number = str(row.get(pair.key[0]) or "")
        found = normalise_phone(number, region) if region else None
        return (f"{found.e164};{found.extension}" if found else phone_digits(number) or number.strip(),)
    return tuple(str(row.get(name) or "").strip().casefold() for name in pair.key)


def _is_same(one: Any, other: Any, pair: FieldPair) -> bool:
    if isinstance(one, list) or isinstance(other, list):
        return _as_set(one) == _as_set(other)
    if isinstance(one, int | float) and isinstance(other, int | float):
        return float(one) == float(other)
    return " ".join(str(one).split()).casefold() == " ".join(str(other).split()).casefold()


def _as_set(rows: Any) -> set[Any]:
    """Rows, or names where a table only links, as a set: their order says nothing."""
    return {_as_key(row) for row in rows or []}


def _as_key(row: Any) -> Any:
    return tuple(sorted((name, str(value)) for name, value in row.items())) if isinstance(row, dict) else row
