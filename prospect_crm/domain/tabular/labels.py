"""Labels as people write them, brought to one form so that headers and picklist values can be compared."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_CAMEL_CASE = re.compile(r"(?<=[a-z])(?=[A-Z][a-z])")
_SEPARATORS = re.compile(r"[^\w]+|_+")
_LIGATURES = str.maketrans({"œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE", "ø": "o", "Ø": "O", "º": "°"})


@lru_cache(maxsize=20_000)
def normalize_label(text: str) -> str:
    """The label in lower case without accents, punctuation, line breaks or double spaces (NFKC first).

    "Prénom\\u00a0*" and "prenom" give the same; "firstName" gives "first name".
    """
    text = unicodedata.normalize("NFKC", text[:300].translate(_LIGATURES))
    text = _CAMEL_CASE.sub(" ", text).casefold()
    decomposed = unicodedata.normalize("NFKD", text)
    bare = "".join(character for character in decomposed if not unicodedata.combining(character))
    return _SEPARATORS.sub(" ", bare).strip()


def compact_label(text: str) -> str:
    """The normalised label without its spaces: "E-mail", "email" and "LinkedIn", "LINKEDIN" give the same."""
    return normalize_label(text).replace(" ", "")
