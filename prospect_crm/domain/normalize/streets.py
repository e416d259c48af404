"""Streets and towns as keys: abbreviations written out, the house number apart, "cedex" off."""

from __future__ import annotations

import re
from functools import lru_cache

from prospect_crm.domain.normalize.text import fold, words

__all__ = ["city_key", "number_and_street"]

_STREET_WORDS = {
    "av": "avenue",
    "ave": "avenue",
    "bd": "boulevard",
    "bld": "boulevard",
    "blvd": "boulevard",
    "bvd": "boulevard",
    "all": "allee",
    "ch": "chemin",
    "chem": "chemin",
    "che": "chemin",
    "cres": "crescent",
    "crt": "court",
    "ct": "court",
    "fbg": "faubourg",
    "imp": "impasse",
    "ln": "lane",
    "pl": "place",
    "r": "rue",
    "rd": "road",
    "rte": "route",
    "sq": "square",
    "st": "saint",
    "ste": "sainte",
    "str": "strasse",
    "za": "zone artisanale",
    "zi": "zone industrielle",
}
_NUMBER = re.compile(r"\d+[a-z]?")
_GLUED = re.compile(
    r"\b(\d+)(r|rue|av|ave|avenue|bd|bld|boulevard|pl|place|ch|chemin|rte|route|imp|impasse|all|allee)\b"
)
"""A space forgotten behind the house number: "97r. de Verdun", "12bd Foch"."""
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


@lru_cache(maxsize=16_384)
def number_and_street(text: str) -> tuple[str, str]:
    """The house number and the street in one word, its abbreviations written out: "12 bis, av. Foch"."""
    tokens = _GLUED.sub(r"\1 \2", fold(text)).split()
    if tokens and tokens[-1] == "st":
        tokens[-1] = "street"
    found = next((token for token in tokens if _NUMBER.fullmatch(token)), "")
    kept = [_STREET_WORDS.get(word, word) for word in tokens if word != found and word not in ("bis", "ter")]
    return found.rstrip(_LETTERS).lstrip("0"), "".join(kept)


@lru_cache(maxsize=16_384)
def city_key(text: str) -> str:
    """The city in one word: without "cedex 9" or an arrondissement, "St" written out."""
    tokens = [_STREET_WORDS.get(word, word) if word in ("st", "ste") else word for word in words(text)]
    if "cedex" in tokens[1:]:
        tokens = tokens[: tokens.index("cedex", 1)]
    return "".join(token for token in tokens if not token.isdigit()) or "".join(tokens)
