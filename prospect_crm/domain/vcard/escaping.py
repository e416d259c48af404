"""Backslash escapes and separators inside a value (RFC 6350 section 3.4), read leniently.

An unknown escape keeps its backslash: ``C:\\Users`` is a path, not ``C:Users``.
"""

from __future__ import annotations

import re

_ESCAPE = re.compile(r"\\([\\,;:nN\"'])")
_UNESCAPED = {"n": "\n", "N": "\n"}
_SEMICOLONS = re.compile(r"(?:[^;\\]+|\\.|\\$)*", re.DOTALL)
_COMMAS = re.compile(r"(?:[^,\\]+|\\.|\\$)*", re.DOTALL)
_NEEDS_ESCAPE = re.compile(r"[\\,;\n]")
_ESCAPED = {"\\": "\\\\", ",": "\\,", ";": "\\;", "\n": "\\n"}


def unescape(value: str) -> str:
    """The text that a producer meant by ``value``."""
    if "\\" not in value:
        return value
    return _ESCAPE.sub(lambda match: _UNESCAPED.get(match[1], match[1]), value)


def escape(text: str) -> str:
    """``text`` as a vCard 3.0 or 4.0 value: backslash, comma, semicolon and line feed escaped."""
    return _NEEDS_ESCAPE.sub(lambda match: _ESCAPED[match[0]], text)


def split_components(value: str) -> list[str]:
    """The still escaped parts of a structured value: N, ADR, ORG."""
    return _split(value, ";", _SEMICOLONS)


def split_list(value: str) -> list[str]:
    """The still escaped entries of a list value: CATEGORIES, NICKNAME."""
    return _split(value, ",", _COMMAS)


def _split(value: str, separator: str, part: re.Pattern[str]) -> list[str]:
    if "\\" not in value:
        return value.split(separator)
    parts, position = [], 0
    while (match := part.match(value, position)) is not None:
        parts.append(match[0])
        position = match.end() + 1
        if position > len(value):
            break
    return parts
