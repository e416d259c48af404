"""Blocking keys: two records are compared only when they have one in common.

A key is a type and a 64-bit hash, for a narrow indexed table (type, key_hash, name). Each type is one way in
which duplicates agree; a record has few of each. Blocks with more than ``LARGEST_BLOCK`` records say too
little: the check on save passes them over, the scan splits them (``blocks``) and reports them.
"""

from __future__ import annotations

import re
from functools import lru_cache
from hashlib import blake2b
from typing import TYPE_CHECKING, Final, NamedTuple

from prospect_crm.domain.matching.features import Features, features_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prospect_crm.domain.company import Company
    from prospect_crm.domain.person import Person

LARGEST_BLOCK = 200


class KeyType:
    """What the records of a block agree on. The numbers are stored: never reuse one.

    Plain numbers, for an enumeration's members are slow to hash and a scan makes millions of keys.
    """

    EMAIL: Final = 1
    LINE: Final = 2
    NAME: Final = 3
    NAME_SOUND: Final = 4
    NAME_AND_PLACE: Final = 5
    BEGINNING_AND_PLACE: Final = 6
    STREET_AND_NUMBER: Final = 7
    STREET_AND_PLACE: Final = 8
    NAME_AND_COMPANY: Final = 9
    NAME_AND_NUMBER: Final = 10
    MAILBOX: Final = 11
    PLACE_AND_NUMBER: Final = 12
    ADDRESS_LINE: Final = 13
    BIRTHDAY: Final = 14
    BEGINNING_AND_STREET: Final = 15
    NAME_AND_CITY: Final = 16
    SIREN: Final = 30
    COMPANY_NAME: Final = 31
    COMPANY_ROOT: Final = 32
    DOMAIN: Final = 33
    COMPANY_BEGINNING_AND_PLACE: Final = 34
    COMPANY_SOUND: Final = 35
    COMPANY_ENDING_AND_PLACE: Final = 36


Text = tuple[int, str]

KEY_NAMES: dict[int, str] = {
    number: name.lower().replace("_", " ") for name, number in vars(KeyType).items() if name.isupper()
}
"""What each type is called in a report."""


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
    return [BlockingKey(type_, _hash(type_, text)) for type_, text in key_texts(features)]


def key_texts(features: Features) -> list[Text]:
    """The keys before hashing: the type, and in words what the records of the block agree on."""
    texts = _company_texts(features) if "structure" in features else _person_texts(features)
    return list(dict.fromkeys(texts))


def _hash(type_: int, text: str) -> int:
    digest = blake2b(f"{type_}|{text}".encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


def _person_texts(features: Features) -> Iterator[Text]:
    given, family = features.text("given"), features.text("family")
    yield from _common_texts(features)
    if mailbox := features.text("mailbox"):
        yield KeyType.MAILBOX, mailbox
    if given and family:
        yield KeyType.NAME, _sorted(given, family)
        yield KeyType.NAME_SOUND, _sorted(sound(given), sound(family))
    if company := features.text("company") or features.text("domain"):
        for name in filter(None, (given, family)):
            yield KeyType.NAME_AND_COMPANY, f"{name}|{company}"
    if birthday := features.text("birthday"):
        yield KeyType.BIRTHDAY, birthday + (given or family)[:1]
    yield from _name_and_place_texts(features, given, family)


def _sorted(one: str, other: str) -> str:
    return f"{one}|{other}" if one < other else f"{other}|{one}"


def _name_and_place_texts(features: Features, given: str, family: str) -> Iterator[Text]:
    """Given and family names share their key types, so that swapped cells meet."""
    postcode, city, number = features.text("postcode"), features.text("city"), features.text("number")
    lines = [line for line in (features.text("street"), features.text("extended")) if line]
    for name in (given, family):
        if not name:
            continue
        if postcode:
            yield KeyType.NAME_AND_PLACE, f"{name}|{postcode}"
            yield KeyType.BEGINNING_AND_PLACE, f"{name[:3]}|{postcode}|{city[:3]}"
        if number and lines:
            yield KeyType.NAME_AND_NUMBER, f"{name}|{number}|{lines[0][:4]}"
        if city and lines:
            yield KeyType.NAME_AND_CITY, f"{name}|{city}|{lines[0][-4:]}"
        for line in lines:
            yield KeyType.BEGINNING_AND_STREET, f"{name[:3]}|{line}|{city[:3]}"


def _common_texts(features: Features) -> Iterator[Text]:
    for email in features.values_of("emails"):
        yield KeyType.EMAIL, email
    for line in features.values_of("lines"):
        yield KeyType.LINE, line
    number, postcode = features.text("number"), features.text("postcode")
    street, extended = features.text("street"), features.text("extended")
    if number and street:
        yield KeyType.STREET_AND_NUMBER, f"{street}|{number}"
    if number and postcode:
        yield KeyType.PLACE_AND_NUMBER, f"{postcode}|{number}"
    if extended:
        yield KeyType.ADDRESS_LINE, f"{extended}|{number}"
    for line in (street, extended):
        if line and postcode:
            yield KeyType.STREET_AND_PLACE, f"{line}|{postcode}"


def _company_texts(features: Features) -> Iterator[Text]:
    name, root, siren = features.text("name"), features.text("root"), features.text("siren")
    yield from _common_texts(features)
    if siren:
        yield KeyType.SIREN, siren
    if domain := features.text("domain"):
        yield KeyType.DOMAIN, domain
    if root:
        yield KeyType.COMPANY_ROOT, root
    if not name:
        return
    yield KeyType.COMPANY_NAME, name
    yield KeyType.COMPANY_SOUND, sound(name)
    for place in (features.text("postcode"), features.text("city")):
        if place:
            yield KeyType.COMPANY_BEGINNING_AND_PLACE, f"{name[:4]}|{place}"
            yield KeyType.COMPANY_ENDING_AND_PLACE, f"{name[-5:]}|{place}"
