"""The part of a content line before its colon: group, name and parameters.

vobject parses it, one call a card; what its grammar does not take is repaired here first, because its
pattern takes exponential time on a header that does not match.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from prospect_crm.domain.message import Message

from .charsets import known_charset

LONGEST_HEADER = 16_384
_COLON_OR_QUOTE = re.compile(rb'[:"]')
_VALID_HEADER = re.compile(
    r'(?:[\w-]+\.)?[\w-]+(?:;[\w-]+(?:=(?:"[^"]*"|[^";:,]*)(?:,(?:"[^"]*"|[^";:,]*))*)?)*', re.ASCII
)
_NAME = re.compile(r"(?:([\w-]+)\.)?([\w-]+)", re.ASCII)
_PARAMETER_NAME = re.compile(r"[\w-]+", re.ASCII)
_OUTSIDE_QUOTES = re.compile(r'((?:[^;"]+|"[^"]*"|"[^"]*$)*)(?:;|$)')
_QUOTED_PRINTABLE = re.compile(r';(?:ENCODING\s*=\s*"?)?(?:QUOTED-PRINTABLE|QP)"?(?=;|$)', re.IGNORECASE)
_BASE64 = re.compile(r';(?:ENCODING\s*=\s*"?)?(?:BASE64|B)"?(?=;|$)', re.IGNORECASE)
_CHARSET = re.compile(r';CHARSET\s*=\s*"?([^";,]*)', re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Header:
    """What has to be known of a header before its value can be decoded.

    ``skeleton`` is the header as vobject takes it, without ENCODING and CHARSET of text: those are
    undone before vobject sees the line.
    """

    skeleton: str
    name: str
    charset: str = ""
    declared_charset: str = ""
    is_quoted_printable: bool = False
    is_base64: bool = False
    problem: Message | None = None

    @property
    def is_plain(self) -> bool:
        """Whether there is nothing to parse: no group and no parameters."""
        return self.skeleton.upper() == self.name


def find_colon(text: bytes, *, in_quotes: bool = False) -> tuple[int, bool]:
    """Where the header in ``text`` ends: its first colon outside double quotes, or -1.

    Also whether a quote is open at the end of ``text``: it may close on a folded line to come.
    """
    for match in _COLON_OR_QUOTE.finditer(text):
        if match[0] == b'"':
            in_quotes = not in_quotes
        elif not in_quotes:
            return match.start(), False
    return -1, in_quotes


@lru_cache(maxsize=4096)
def read_header(raw: bytes) -> Header | None:
    """The header, or None where ``raw`` does not begin as a content line does."""
    text = _text(raw).strip()
    match = _NAME.match(text)
    if match is None or text[match.end() :].lstrip()[:1] not in ("", ";"):
        return None
    charset = _CHARSET.search(text)
    declared = charset[1].strip() if charset else ""
    quoted_printable, base64 = _QUOTED_PRINTABLE.search(text), _BASE64.search(text)
    for found in (_QUOTED_PRINTABLE, _CHARSET):
        text = found.sub("", text)
    valid = _VALID_HEADER.fullmatch(text) is not None
    return Header(
        skeleton=text if valid else _repaired(match, text),
        name=match[2].upper().replace("_", "-"),
        charset=known_charset(declared) if declared else "",
        declared_charset=declared,
        is_quoted_printable=quoted_printable is not None,
        is_base64=base64 is not None,
        problem=None if valid else Message("A parameter of {name} is malformed.", {"name": match[2].upper()}),
    )


def _text(raw: bytes) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace")


def _repaired(name: re.Match[str], text: str) -> str:
    """The header with every parameter quoted, bare ones named TYPE, and unusable ones left out."""
    parts = [name[0]]
    for parameter in split_outside_quotes(text[name.end() :]):
        key, equals, value = parameter.partition("=")
        if not equals:
            key, value = "TYPE", parameter
        if _PARAMETER_NAME.fullmatch(key.strip()) and value.strip():
            parts.append(f'{key.strip()}="{_unquoted(value)}"')
    return ";".join(parts)


def split_outside_quotes(parameters: str) -> list[str]:
    """``parameters`` between the semicolons that are not inside double quotes, empty ones left out."""
    return [match[1] for match in _OUTSIDE_QUOTES.finditer(parameters) if match[1].strip()]


def _unquoted(value: str) -> str:
    return re.sub(r'["\x00-\x1f\x7f]', " ", value).strip()
