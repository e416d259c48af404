"""Where each card of a file begins and ends, so that no card can take another one down."""

from __future__ import annotations

import itertools
import re
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator

# The only line ends; str.splitlines would also cut at U+0085, U+2028 and form feeds.
_LINE_END = re.compile(rb"\r\r\n|\r\n|\n|\r")

# Files joined without a line end between them have END:VCARDBEGIN:VCARD on one line.
_MARKER_LINE = (
    rb"(?:\xef\xbb\xbf)?([ \t]*)((?:[\w-]*\.)?(BEGIN|END)[ \t]*:[ \t]*VCARD)(BEGIN:VCARD)?[ \t]*(?=[\r\n]|\Z)"
)
_FIRST_MARKER = re.compile(_MARKER_LINE, re.IGNORECASE)
_MARKER = re.compile(rb"[\r\n]" + _MARKER_LINE, re.IGNORECASE)
_NAMES_A_CARD = re.compile(rb"(?:^|[\r\n])(?:[\w-]*\.)?(?:FN|N)[;:]", re.IGNORECASE)
_NAMES_A_CARD_WITH_END = re.compile(rb"(?:^|[\r\n])(?:[\w-]*\.)?(?:FN|N|VERSION)[;:]", re.IGNORECASE)
_TELLS_OF_SOMEBODY = re.compile(rb"(?:^|[\r\n])(?:[\w-]*\.)?(?:TEL|EMAIL|ADR|ORG)[;:]", re.IGNORECASE)
_AGENT_BEFORE = re.compile(rb"(?:^|[\r\n])(?:[\w-]+\.)?AGENT[^\r\n:]*:[ \t]*[\r\n]+\Z", re.IGNORECASE)
_CONTENT = re.compile(rb"[\r\n][\w.-]+[;:]")
_LOOK_AHEAD = 32
_DEEPEST = 3
_MOST_NESTED = 1_000


@dataclass(slots=True)
class RawCard:
    """One card as a stretch of the file's bytes, from behind its BEGIN:VCARD to before its END:VCARD."""

    position: int
    first_line: int
    start: int
    end: int
    nested: list[tuple[int, int]]
    """Where cards inside this one begin and end."""
    has_begin: bool = True
    has_end: bool = True
    indent: bytes = b""
    """The spaces before each line, where a card was pasted from an indented text."""
    has_name: bool = True
    """False for lines outside every card that do not say whom they are about."""


@dataclass(frozen=True, slots=True)
class _Marker:
    kind: Literal["BEGIN", "END"]
    start: int
    end: int
    indent: bytes


def count_line_ends(data: bytes, start: int, end: int) -> int:
    """How many line ends stand between two places of ``data``."""
    feeds, returns = data.count(b"\n", start, end), data.count(b"\r", start, end)
    if not returns or feeds == returns == data.count(b"\r\n", start, end):
        return feeds
    return sum(1 for _ in _LINE_END.finditer(data, start, end))


def isolate(data: bytes) -> Iterator[RawCard]:
    """Every card of ``data`` in its order, lazily; ``data`` is as charsets.as_lines_in_ascii gives it."""
    yield from _Isolation(data).cards()


