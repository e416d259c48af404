"""Records on their way into DuckDB: columns of features, and their blocking keys as numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from prospect_crm.domain.matching.features import COMPANY_FEATURES, LIST_FEATURES, PERSON_FEATURES, Features
from prospect_crm.domain.matching.keys import key_texts

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pyarrow

    from prospect_crm.domain.matching.comparisons import Kind


@dataclass(frozen=True)
class Chunk:
    """Records ready for DuckDB: their features as a table of columns, and their keys."""

    features: pyarrow.Table
    keys: pyarrow.Table


def warm_up() -> None:
    """Load what the first array of pyarrow loads (pandas), so that forked workers need not load it each."""
    import pyarrow

    pyarrow.array([""])


def to_chunk(kind: Kind, first: int, rows: Sequence[Features]) -> Chunk:
    """The columns of consecutive records, the first of which stands at ``first``.

    Keys are told apart by Python's own hash, whose seed forked processes share with their parent.
    """
    import pyarrow

    names = PERSON_FEATURES if kind == "person" else COMPANY_FEATURES
    columns: dict[str, Any] = {"unique_id": pyarrow.array(range(first, first + len(rows)), pyarrow.int32())}
    for name in names:
        type_ = pyarrow.list_(pyarrow.string()) if name in LIST_FEATURES else pyarrow.string()
        columns[name] = pyarrow.array([row.get(name) for row in rows], type_)
    types: list[int] = []
    hashes: list[int] = []
    ids: list[int] = []
    for index, row in enumerate(rows, first):
        for type_, text in key_texts(row):
            types.append(type_)
            hashes.append(hash(text))
            ids.append(index)
    keys = {
        "type": pyarrow.array(types, pyarrow.int8()),
        "hash": pyarrow.array(hashes, pyarrow.int64()),
        "id": pyarrow.array(ids, pyarrow.int32()),
    }
    return Chunk(pyarrow.table(columns), pyarrow.table(keys))
