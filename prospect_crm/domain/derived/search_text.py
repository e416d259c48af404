"""Folded text to search records by: accents, case, hyphens and the way a phone is written no longer matter.

A record's text has segments (its own, its company's, its person's) parted by ``SEPARATOR``, so that a change of
the company rewrites one segment of all its people in one statement.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import phonenumbers

from prospect_crm.domain.normalize.phones import normalise_phone, phone_digits
from prospect_crm.domain.normalize.text import fold

SEPARATOR = "|"
LENGTHS = {"own": 420, "company": 130, "person": 140}
"""The longest a segment may be, in characters; together they fit the column."""

_DIGIT_GROUPS = re.compile(r"(?<![\w@.-])\(?\+?\d[\d\s./()+-]*(?![\w@])")
_DOTTED = re.compile(r"[^\s,;]*[^\s,;.]{2,}\.[^\s,;.]{2,}[^\s,;]*")


def segment(kind: str, parts: Iterable[str]) -> str:
    """Give one segment of what ``word``, ``address`` and ``phone`` made; the first that no longer fits ends it."""
    text = ""
    for part in dict.fromkeys(part for part in parts if part):
        longer = f"{text} {part}" if text else part
        if len(longer) > LENGTHS[kind]:
            return text or part[: LENGTHS[kind]]
        text = longer
    return text


def word(text: object) -> str:
    """Give words folded: "Hélène O'Brien" becomes "helene o brien"."""
    return fold(str(text)) if text else ""


def address(text: str | None) -> str:
    """Give an e-mail or web address in lower case, without the scheme."""
    return (text or "").strip().lower().partition("://")[2] or (text or "").strip().lower()


def phone(number: str | None, region: str) -> str:
    """Give the digits of E.164 for a number that could be dialled, else those that were typed, without leading zeros."""
    if not number:
        return ""
    found = normalise_phone(number, region)
    return found.e164.lstrip("+") if found else _possible(number, region) or phone_digits(number)


def _possible(number: str, region: str) -> str:
    """Digits with the country's code of a number that is long enough, though nobody has it yet ("06 39 98 …")."""
    try:
        parsed = phonenumbers.parse(number, region.upper() or None)
    except phonenumbers.NumberParseException:
        return ""
    is_possible = phonenumbers.is_possible_number(parsed)
    return f"{parsed.country_code}{phonenumbers.national_significant_number(parsed)}" if is_possible else ""


def join(*segments: str) -> str:
    """Put the segments of one record together."""
    return SEPARATOR.join(segment.replace(SEPARATOR, " ") for segment in segments)


def search_terms(typed: str) -> list[str]:
    """Give the pieces that a record's text must contain, all of them, for what a user typed.

    Digits in groups are one number ("06 39 98" is "63998", as E.164 has no leading zero); what holds an
    "@" or looks like a domain is kept as it is; everything else is folded into words.
    """
    text = typed.replace("%", " ").replace(SEPARATOR, " ").strip()
    numbers = [phone_digits(group) for group in _DIGIT_GROUPS.findall(text)]
    rest = _DIGIT_GROUPS.sub(" ", text).split()
    addresses = [piece.lower() for piece in rest if "@" in piece or _DOTTED.fullmatch(piece)]
    words = [piece for piece in rest if piece.lower() not in addresses]
    terms = [*addresses, *numbers, *fold(" ".join(words)).split()]
    return [term for term in dict.fromkeys(terms) if term]