class _Isolation:
    def __init__(self, data: bytes) -> None:
        self.data = data
        self.markers = _markers(data)
        self.ahead: deque[_Marker] = deque()
        self.counted_to = 0
        self.line = 1
        self.position = 0
        self.last_end = 0

    def cards(self) -> Iterator[RawCard]:
        outside, marker = 0, self._next()
        while marker is not None:
            yield from self._stray(outside, marker.start, has_end=marker.kind == "END")
            outside = marker.end
            if marker.kind == "BEGIN":
                card = self._card_from(marker)
                yield card
                outside = self.last_end if card.has_end else card.end
            marker = self._next()
        if outside:
            yield from self._stray(outside, len(self.data), has_end=False)

    def _stray(self, start: int, end: int, *, has_end: bool) -> Iterator[RawCard]:
        """What stands outside every card, as one without BEGIN, if it is about somebody."""
        named = (_NAMES_A_CARD_WITH_END if has_end else _NAMES_A_CARD).search(self.data, start, end)
        first = named or _TELLS_OF_SOMEBODY.search(self.data, start, end)
        if first is not None:
            start = first.end() - len(first[0].lstrip())
            card = self._raw_card(start, start, end, [], has_begin=False, has_end=has_end)
            card.has_name = named is not None
            yield card

    def _card_from(self, begin: _Marker) -> RawCard:
        nested: list[tuple[int, int]] = []
        while (marker := self._next()) is not None:
            if marker.kind == "END":
                self.last_end = marker.end
                return self._raw_card(begin.start, begin.end, marker.start, nested, indent=begin.indent)
            if not nested and not self.data[begin.end : marker.start].strip():
                # BEGIN:VCARD twice in a row opens one card.
                begin = marker
                continue
            if not self._is_nested(marker, begin):
                self.ahead.appendleft(marker)
                return self._raw_card(
                    begin.start, begin.end, marker.start, nested, has_end=False, indent=begin.indent
                )
            _add_nested(nested, marker.start, self._end_of_nested(marker))
        return self._raw_card(
            begin.start, begin.end, len(self.data), nested, has_end=False, indent=begin.indent
        )

    def _is_nested(self, marker: _Marker, begin: _Marker) -> bool:
        """Whether the BEGIN at ``marker`` opens a card in a card, or the END before it is missing.

        After AGENT it is nested. Else it is nested if the outer card goes on, or ends, after it.
        """
        before = self.data[max(begin.start, marker.start - 200) : marker.start]
        return _AGENT_BEFORE.search(before) is not None or self._outer_card_goes_on(marker)

    def _outer_card_goes_on(self, marker: _Marker) -> bool:
        depth = 1
        for index in range(_LOOK_AHEAD):
            following = self._peek(index)
            if following is None:
                return False
            if depth == 0 and self._goes_on_between(marker, following):
                return True
            depth += 1 if following.kind == "BEGIN" else -1
            if depth > _DEEPEST:
                return False
            marker = following
        return False

    def _goes_on_between(self, end: _Marker, following: _Marker) -> bool:
        return following.kind == "END" or _CONTENT.search(self.data, end.end, following.start) is not None

    def _end_of_nested(self, begin: _Marker) -> int:
        depth, last = 1, begin
        while depth and (marker := self._next()) is not None:
            depth += 1 if marker.kind == "BEGIN" else -1
            last = marker
        return last.end

    def _raw_card(
        self,
        begin: int,
        start: int,
        end: int,
        nested: list[tuple[int, int]],
        *,
        has_begin: bool = True,
        has_end: bool = True,
        indent: bytes = b"",
    ) -> RawCard:
        self.position += 1
        first_line = self._line_of(begin)
        return RawCard(self.position, first_line, start, end, nested, has_begin, has_end, indent)

    def _line_of(self, offset: int) -> int:
        self.line += count_line_ends(self.data, self.counted_to, offset)
        self.counted_to = max(offset, self.counted_to)
        return self.line

    def _next(self) -> _Marker | None:
        return self.ahead.popleft() if self.ahead else self._read()

    def _peek(self, index: int) -> _Marker | None:
        while len(self.ahead) <= index:
            marker = self._read()
            if marker is None:
                return None
            self.ahead.append(marker)
        return self.ahead[index]

    def _read(self) -> _Marker | None:
        return next(self.markers, None)


def _add_nested(nested: list[tuple[int, int]], start: int, end: int) -> None:
    """Add a nested card; past a thousand, the last one swallows what follows."""
    if len(nested) >= _MOST_NESTED:
        start, _ = nested.pop()
    nested.append((start, end))


def _markers(data: bytes) -> Iterator[_Marker]:
    first = _FIRST_MARKER.match(data)
    open_indent: bytes | None = None
    for match in itertools.chain([first] if first else [], _MARKER.finditer(data)):
        kind: Literal["BEGIN", "END"] = "BEGIN" if match[3].upper() == b"BEGIN" else "END"
        if match[1] and match[1] != open_indent and (kind == "END" or open_indent is not None):
            # A folded line that happens to read like a marker.
            continue
        open_indent = match[1] if kind == "BEGIN" else None
        yield _Marker(kind, match.start(2), match.end(2), match[1])
        if match[4] is not None:
            yield _Marker("BEGIN", match.start(4), match.end(4), b"")
            open_indent = b""
