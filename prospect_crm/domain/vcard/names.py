"""A name in parts and a name in full, each made from the other where a card has only one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prospect_crm.domain.message import Message

from .cleaning import excerpt

if TYPE_CHECKING:
    from prospect_crm.domain.person import Person

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


def complete_name(person: Person) -> Message | None:
    """Make the name in full from its parts, or its parts from it; the sentence that tells a guess."""
    if not person.full_name:
        return _make_full_name(person)
    if person.family_name or person.given_name or person.full_name == person.organisation:
        return None
    person.given_name, person.family_name = split_full_name(person.full_name)
    if not person.given_name:
        return None
    name = {"name": excerpt(person.full_name)}
    return Message("First and last name were taken from “{name}”; check them.", name)


def _make_full_name(person: Person) -> Message | None:
    parts = (person.prefix, person.given_name, person.additional_names, person.family_name, person.suffix)
    person.full_name = full_name_of(*parts) or person.nickname
    if person.full_name:
        return None
    emails, phones = (email.address for email in person.emails), (phone.number for phone in person.phones)
    person.full_name = next(filter(None, (person.organisation, *emails, *phones)), "")
    if not person.full_name:
        return None
    return Message("The card has no name; “{name}” stands for it.", {"name": excerpt(person.full_name)})


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
