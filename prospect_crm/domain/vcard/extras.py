"""What a person's record has no field for, given back when the person is written."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .content_line import one_line_value
from .photos import media_type_of
from .values import decode_base64

if TYPE_CHECKING:
    from collections.abc import Iterator

_LINE = re.compile(
    r'(?:([\w-]+)\.)?([\w-]+)((?:;[\w-]+(?:=(?:"[^"]*"|[^";:,]*)(?:,(?:"[^"]*"|[^";:,]*))*)?)*):(.*)',
    re.ASCII,
)
_ENCODING = re.compile(r";ENCODING=(?:b|BASE64)(?=[;:]|$)", re.IGNORECASE)
_TYPE = re.compile(r";TYPE=(?!home|work|pref)\"?([\w.+-]+)/?([\w.+-]*)\"?", re.IGNORECASE)
_ALTID = re.compile(r";ALTID=[\w.-]+", re.IGNORECASE)
_WRITTEN_ANYWAY = frozenset({"BEGIN", "END", "VERSION", "PRODID"})
_MEDIA = {"PHOTO": "image", "LOGO": "image", "SOUND": "audio", "KEY": "application"}


def writable_extras(extras: list[str], version: str) -> Iterator[str]:
    """The lines of ``extras`` that can stand in a card of ``version``; what is no content line is left out."""
    for extra in extras:
        line = one_line_value(extra)
        match = _LINE.fullmatch(line)
        if match is None or match[2].upper() in _WRITTEN_ANYWAY or not _may_repeat(match, version):
            continue
        yield _as_data_uri(match) if version == "4.0" and _ENCODING.search(match[3]) else line


def groups_in(extras: list[str]) -> set[str]:
    """The group names that ``extras`` use, in lower case."""
    matches = (_LINE.match(extra) for extra in extras)
    return {match[1].lower() for match in matches if match is not None and match[1]}


def states_company(extras: list[str]) -> bool:
    """Whether ``extras`` say that the card is about a company, which has no first and last name."""
    return any(extra.upper() in ("KIND:ORG", "X-ABSHOWAS:COMPANY") for extra in extras)


def altid_of_name(extras: list[str]) -> str:
    """The ALTID parameter that a second N among ``extras`` shares with the first, or ""."""
    for extra in extras:
        match = _LINE.match(extra)
        if match is not None and match[2].upper() == "N" and (altid := _ALTID.search(match[3])) is not None:
            return altid[0]
    return ""


def _may_repeat(match: re.Match[str], version: str) -> bool:
    """A second N is allowed in 4.0 alone, as an alternative of the first (RFC 6350 section 6.2.2)."""
    return match[2].upper() != "N" or (version == "4.0" and _ALTID.search(match[3]) is not None)


def _as_data_uri(match: re.Match[str]) -> str:
    """Binary content the way of 4.0, which has no ENCODING."""
    group = f"{match[1]}." if match[1] else ""
    parameters = _ENCODING.sub("", match[3])
    declared = _TYPE.search(parameters)
    parameters = _TYPE.sub("", parameters)
    beginning = decode_base64(match[4][:64].encode())
    media_type = media_type_of(beginning) or _declared_type(match[2].upper(), declared)
    return f"{group}{match[2]}{parameters}:data:{media_type};base64,{match[4]}"


def _declared_type(name: str, declared: re.Match[str] | None) -> str:
    family = _MEDIA.get(name, "application")
    if declared is None:
        return f"{family}/octet-stream"
    kind, subtype = declared[1].lower(), declared[2].lower()
    return f"{kind}/{subtype}" if subtype else f"{family}/{kind}"
