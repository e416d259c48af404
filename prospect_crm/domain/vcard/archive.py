"""A ZIP with one vCard a person, written as it goes."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

from .file_names import UniqueNames
from .writer import Version, write_card

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from prospect_crm.domain.person import Person

# Nothing in a card says when the file was made, and the same people should give the same bytes.
_DATE = (1980, 1, 1, 0, 0, 0)


def write_zip(people: Iterable[Person], *, version: Version = "3.0") -> Iterator[bytes]:
    """The bytes of the archive, a person at a time; only names and offsets stay in memory."""
    sink = _Sink()
    names = UniqueNames()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        for person in people:
            entry = zipfile.ZipInfo(names.name_for(person), _DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, write_card(person, version=version))
            yield sink.taken()
    yield sink.taken()


class _Sink:
    """A file that can only be written to; what was written is taken away piece by piece."""

    def __init__(self) -> None:
        self.pieces: list[bytes] = []

    def write(self, piece: bytes) -> int:
        self.pieces.append(bytes(piece))
        return len(piece)

    def flush(self) -> None:
        """Nothing is held back."""

    def close(self) -> None:
        """Nothing is open."""

    def taken(self) -> bytes:
        pieces, self.pieces = self.pieces, []
        return b"".join(pieces)
