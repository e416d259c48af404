"""Names of people: titles, particles, swapped order, and the nicknames that are safe to read as a name."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from prospect_crm.domain.normalize.nicknames import FORMAL_NAME
from prospect_crm.domain.normalize.text import fold, squeeze, word_set, words

__all__ = [
    "PARTICLES",
    "PersonName",
    "family_name_key",
    "fold",
    "given_name_key",
    "name_tokens",
    "split_full_name",
    "squeeze",
    "without_particles",
    "without_titles",
]

PARTICLES = word_set(
    "d de del della dello degli dei des di do dos da das du e y l la las le les los lo van von vom zu zum zur"
    " der den het ten ter te t al el ul bin ben ibn bint abu af av"
)
"""Words that belong to a family name and are often left out, glued to it or written apart."""

_TITLES = word_set(
    "m mr mrs ms mx mme mlle mmes messrs monsieur madame mademoiselle mister miss sir dame herr frau fraulein"
    " sr sra srta senor senora sig signor signora dr docteur doctor pr prof professeur professor me maitre ing"
    " dipl mag"
)
_SUFFIXES = word_set("jr junior sr senior ii iii iv phd md mba esq")


class PersonName(NamedTuple):
    """A name taken apart, as written: ``given`` or ``family`` is empty when only one was there."""

    given: str
    family: str


def name_tokens(text: str) -> tuple[str, ...]:
    """The folded words of a name in their order, without titles: "Mme Anne-Marie d'Ornano" has four."""
    return without_titles(words(text))


def without_titles(tokens: tuple[str, ...]) -> tuple[str, ...]:
    """The words after leading titles and before trailing suffixes; never empty when there was a word."""
    start, end = 0, len(tokens)
    while end - start > 1 and tokens[start] in _TITLES:
        start += 1
    while end - start > 1 and tokens[end - 1] in _SUFFIXES:
        end -= 1
    return tokens[start:end]


def without_particles(tokens: tuple[str, ...]) -> tuple[str, ...]:
    """The words that are no particle; all of them when every one is ("Le", "El Al")."""
    kept = tuple(token for token in tokens if token not in PARTICLES)
    return kept or tokens


@lru_cache(maxsize=65_536)
def family_name_key(text: str) -> str:
    """A family name in one word without particles: "de La Fontaine", "Delafontaine" keep apart, "LE ROUX" is "roux".

    A glued particle is not taken off: "Leroux" stays "leroux", so compare by likeness, not by this key alone.
    """
    return "".join(without_particles(name_tokens(text)))


@lru_cache(maxsize=65_536)
def given_name_key(text: str) -> str:
    """The given name in one word, a nickname read as its formal name where only one is meant.

    "Jean-Pierre" gives "jeanpierre", "Bill" gives "william"; "Alex" or "Fred" stand for several names and stay.
    """
    key = "".join(name_tokens(text))
    return FORMAL_NAME.get(key, key)


def split_full_name(text: str) -> PersonName:
    """Given and family name of a name in one cell, as written.

    A comma puts the family name first ("Dupont, Jean"); words in capitals beside others are the family name
    ("DUPONT Jean", "Jean DE LA TOUR"); else the last word is, with the particles before it.
    """
    before, comma, after = text.partition(",")
    if comma and after.strip() and words(after)[:1] and words(after)[0] not in _SUFFIXES:
        return PersonName(after.strip(), before.strip())
    parts = _parts_without_titles(before.split())
    if len(parts) < 2:
        return PersonName("", " ".join(parts))
    return _split_by_capitals(parts) or _split_before_last(parts)


def _parts_without_titles(parts: list[str]) -> list[str]:
    while len(parts) > 1 and squeeze(parts[0]) in _TITLES:
        parts = parts[1:]
    while len(parts) > 2 and squeeze(parts[-1]) in _SUFFIXES:
        parts = parts[:-1]
    return parts


def _split_by_capitals(parts: list[str]) -> PersonName | None:
    capitals = [part.isupper() and len(squeeze(part)) > 1 for part in parts]
    if all(capitals) or not any(capitals):
        return None
    given = [part for part, is_capital in zip(parts, capitals, strict=True) if not is_capital]
    family = [part for part, is_capital in zip(parts, capitals, strict=True) if is_capital]
    return PersonName(" ".join(given), " ".join(family))


def _split_before_last(parts: list[str]) -> PersonName:
    start = len(parts) - 1
    while start > 1 and fold(parts[start - 1]) in PARTICLES:
        start -= 1
    return PersonName(" ".join(parts[:start]), " ".join(parts[start:]))
