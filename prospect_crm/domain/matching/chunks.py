"""Records on their way into DuckDB: columns of features.

The columns are made from buffers, because ``pyarrow.array`` loads pandas, which takes longer than a small scan.
"""

from __future__ import annotations

from array import array
from itertools import accumulate, chain
from operator import itemgetter
from typing import TYPE_CHECKING

from prospect_crm.domain.matching.features import COMPANY_FEATURES, LIST_FEATURES, PERSON_FEATURES, Features

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import pyarrow

    from prospect_crm.domain.matching.comparisons import Kind


def to_chunk(kind: Kind, first: int, rows: Sequence[Features]) -> pyarrow.Table:
    """The columns of consecutive records, the first of which stands at ``first``."""
    names = PERSON_FEATURES if kind == "person" else COMPANY_FEATURES
    columns = {"unique_id": number_column(range(first, first + len(rows)))}
    by_feature = list(zip(*map(itemgetter(*names), rows), strict=True)) or [()] * len(names)
    for name, values in zip(names, by_feature, strict=True):
        columns[name] = _list_column(values) if name in LIST_FEATURES else text_column(values)
    return table_of(columns)


def table_of(columns: dict[str, pyarrow.Array]) -> pyarrow.Table:
    import pyarrow

    return pyarrow.Table.from_arrays(list(columns.values()), names=list(columns))


def number_column(values: Iterable[float], code: str = "i") -> pyarrow.Array:
    """Numbers of the width that ``array`` gives the code: i and q are 4 and 8 bytes, d is a floating one."""
    import pyarrow

    types = {"i": pyarrow.int32(), "q": pyarrow.int64(), "d": pyarrow.float64()}
    numbers = array(code, values)
    return pyarrow.Array.from_buffers(types[code], len(numbers), [None, pyarrow.py_buffer(numbers)])


def text_column(texts: Sequence[str]) -> pyarrow.Array:
    """Texts, an empty one as null."""
    import pyarrow

    joined = "".join(texts)
    # Letters beyond ASCII take several bytes; then the texts have to be measured one by one.
    measured = texts if joined.isascii() else [text.encode() for text in texts]
    buffers = [_validity(texts), _offsets(measured), pyarrow.py_buffer(joined.encode())]
    return pyarrow.Array.from_buffers(pyarrow.string(), len(texts), buffers)


def _list_column(lists: Sequence[tuple[str, ...]]) -> pyarrow.Array:
    """Lists of texts, an empty one as null."""
    import pyarrow

    children = [text_column(list(chain.from_iterable(lists)))]
    type_ = pyarrow.list_(pyarrow.string())
    return pyarrow.Array.from_buffers(
        type_, len(lists), [_validity(lists), _offsets(lists)], children=children
    )


def _offsets(values: Iterable[str | bytes | tuple[str, ...]]) -> pyarrow.Buffer:
    import pyarrow

    return pyarrow.py_buffer(array("i", accumulate(map(len, values), initial=0)))


def _validity(values: Sequence[str | tuple[str, ...]]) -> pyarrow.Buffer | None:
    """One bit a value, the first value's lowest: 1 where it is not empty (Arrow columnar format); None for all."""
    import pyarrow

    if all(values):
        return None
    bits = "".join(["1" if value else "0" for value in reversed(values)])
    return pyarrow.py_buffer(int(bits, 2).to_bytes(-(-len(bits) // 8), "little"))
