"""Records on their way into DuckDB: columns of features.

The columns are made from buffers, because ``pyarrow.array`` loads pandas, which takes longer than a small scan.
"""

from __future__ import annotations

from array import array
from itertools import accumulate, chain
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from prospect_crm.domain.matching.features import COMPANY_FEATURES, LIST_FEATURES, PERSON_FEATURES, Features

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import pyarrow

    from prospect_crm.domain.matching.comparisons import Kind


class Column(NamedTuple):
    """The buffers of a column of texts, or of lists of texts, in Arrow's format."""

    length: int
    validity: bytes | None
    offsets: array[int]
    values: bytes | Column


class Chunk(NamedTuple):
    """Consecutive records as columns of plain bytes: what workers hand over needs no Arrow, slow to import."""

    first: int
    length: int
    columns: dict[str, Column]


def to_chunk(kind: Kind, first: int, rows: Sequence[Features]) -> Chunk:
    """The columns of consecutive records, the first of which stands at ``first``."""
    names = PERSON_FEATURES if kind == "person" else COMPANY_FEATURES
    by_feature = list(zip(*map(itemgetter(*names), rows), strict=True)) or [()] * len(names)
    columns = {
        name: _lists(values) if name in LIST_FEATURES else _texts(values)
        for name, values in zip(names, by_feature, strict=True)
    }
    return Chunk(first, len(rows), columns)


def _texts(texts: Sequence[str]) -> Column:
    """Texts, an empty one as null."""
    joined = "".join(texts)
    if not joined:
        return _nothing(len(texts), b"")
    # Letters beyond ASCII take several bytes; then the texts have to be measured one by one.
    measured = texts if joined.isascii() else [text.encode() for text in texts]
    return Column(len(texts), _validity(texts), _offsets(measured), joined.encode())


def _lists(lists: Sequence[tuple[str, ...]]) -> Column:
    """Lists of texts, an empty one as null."""
    texts = list(chain.from_iterable(lists))
    if not texts:
        return _nothing(len(lists), _texts(texts))
    return Column(len(lists), _validity(lists), _offsets(lists), _texts(texts))


def _nothing(length: int, values: bytes | Column) -> Column:
    """A column of nulls: many lists have no birthdays, no second address lines."""
    return Column(length, bytes(-(-length // 8)), array("i", bytes(4 * (length + 1))), values)


def _offsets(values: Iterable[str | bytes | tuple[str, ...]]) -> array[int]:
    return array("i", accumulate(map(len, values), initial=0))


def _validity(values: Sequence[str | tuple[str, ...]]) -> bytes | None:
    """One bit a value, the first value's lowest: 1 where it is not empty (Arrow columnar format); None for all."""
    if all(values):
        return None
    bits = "".join(["1" if value else "0" for value in reversed(values)])
    return int(bits, 2).to_bytes(-(-len(bits) // 8), "little")


def arrow_table(chunk: Chunk) -> pyarrow.Table:
    """The chunk as Arrow's table, over the same bytes."""
    columns = {"unique_id": number_column(range(chunk.first, chunk.first + chunk.length))}
    return table_of(columns | {name: _arrow(column) for name, column in chunk.columns.items()})


def text_column(texts: Sequence[str]) -> pyarrow.Array:
    """Texts, an empty one as null."""
    return _arrow(_texts(texts))


def _arrow(column: Column) -> pyarrow.Array:
    import pyarrow

    validity = None if column.validity is None else pyarrow.py_buffer(column.validity)
    buffers = [validity, pyarrow.py_buffer(column.offsets)]
    if isinstance(column.values, Column):
        type_, children = pyarrow.list_(pyarrow.string()), [_arrow(column.values)]
        return pyarrow.Array.from_buffers(type_, column.length, buffers, children=children)
    return pyarrow.Array.from_buffers(
        pyarrow.string(), column.length, [*buffers, pyarrow.py_buffer(column.values)]
    )


def table_of(columns: dict[str, pyarrow.Array]) -> pyarrow.Table:
    import pyarrow

    return pyarrow.Table.from_arrays(list(columns.values()), names=list(columns))


def number_column(values: Iterable[float], code: str = "i") -> pyarrow.Array:
    """Numbers of the width that ``array`` gives the code: i and q are 4 and 8 bytes, d is a floating one."""
    import pyarrow

    types = {"i": pyarrow.int32(), "q": pyarrow.int64(), "d": pyarrow.float64()}
    numbers = array(code, values)
    return pyarrow.Array.from_buffers(types[code], len(numbers), [None, pyarrow.py_buffer(numbers)])
