"""A name in parts and a name in full, each made from the other where a card has only one."""

from __future__ import annotations

_PARTICLES = frozenset(
    (
        "de",
        "du",
        "des",
        "la",
        "le",
        "van",
        "von",
        "der",
        "den",
        "di",
        "da",
        "dos",
        "del",
        "zu",
        "ten",
        "ter",
        "al",
        "bin",
    )
)


def full_name_of(prefix: str, given: str, additional: str, family: str, suffix: str) -> str:
    """The parts in the order of vCard's FN (RFC 6350 section 6.2.1), empty ones left out."""
    return " ".join(part for part in (prefix, given, additional, family, suffix) if part)


def split_full_name(full_name: str) -> tuple[str, str]:
    """Given and family name, by a comma, by capitals (Marine DIRON), by a particle, or by the last space."""
    family, comma, given = full_name.partition(",")
    if comma and given.strip():
        return given.strip(), family.strip()
    words = full_name.split()
    if len(words) < 2:
        return "", full_name.strip()
    family_words = [word for word in words if _is_in_capitals(word)]
    if 0 < len(family_words) < len(words):
        return " ".join(word for word in words if not _is_in_capitals(word)), " ".join(family_words)
    start = next((index for index, word in enumerate(words) if index and word in _PARTICLES), len(words) - 1)
    return " ".join(words[:start]), " ".join(words[start:])


def _is_in_capitals(word: str) -> bool:
    """Whether ``word`` is written as French writes a family name; an initial is not."""
    return word.isupper() and len(word.rstrip(".")) > 1
