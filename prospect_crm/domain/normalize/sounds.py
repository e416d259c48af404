"""How a word sounds, roughly: enough for two spellings of one name to meet."""

from __future__ import annotations

import re
from functools import lru_cache

__all__ = ["sound"]

_SOUNDS = (
    (re.compile("ph"), "f"),
    (re.compile("[cqk]+"), "k"),
    (re.compile("[sz]+"), "s"),
    (re.compile("[dt]+"), "t"),
    (re.compile("[vw]+"), "v"),
    (re.compile("[gj]+"), "j"),
)
_WEAK = re.compile("[aeiouyh]")
_DOUBLED = re.compile(r"(.)\1+")


@lru_cache(maxsize=65_536)
def sound(word: str) -> str:
    """The consonants of a folded word, alike ones made one: "Philippe" and "Filipe" give "flp"."""
    for pattern, letter in _SOUNDS:
        word = pattern.sub(letter, word)
    consonants = _DOUBLED.sub(r"\1", word[:1] + _WEAK.sub("", word[1:]))
    return consonants[:6]
