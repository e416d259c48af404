"""From a file to its cards: isolated, unfolded, parsed by vobject once a card, decoded.

Values never pass through vobject: it cuts text at an unescaped comma, takes any ENCODING for base64,
keeps backslashes in URLs, and needs quadratic time and 190 times the memory for a picture. It is given
each header with the value's number instead, and the values are decoded here.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

import vobject

from prospect_crm.domain.message import Message

from .card import Card, Property
from .charsets import as_lines_in_ascii, known_charset
from .isolation import RawCard, isolate
from .results import CardProblem, CardRefused, Limits, VCardError
from .unfolding import RawLine, Unfolding
from .values import decode_base64, decode_text

if TYPE_CHECKING:
    from collections.abc import Iterator

_BINARY = frozenset({"PHOTO", "LOGO", "SOUND", "KEY"})
_ENCODINGS = frozenset({"QUOTED-PRINTABLE", "BASE64", "B", "8BIT", "7BIT"})
_VALUES = frozenset({"URL", "URI", "CID", "CONTENT-ID", "INLINE"})
# vobject acts on these instead of keeping them; a card's own BEGIN and END are not among its lines.
_STRUCTURE = frozenset({"BEGIN", "END", "PROFILE"})
_VERSIONS = frozenset({"2.1", "3.0", "4.0"})


@dataclass(slots=True)
class Refusal:
    """A card that cannot be read."""

    position: int
    first_line: int
    reason: Message


def parse_cards(data: bytes, *, charset: str | None, limits: Limits) -> Iterator[Card | Refusal]:
    """Every card of a file, lazily.

    Raises VCardError for the whole file: empty, over ``limits.file_bytes``, an unknown ``charset``, or
    not a vCard file at all.
    """
    chosen = _chosen_charset(charset)
    _check_size(data, limits)
    data = as_lines_in_ascii(data, chosen)
    found = False
    for raw in isolate(data):
        found = True
        if raw.position > limits.cards:
            yield Refusal(raw.position, raw.first_line, _too_many_cards(limits))
            return
        yield _parsed(data, raw, "" if chosen == "utf-8" else chosen, limits)
    if not found:
        raise VCardError(Message("This is not a vCard file: it has no line BEGIN:VCARD."))


def _chosen_charset(charset: str | None) -> str:
    if not charset:
        return ""
    codec = known_charset(charset)
    if not codec:
        raise VCardError(
            Message("The character set {charset} is unknown; choose another one.", {"charset": charset})
        )
    return codec


def _check_size(data: bytes, limits: Limits) -> None:
    if not data.strip(b"\0 \t\r\n"):
        raise VCardError(Message("The file is empty."))
    if len(data) > limits.file_bytes:
        sizes = {"size": _megabytes(len(data)), "limit": _megabytes(limits.file_bytes)}
        raise VCardError(Message("The file has {size} MB; at most {limit} MB can be read. Split it.", sizes))


def _too_many_cards(limits: Limits) -> Message:
    limit = {"limit": limits.cards}
    return Message(
        "Only the first {limit} cards are read, not this one and those after it. Split the file.", limit
    )


def _megabytes(size: int) -> str:
    return f"{size / 1024 / 1024:.1f}"


def _parsed(data: bytes, raw: RawCard, chosen: str, limits: Limits) -> Card | Refusal:
    if not raw.has_name:
        reason = Message("These lines stand outside every card and do not say whom they are about.")
        return Refusal(raw.position, raw.first_line, reason)
    try:
        return _Parsing(data, raw, chosen, limits).card()
    except CardRefused as error:
        return Refusal(raw.position, raw.first_line, error.reason)
    except Exception as error:
        reason = Message(
            "The card cannot be read ({error}). Export it again.", {"error": type(error).__name__}
        )
        return Refusal(raw.position, raw.first_line, reason)


class _Parsing:
    def __init__(self, data: bytes, raw: RawCard, chosen: str, limits: Limits) -> None:
        self.data = data
        self.raw = raw
        self.chosen = chosen
        self.limits = limits
        self.result = Card(raw.position, raw.first_line)
        self.charset_of_card = ""

    def card(self) -> Card:
        if self.raw.end - self.raw.start > self.limits.card_bytes:
            sizes = {"limit": _megabytes(self.limits.card_bytes)}
            raise CardRefused(Message("The card is larger than {limit} MB.", sizes))
        self._report_shape()
        unfolding = Unfolding(self.data, self.raw, self.limits.lines)
        lines = list(self._limited(unfolding.lines()))
        self.result.problems += unfolding.problems
        self.result.properties = self._properties(lines)
        self._take_version()
        self.result.problems.sort(key=lambda problem: problem.line)
        return self.result

    def _report_shape(self) -> None:
        if not self.raw.has_begin:
            self._report(self.raw.first_line, Message("The card has no line BEGIN:VCARD."))
        if not self.raw.has_end:
            self._report(self.raw.first_line, Message("The card has no line END:VCARD; it may be cut off."))
        if self.raw.nested:
            message = Message(
                "Cards inside this card were left out: {count}.", {"count": len(self.raw.nested)}
            )
            self._report(self.raw.first_line, message)

    def _report(self, line: int, message: Message) -> None:
        self.result.problems.append(CardProblem(line, message))

    def _limited(self, lines: Iterator[RawLine]) -> Iterator[RawLine]:
        for count, line in enumerate(lines):
            if count >= self.limits.properties:
                limit = {"limit": self.limits.properties}
                raise CardRefused(Message("The card has more than {limit} properties.", limit))
            if len(line.value) <= self._limit_of(line):
                yield line
                continue
            name = {"name": line.header.name}
            self._report(line.line, Message("{name} is too long; it was left out.", name))

    def _limit_of(self, line: RawLine) -> int:
        if line.header.name in _BINARY or line.header.is_base64:
            return self.limits.photo_bytes * 3 // 2
        return self.limits.text_bytes

    def _properties(self, lines: list[RawLine]) -> list[Property]:
        headers = _parsed_headers(lines)
        declared = (line.header.charset for line in lines)
        self.charset_of_card = next((codec for codec in declared if codec not in ("", "utf-8")), "")
        numbered = [(number, line) for number, line in enumerate(lines) if line.header.name not in _STRUCTURE]
        return [self._property(line, headers.get(number)) for number, line in numbered]

    def _property(self, line: RawLine, header: vobject.base.ContentLine | None) -> Property:
        result = Property(line.header.name, "", line.line)
        if header is not None:
            result.group, result.parameters = header.group or "", header.params
            for bare in header.singletonparams:
                _add_bare_parameter(result.parameters, bare)
        if line.header.is_base64:
            result.content = decode_base64(line.value)
        else:
            result.value = self._text(line)
        return result

    def _text(self, line: RawLine) -> str:
        text, codec = decode_text(line.value, line.header, self.chosen, self.charset_of_card)
        self._report_charset(line, codec)
        return text

    def _report_charset(self, line: RawLine, codec: str) -> None:
        """Tell what was guessed: nothing, where the card or the user names the character set."""
        places = {"name": line.header.name, "charset": line.header.declared_charset}
        if places["charset"] and not line.header.charset:
            self._report(line.line, Message("{name} declares an unknown character set, {charset}.", places))
        elif not codec:
            message = Message("Some characters of {name} cannot be read. Choose a character set.", places)
            self._report(line.line, message)
        elif codec == "cp1252" and codec not in (line.header.charset, self.chosen, self.charset_of_card):
            message = Message(
                "{name} is not UTF-8; it was read as Windows-1252. Choose a character set if it is wrong.",
                places,
            )
            self._report(line.line, message)

    def _take_version(self) -> None:
        versions = [found.text.strip() for found in self.result.named("VERSION")]
        self.result.version = versions[0] if versions and versions[0] in _VERSIONS else ""


def _parsed_headers(lines: list[RawLine]) -> dict[int, vobject.base.ContentLine]:
    """Group and parameters of the lines that have any, by the lines' numbers: the one call of vobject."""
    skeleton = ["BEGIN:CARD"]
    for number, line in enumerate(lines):
        if not line.header.is_plain and line.header.name not in _STRUCTURE:
            skeleton.append(f"{line.header.skeleton}:{number}")
    skeleton.append("END:CARD\n")
    # No behaviour of vobject belongs to CARD, so it parses headers and leaves their values alone.
    parsed = vobject.readOne(io.StringIO("\n".join(skeleton)), transform=False, allowQP=True)
    return {int(header.value): header for header in parsed.lines()}


def _add_bare_parameter(parameters: dict[str, list[str]], bare: str) -> None:
    upper = bare.upper()
    name = "ENCODING" if upper in _ENCODINGS else "VALUE" if upper in _VALUES else "TYPE"
    parameters.setdefault(name, []).append(bare)


__all__ = ["Refusal", "parse_cards"]
