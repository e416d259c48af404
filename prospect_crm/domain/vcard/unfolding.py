"""From the bytes of one card to its content lines: unfolded, soft breaks joined, still undecoded.

Lines are unfolded as bytes, because producers fold in the middle of a multi-byte character.
"""

from __future__ import annotations

import binascii
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from prospect_crm.domain.message import Message

from .cleaning import excerpt
from .header import LONGEST_HEADER, Header, find_colon, read_header
from .isolation import RawCard, count_line_ends
from .results import CardProblem, CardRefused

if TYPE_CHECKING:
    from collections.abc import Iterator

_LINE = re.compile(rb"([^\r\n]*)(\r\r\n|\r\n|\n|\r|\Z)")
_NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/=\s]")
_DATA_URI = re.compile(rb"[ \t]*data:[^,]{0,200};base64,", re.IGNORECASE)
_WITHOUT_SPACES = frozenset({"EMAIL", "URL"})
_FOLD = (b" ", b"\t")
_EXCERPT = 200
_MOST_PROBLEMS = 50
# A first byte that wants more bytes than follow it; nine octets are three in quoted-printable.
_CHARACTER_STARTS = ((1, b"\xc2"), (2, b"\xe0"), (3, b"\xf0"))
_LONGEST_CHARACTER = 9
_CONTINUES_CHARACTER = re.compile(rb"[ \t]+=[89AB][0-9A-F]", re.IGNORECASE)


@dataclass(slots=True)
class RawLine:
    """One unfolded content line: its header, its value as bytes, and where it begins in the file."""

    line: int
    header: Header
    value: bytes


@dataclass(slots=True)
class _Open:
    """A content line that may go on: ``header`` is None until its colon has been seen."""

    line: int
    parts: list[bytes] = field(default_factory=list)
    header: Header | None = None
    may_have_header: bool = True
    takes_base64: bool = False
    is_quoted_printable: bool = False
    in_quotes: bool = False
    size: int = 0
    has_blank_after_break: bool = False

    def append(self, text: bytes) -> None:
        size, self.size = self.size, self.size + len(text) + 1
        self.parts.append(text)
        if self.may_have_header and size <= LONGEST_HEADER:
            colon, self.in_quotes = find_colon(text, in_quotes=self.in_quotes)
            if colon >= 0:
                line = b"".join(self.parts) if size else text
                self._split_at(line, len(line) - len(text) + colon)

    def take_any_colon(self) -> None:
        """Take a colon inside a quote that never closed."""
        line = b"".join(self.parts)
        self._split_at(line, line.find(b":"))

    def _split_at(self, line: bytes, colon: int) -> None:
        self.may_have_header = False
        self.header = read_header(line[:colon]) if 0 < colon <= LONGEST_HEADER else None
        if self.header is not None:
            self.parts = [line[colon + 1 :]]
            self.is_quoted_printable = self.header.is_quoted_printable
            self.takes_base64 = self.header.is_base64 or _DATA_URI.match(self.parts[0]) is not None

    @property
    def has_no_spaces(self) -> bool:
        """An address has no spaces, so all that a fold begins with belongs to the fold."""
        return self.header is not None and self.header.name in _WITHOUT_SPACES

    @property
    def has_soft_break(self) -> bool:
        return self.is_quoted_printable and self.parts[-1].rstrip(b" \t").endswith(b"=")

    def drop_soft_break(self) -> None:
        self.parts[-1] = self.parts[-1].rstrip(b" \t")[:-1]

    @property
    def ends_inside_character(self) -> bool:
        """Whether the value so far breaks off within a character of UTF-8, where no space can follow."""
        last = binascii.a2b_qp(self.parts[-1][-_LONGEST_CHARACTER:])
        return any(last[-length:][:1] >= first for length, first in _CHARACTER_STARTS)

    @property
    def ends_in_backslash(self) -> bool:
        last = self.parts[-1]
        return (len(last) - len(last.rstrip(b"\\"))) % 2 == 1


