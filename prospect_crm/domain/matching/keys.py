"""Blocking keys: two records are compared only when they have one in common.

A key is a type and a 64-bit hash, for a narrow indexed table (type, key_hash, name). Each type is one way in
which duplicates agree; a record has few of each. Blocks with more than ``LARGEST_BLOCK`` records say too
little and are passed over, which the scan reports.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from enum import IntEnum
from functools import lru_cache
from hashlib import blake2b
from typing import NamedTuple

from prospect_crm.domain.company import Company
from prospect_crm.domain.matching.features import Features, features_of
from prospect_crm.domain.person import Person

LARGEST_BLOCK = 200


class KeyType(IntEnum):
    """What the records of a block agree on. The numbers are stored: never reuse one."""

    EMAIL = 1
    LINE = 2
    NAME = 3
    NAME_SOUND = 4
    FAMILY_AND_PLACE = 5
    GIVEN_AND_PLACE = 6
    STREET_AND_NUMBER = 7
    STREET_AND_PLACE = 8
    FAMILY_AND_COMPANY = 9
    GIVEN_AND_COMPANY = 10
    MAILBOX = 11
    FAMILY_AND_NUMBER = 12
    PLACE_AND_NUMBER = 13
    ADDRESS_LINE = 14
    BIRTHDAY = 15
    BEGINNING_AND_PLACE = 16
    BEGINNING_AND_STREET = 17
    SIREN = 30
    COMPANY_NAME = 31
    COMPANY_ROOT = 32
    DOMAIN = 33
    COMPANY_BEGINNING_AND_PLACE = 34
    COMPANY_SOUND = 35
    COMPANY_ENDING_AND_PLACE = 36


class BlockingKey(NamedTuple):
    """A type and a signed 64-bit hash of what the records agree on."""

    type: int
    hash: int


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


def blocking_keys(record: Person | Company) -> list[BlockingKey]:
    """The keys of a record, without repetition; two duplicates nearly always share at least one."""
    return keys_of_features(features_of(record))


def keys_of_features(features: Features) -> list[BlockingKey]:
    """The keys of a record whose features are known already."""
    texts = _company_texts(features) if "name" in features or "siren" in features else _person_texts(features)
    return list(dict.fromkeys(BlockingKey(type_, _hash(type_, parts)) for type_, parts in texts if all(parts)))


def _hash(type_: int, parts: Iterable[str]) -> int:
    text = f"{type_}|" + "|".join(parts)
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "big", signed=True)


Text = tuple[KeyType, tuple[str, ...]]


def _person_texts(features: Features) -> Iterator[Text]:
    given, family = features.text("given"), features.text("family")
    yield from _common_texts(features)
    yield KeyType.MAILBOX, (features.text("mailbox"),)
    if given and family:
        yield KeyType.NAME, tuple(sorted((given, family)))
        yield KeyType.NAME_SOUND, tuple(sorted((sound(given), sound(family))))
    company = features.text("company") or features.text("domain")
    yield KeyType.FAMILY_AND_COMPANY, (family, company)
    yield KeyType.GIVEN_AND_COMPANY, (given, company)
    birthday = features.text("birthday")
    yield KeyType.BIRTHDAY, (birthday, "" if not birthday else (given or family)[:1])
    yield from _name_and_place_texts(features, given, family)


def _name_and_place_texts(features: Features, given: str, family: str) -> Iterator[Text]:
    """Given and family names share their key types, so that swapped cells meet."""
    postcode, city, number = (features.text(name) for name in ("postcode", "city", "number"))
    for name in dict.fromkeys((given, family)):
        yield KeyType.FAMILY_AND_PLACE, (name, postcode)
        yield KeyType.GIVEN_AND_PLACE, (name, city)
        yield KeyType.FAMILY_AND_NUMBER, (name, number, features.text("street")[:4])
        yield KeyType.BEGINNING_AND_PLACE, (name[:3], postcode, city[:3])
        for line in ("street", "extended"):
            yield KeyType.BEGINNING_AND_STREET, (name[:2], features.text(line))
    yield KeyType.PLACE_AND_NUMBER, (postcode, number)


def _common_texts(features: Features) -> Iterator[Text]:
    for email in features.values_of("emails"):
        yield KeyType.EMAIL, (email,)
    for line in features.values_of("lines"):
        yield KeyType.LINE, (line,)
    street = features.text("street")
    yield KeyType.STREET_AND_NUMBER, (street, features.text("number"))
    for line in (street, features.text("extended")):
        yield KeyType.STREET_AND_PLACE, (line, features.text("postcode"))
        yield KeyType.STREET_AND_PLACE, (line, features.text("city"))
    yield KeyType.ADDRESS_LINE, (features.text("extended"), features.text("number"))


def _company_texts(features: Features) -> Iterator[Text]:
    name, root = features.text("name"), features.text("root")
    yield from _common_texts(features)
    yield KeyType.SIREN, (features.text("siren"),)
    yield KeyType.COMPANY_NAME, (name,)
    yield KeyType.COMPANY_ROOT, (root,)
    yield KeyType.DOMAIN, (features.text("domain"),)
    yield KeyType.COMPANY_SOUND, (sound(name),)
    for place in (features.text("postcode"), features.text("city")):
        yield KeyType.COMPANY_BEGINNING_AND_PLACE, (name[:4], place)
        yield KeyType.COMPANY_ENDING_AND_PLACE, (name[-5:], place)
