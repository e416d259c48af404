"""Text as a person's record holds it: no control characters, no lone surrogates, no stray spaces."""

from __future__ import annotations

import re

# U+2028 and U+2029 are line ends to Unicode; C0, C1 and lone surrogates have no place in a record.
_LINE_ENDS = re.compile("\r\r\n|\r\n|\r|\x85|\u2028|\u2029")
_NOT_TEXT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")
_EXCERPT = 40
_SPACES = re.compile(r"[ \t]+")


def one_line(text: str) -> str:
    """``text`` on one line, with single spaces."""
    if text.isprintable() and "  " not in text:
        return text.strip()
    return _SPACES.sub(" ", _clean(text).replace("\n", " ")).strip()


def joined_lines(text: str) -> str:
    """An address part on one line: its line ends become commas."""
    if text.isprintable() and "  " not in text:
        return text.strip()
    lines = [_SPACES.sub(" ", line).strip(" ,") for line in _clean(text).split("\n")]
    return ", ".join(line for line in lines if line) if len(lines) > 1 else _SPACES.sub(" ", lines[0]).strip()


def excerpt(text: str) -> str:
    """The beginning of ``text`` on one line, for a sentence that names it."""
    beginning = one_line(text[: 4 * _EXCERPT])
    return beginning if len(beginning) <= _EXCERPT else f"{beginning[:_EXCERPT].rstrip()}…"


def paragraph(text: str) -> str:
    """``text`` with its line feeds kept."""
    return _clean(text).replace("\t", " ").strip()


def _clean(text: str) -> str:
    if text.isprintable():
        return text
    return _NOT_TEXT.sub("", _LINE_ENDS.sub("\n", text))