class Unfolding:
    """The content lines of one card, and the problems met on the way."""

    def __init__(self, data: bytes, card: RawCard, most_lines: int) -> None:
        self.data = data
        self.most_lines = most_lines
        self.card = card
        self.problems: list[CardProblem] = []
        self.offset = card.start
        self.stop = card.end
        self.number = card.first_line

    def lines(self) -> Iterator[RawLine]:
        """Every content line in its order; what is none is reported in ``problems``.

        Raises CardRefused for a card of too many lines.
        """
        current: _Open | None = None
        for count, (number, text) in enumerate(self._physical_lines()):
            if count >= self.most_lines:
                raise CardRefused(
                    Message("The card has more than {limit} lines.", {"limit": self.most_lines})
                )
            if not text.strip():
                if current is not None:
                    current.has_blank_after_break = current.has_soft_break
                continue
            if current is not None:
                if self._continues(current, text, number):
                    continue
                yield from self._closed(current)
            current = self._opened(text, number)
        if current is not None:
            yield from self._closed(current)

    def _opened(self, text: bytes, number: int) -> _Open:
        current = _Open(number)
        current.append(text)
        if current.takes_base64:
            current.parts.append(self._base64_block())
        return current

    def _physical_lines(self) -> Iterator[tuple[int, bytes]]:
        """The lines outside nested cards with their numbers; _base64_block moves ``offset`` on."""
        for nested_start, nested_end in [*self.card.nested, (self.card.end, self.card.end)]:
            self.stop = nested_start
            while self.offset < nested_start:
                match = _LINE.match(self.data, self.offset, nested_start)
                if match is None:
                    break
                number = self.number
                self.offset, self.number = match.end(), number + 1
                yield number, match[1].removeprefix(self.card.indent)
            self._skip_to(nested_end)

    def _base64_block(self) -> bytes:
        """The lines that follow, up to the first that has a character foreign to base64, in one piece."""
        foreign = _NOT_BASE64.search(self.data, self.offset, self.stop)
        end = foreign.start() if foreign is not None else self.stop
        if foreign is not None:
            before = max(self.offset - 1, 0)
            end = 1 + max(self.data.rfind(b"\n", before, end), self.data.rfind(b"\r", before, end))
        block = self.data[self.offset : end] if end > self.offset else b""
        self._skip_to(self.offset + len(block))
        return block.translate(None, b" \t\r\n")

    def _skip_to(self, offset: int) -> None:
        self.number += count_line_ends(self.data, self.offset, offset)
        self.offset = offset

    def _continues(self, current: _Open, text: bytes, number: int) -> bool:
        if current.has_soft_break:
            if current.has_blank_after_break and find_colon(text)[0] >= 0:
                return False
            current.has_blank_after_break = False
            current.drop_soft_break()
            is_fold = _CONTINUES_CHARACTER.match(text) is not None and current.ends_inside_character
            current.append(text.lstrip(b" \t") if is_fold else text)
        elif text.startswith(_FOLD):
            current.append(text.lstrip(b" \t") if current.has_no_spaces else text[1:])
            if current.takes_base64:
                current.parts.append(self._base64_block())
        else:
            return self._continues_without_fold(current, text, number)
        return True

    def _continues_without_fold(self, current: _Open, text: bytes, number: int) -> bool:
        """Line ends that a producer forgot to escape: behind a backslash, and in a note."""
        if current.header is None or text.startswith(b"#") or find_colon(text)[0] >= 0:
            return False
        if current.ends_in_backslash:
            current.append(b"n" + text)
        elif current.header.name == "NOTE":
            current.append(b"\\n" + text)
        else:
            return False
        message = Message(
            "A line of text stands outside any property; it was added to {name}.",
            {"name": current.header.name},
        )
        self._report(number, message)
        return True

    def _closed(self, current: _Open) -> Iterator[RawLine]:
        if current.may_have_header:
            current.take_any_colon()
        if current.header is None:
            self._report(current.line, _not_a_property(current.parts))
            return
        if current.header.problem is not None:
            self._report(current.line, current.header.problem)
        if current.has_soft_break:
            current.drop_soft_break()
        yield RawLine(current.line, current.header, b"".join(current.parts))

    def _report(self, line: int, message: Message) -> None:
        if len(self.problems) == _MOST_PROBLEMS:
            message = Message("There are more problems in this card; they are not listed.")
        if len(self.problems) <= _MOST_PROBLEMS:
            self.problems.append(CardProblem(line, message))


def _not_a_property(parts: list[bytes]) -> Message:
    text = b"".join(parts)[:_EXCERPT].decode("utf-8", "replace")
    return Message("“{text}” is not a vCard property; it was left out.", {"text": excerpt(text)})
