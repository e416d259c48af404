"""Long lines folded at 75 octets, never inside a character (RFC 6350 section 3.2, RFC 2426 section 2.6)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST_LINE = 75
"""Octets of one line without its line end."""

_FOLD = b"\r\n "


def folded(line: str) -> bytes:
    """``line`` in UTF-8 with its line ends; lone surrogates are left out."""
    encoded = line.encode("utf-8", "ignore")
    if len(encoded) <= LONGEST_LINE:
        return encoded + b"\r\n"
    return _FOLD.join(_pieces(encoded)) + b"\r\n"


def _pieces(encoded: bytes) -> Iterator[bytes]:
    start, room = 0, LONGEST_LINE
    while len(encoded) - start > room:
        end = _fold_before(encoded, start, start + room)
        yield encoded[start:end]
        # The space that begins a folded line counts among its octets.
        start, room = end, LONGEST_LINE - 1
    yield encoded[start:]


def _fold_before(encoded: bytes, start: int, furthest: int) -> int:
    """Where to fold: between characters, and beside no space, as some readers strip lines."""
    end = furthest
    while encoded[end] & 0xC0 == 0x80:
        end -= 1
    beside = end
    while b" " in encoded[beside - 1 : beside + 1] or encoded[beside] & 0xC0 == 0x80:
        beside -= 1
        if beside <= start + 1:
            return end
    return beside
