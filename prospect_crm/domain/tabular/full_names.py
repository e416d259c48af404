"""First and last name, and salutation, out of one cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prospect_crm.domain.message import Message
from prospect_crm.domain.tabular.labels import normalize_label
from prospect_crm.domain.tabular.verdicts import CellProblem, RowResult

if TYPE_CHECKING:
    from collections.abc import Set

_SALUTATIONS = {
    "m": "Mr", "mr": "Mr", "monsieur": "Mr", "mister": "Mr", "mme": "Mrs", "mrs": "Mrs", "madame": "Mrs", "ms": "Ms",
    "mlle": "Miss", "miss": "Miss", "mademoiselle": "Miss", "dr": "Dr", "docteur": "Dr", "pr": "Prof", "prof": "Prof",
}  # fmt: skip


def split_full_name(result: RowResult, cell: str, keys: Set[str]) -> None:
    """Replace the full name of a row by its parts; where they have columns of their own, report what differs.

    ``keys`` are the fields of the target: a salutation is kept where there is one.
    """
    values = result.values
    full = values.pop("full_name", None)
    if not isinstance(full, str):
        return
    if "last_name" in values or "first_name" in values:
        if not _holds(full, values):
            message = Message(
                "“{value}” was not read: first and last name have columns of their own.", {"value": full[:60]}
            )
            result.problems.append(CellProblem("full_name", cell, full, message))
        return
    salutation, first, last = split_name(full)
    if salutation and "salutation" in keys:
        values.setdefault("salutation", salutation)
    values.update({key: name for key, name in (("first_name", first), ("last_name", last)) if name})


def _holds(full: str, values: dict[str, object]) -> bool:
    given = f"{values.get('first_name')} {values.get('last_name')}".casefold().split()
    return {word for word in full.casefold().split() if normalize_label(word) not in _SALUTATIONS} <= set(
        given
    )


def split_name(full: str) -> tuple[str, str, str]:
    """Salutation, first and last name: "Lefèvre, Hélène", "Mme LEFÈVRE Hélène", "Hélène Lefèvre".

    A comma stands behind the last name; capitals mark a French last name; else the last word is it.
    """
    head, _, rest = full.strip().partition(" ")
    salutation = _SALUTATIONS.get(normalize_label(head), "") if rest else ""
    name = rest.strip() if salutation else full.strip()
    if "," in name:
        last, _, first = name.partition(",")
        return salutation, first.strip(), last.strip()
    words = name.split()
    capitals = [word for word in words if len(word) > 1 and word.isupper()]
    if capitals and len(capitals) < len(words):
        return salutation, " ".join(word for word in words if word not in capitals), " ".join(capitals)
    return salutation, " ".join(words[:-1]), words[-1] if words else ""
