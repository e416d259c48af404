"""The part of a content line before its colon: group, name and parameters.

vobject parses it, one call a card; what its grammar does not take is repaired here first, because its
pattern takes exponential time on a header that does not match.
"""

from __future__ import annotations

import binascii
import re
from dataclasses import dataclass
from functools import lru_cache

from prospect_crm.domain.message import Message

from .charsets import known_charset
from .cleaning import excerpt

LONGEST_HEADER = 16_384
_LONGEST_NAME = 64
_COLON_OR_QUOTE = re.compile(rb'[:"]')
_VALID_HEADER = re.compile(
    r'(?:[\w-]+\.)?[\w-]+(?:;[\w-]+(?:=(?:"[^"]*"|[^";:,]*)(?:,(?:"[^"]*"|[^";:,]*))*)?)*', re.ASCII
)
_NAME = re.compile(r"(?:([\w-]*)\.)?([\w-]+)\s*(?=;|$)", re.ASCII)
# Google and KDE have written names such as "X-GOOGLE TALK" and "X-messaging/xmpp-All".
_EXTENSION_NAME = re.compile(r"(?:([\w-]*)\.)?(X-[^;:\"=]+)(?=;|$)", re.ASCII | re.IGNORECASE)
_ILLEGAL_IN_NAME = re.compile(r"[^A-Za-z0-9_-]")
_PARAMETER_NAME = re.compile(r"[\w-]+", re.ASCII)
_OUTSIDE_QUOTES = re.compile(r'((?:[^;"]+|"[^"]*"|"[^"]*$)*)(?:;|$)')
_QUOTED_PRINTABLE = re.compile(r';(?:ENCODING\s*=\s*"?)?(?:QUOTED-PRINTABLE|QP)"?(?=;|$)', re.IGNORECASE)
_BASE64 = re.compile(r';(?:ENCODING\s*=\s*"?)?(?:BASE64|B)"?(?=;|$)', re.IGNORECASE)
_CHARSET = re.compile(r';CHARSET\s*=\s*"?([^";,]*)', re.IGNORECASE)


# Android: TEL;X-CUSTOM(CHARSET=UTF-8,ENCODING=QUOTED-PRINTABLE,=C3=89quipe):0123
_ANDROID_LABEL = re.compile(
    r";X-CUSTOM\(CHARSET=([^,;:]*),ENCODING=QUOTED-PRINTABLE,([^);:]*)\)", re.IGNORECASE
)
CUSTOM_LABEL = "X-CUSTOM"
"""The parameter that holds the user's own word, as Android's X-CUSTOM(…) is read."""


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
    colon = text.find(b":")
    if not in_quotes and colon >= 0 and b'"' not in text[:colon]:
        return colon, False
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
    match = _NAME.match(text) or _EXTENSION_NAME.match(text)
    if match is None or match.end() > _LONGEST_NAME:
        return None
    name = _ILLEGAL_IN_NAME.sub("-", match[2].strip())
    charset = _CHARSET.search(text)
    declared = charset[1].strip() if charset else ""
    parameters = text[match.end() :]
    quoted_printable, base64 = _QUOTED_PRINTABLE.search(parameters), _BASE64.search(parameters)
    for found in (_QUOTED_PRINTABLE, _CHARSET):
        parameters = found.sub("", parameters)
    group = f"{match[1]}." if match[1] else ""
    skeleton, problem = _skeleton(f"{group}{name}", parameters)
    return Header(
        skeleton=skeleton,
        name=name.upper().replace("_", "-"),
        charset=known_charset(declared) if declared else "",
        declared_charset=declared,
        is_quoted_printable=quoted_printable is not None,
        is_base64=base64 is not None,
        problem=problem,
    )


def _skeleton(name: str, parameters: str) -> tuple[str, Message | None]:
    """The header as vobject takes it, and what had to be left out of it."""
    if _VALID_HEADER.fullmatch(name + parameters):
        return name + parameters, None
    parts, problem = [name], None
    parameters = _ANDROID_LABEL.sub(_custom_label, parameters)
    for parameter in split_outside_quotes(parameters):
        key, equals, value = parameter.partition("=")
        if not equals:
            key, value = "TYPE", parameter
        if _PARAMETER_NAME.fullmatch(key.strip()):
            parts.append(f'{key.strip()}="{_unquoted(value)}"')
        else:
            places = {"name": name.upper(), "parameter": excerpt(parameter)}
            problem = Message("The parameter “{parameter}” of {name} is malformed; it was left out.", places)
    return ";".join(parts), problem


def _custom_label(match: re.Match[str]) -> str:
    label = binascii.a2b_qp(match[2].encode("utf-8", "replace"))
    text = label.decode(known_charset(match[1]) or "utf-8", "replace")
    return f';{CUSTOM_LABEL}="{_unquoted(text)}"'


def _text(raw: bytes) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace")


def split_outside_quotes(parameters: str) -> list[str]:
    """``parameters`` between the semicolons that are not inside double quotes, empty ones left out."""
    return [match[1] for match in _OUTSIDE_QUOTES.finditer(parameters) if match[1].strip()]


def _unquoted(value: str) -> str:
    return re.sub(r'["\x00-\x1f\x7f]', " ", value).strip()
