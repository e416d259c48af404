"""Folding text so that accents, case, ligatures and punctuation no longer tell two spellings apart."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Letters that Unicode does not decompose into a base letter and an accent.
_LETTERS = str.maketrans(
    {
        "œ": "oe",
        "æ": "ae",
        "ß": "ss",
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ı": "i",
        "ħ": "h",
        "ŧ": "t",
        "ŋ": "n",
    }
)
_ACCENTS = re.compile(r"[\u0300-\u036f]")
_SEPARATORS = re.compile(r"[\W_]+")


@lru_cache(maxsize=65_536)
def fold(text: str) -> str:
    """The text in lower case without accents, its words separated by one space, nothing but letters and digits.

    "Hélène  O'BRIEN-Lœb" gives "helene o brien loeb". Letters of other scripts are kept: only the combining
    marks U+0300 to U+036F are dropped, because in Indic scripts such marks are vowels.
    """
    plain = text if text.isascii() else text.translate(_LATIN)
    return _SEPARATORS.sub(" ", plain.lower()).strip() if plain.isascii() else _fold_any_script(text)


def _fold_any_script(text: str) -> str:
    lowered = unicodedata.normalize("NFKD", text).casefold()
    decomposed = unicodedata.normalize("NFKD", lowered).translate(_LETTERS)
    folded = unicodedata.normalize("NFC", _ACCENTS.sub("", decomposed))
    kept = "".join(character if _is_kept(character) else " " for character in folded)
    return " ".join(kept.split())


def _is_kept(character: str) -> bool:
    return character.isalnum() or unicodedata.category(character) in ("Mn", "Mc")


_LATIN = {code: _fold_any_script(chr(code)) or " " for code in range(0xA0, 0x180)}
"""The letters of western and central Europe, which need no look at what stands beside them."""


def words(text: str) -> tuple[str, ...]:
    """The folded words of a text, in its order."""
    return tuple(fold(text).split())


def squeeze(text: str) -> str:
    """The folded text without any space: "Le Roux", "LEROUX" and "le-roux" give "leroux"."""
    return fold(text).replace(" ", "")


def word_set(text: str) -> frozenset[str]:
    """The words of a list that is written as text, for tables of many short words."""
    return frozenset(text.split())
