"""Blocking keys: two records are compared only when they have one in common.

A key is a type and a 64-bit hash, for a narrow indexed table (type, key_hash, name). Each type is one way in
which duplicates agree; a record has few of each. Blocks with more than ``LARGEST_BLOCK`` records say too
little: the check on save passes them over, the scan splits them (``blocks``) and reports them.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING, Final, NamedTuple

from prospect_crm.domain.matching.features import LIST_FEATURES, Features, features_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prospect_crm.domain.company import Company
    from prospect_crm.domain.matching.levels import Kind
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
    SOUND_AND_INITIAL: Final = 17
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


@dataclass(frozen=True)
class Part:
    """A feature, or some letters of its beginning or ending; ``otherwise`` stands in where the record lacks it.

    A key is made only where all of its parts are there, but for an optional one.
    """

    feature: str
    otherwise: str = ""
    beginning: int = 0
    ending: int = 0
    is_optional: bool = False

    def sql(self) -> str:
        value = f"coalesce({self.feature}, {self.otherwise})" if self.otherwise else self.feature
        if self.beginning:
            value = f"left({value}, {self.beginning})"
        elif self.ending:
            value = f"right({value}, {self.ending})"
        return f"coalesce({value}, '')" if self.is_optional else value

    def text(self, features: Features) -> str:
        value = features.text(self.feature) or (features.text(self.otherwise) if self.otherwise else "")
        if self.beginning:
            return value[: self.beginning]
        return value[-self.ending :] if self.ending else value


@dataclass(frozen=True)
class Rule:
    """One way to make the keys of a type; ``is_either_way`` puts the parts in alphabetical order."""

    type: int
    parts: tuple[Part, ...]
    is_either_way: bool = False

    @property
    def is_list(self) -> bool:
        """Whether each value of a list makes a key."""
        return self.parts[0].feature in LIST_FEATURES

    def sql(self) -> str:
        """The text of the key over the columns of a record, NULL where it has none."""
        texts = [part.sql() for part in self.parts]
        if self.is_list:
            return f"unnest({texts[0]})"
        if self.is_either_way:
            texts = [f"{function}({', '.join(texts)})" for function in ("least", "greatest")]
        return " || '|' || ".join(texts)

    def texts(self, features: Features) -> tuple[str, ...]:
        if self.is_list:
            return features.values_of(self.parts[0].feature)
        texts = [part.text(features) for part in self.parts]
        if not all(text or part.is_optional for text, part in zip(texts, self.parts, strict=True)):
            return ()
        return ("|".join(sorted(texts) if self.is_either_way else texts),)


_POSTCODE, _NUMBER, _STREET, _EXTENDED = (
    Part(feature) for feature in ("postcode", "number", "street", "extended")
)
_LINE = Part("street", otherwise="extended")
_OF_ALL = (
    Rule(KeyType.EMAIL, (Part("emails"),)),
    Rule(KeyType.LINE, (Part("lines"),)),
    Rule(KeyType.STREET_AND_NUMBER, (_STREET, _NUMBER)),
    Rule(KeyType.PLACE_AND_NUMBER, (_POSTCODE, _NUMBER)),
    Rule(KeyType.ADDRESS_LINE, (_EXTENDED, Part("number", is_optional=True))),
    *(Rule(KeyType.STREET_AND_PLACE, (line, _POSTCODE)) for line in (_STREET, _EXTENDED)),
)
_CITY_BEGINNING = Part("city", beginning=3, is_optional=True)


def _rules_of_name(name: str) -> Iterator[Rule]:
    """Given and family names share their key types, so that swapped cells meet."""
    whole, beginning = Part(name), Part(name, beginning=3)
    other = "family" if name == "given" else "given"
    yield Rule(KeyType.SOUND_AND_INITIAL, (Part(f"{name}_sound"), Part(other, beginning=1)))
    yield Rule(KeyType.NAME_AND_COMPANY, (whole, Part("company", otherwise="domain")))
    yield Rule(KeyType.NAME_AND_PLACE, (whole, _POSTCODE))
    yield Rule(KeyType.BEGINNING_AND_PLACE, (beginning, _POSTCODE, _CITY_BEGINNING))
    yield Rule(KeyType.NAME_AND_NUMBER, (whole, _NUMBER, Part("street", otherwise="extended", beginning=4)))
    yield Rule(KeyType.NAME_AND_CITY, (whole, Part("city"), Part("street", otherwise="extended", ending=4)))
    for line in (_STREET, _EXTENDED):
        yield Rule(KeyType.BEGINNING_AND_STREET, (beginning, line, _CITY_BEGINNING))


RULES: dict[Kind, tuple[Rule, ...]] = {
    "person": (
        *_OF_ALL,
        Rule(KeyType.MAILBOX, (Part("mailbox"),)),
        Rule(KeyType.NAME, (Part("given"), Part("family")), is_either_way=True),
        Rule(KeyType.NAME_SOUND, (Part("given_sound"), Part("family_sound")), is_either_way=True),
        Rule(
            KeyType.BIRTHDAY,
            (Part("birthday"), Part("given", otherwise="family", beginning=1, is_optional=True)),
        ),
        *(rule for name in ("given", "family") for rule in _rules_of_name(name)),
    ),
    "company": (
        *_OF_ALL,
        Rule(KeyType.SIREN, (Part("siren"),)),
        Rule(KeyType.DOMAIN, (Part("domain"),)),
        Rule(KeyType.COMPANY_ROOT, (Part("root"),)),
        Rule(KeyType.COMPANY_NAME, (Part("name"),)),
        Rule(KeyType.COMPANY_SOUND, (Part("name_sound"),)),
        *(
            Rule(type_, (end, Part(place)))
            for place in ("postcode", "city")
            for type_, end in (
                (KeyType.COMPANY_BEGINNING_AND_PLACE, Part("name", beginning=4)),
                (KeyType.COMPANY_ENDING_AND_PLACE, Part("name", ending=5)),
            )
        ),
    ),
}


def keys_sql(kind: Kind) -> Iterator[str]:
    """For each type a SELECT of type, hash and id of the keys in the table records, each key of a record once."""
    types: dict[int, list[Rule]] = {}
    for rule in RULES[kind]:
        types.setdefault(rule.type, []).append(rule)
    for type_, rules in types.items():
        texts = " UNION ALL ".join(
            f"SELECT {rule.sql()} AS text, unique_id AS id FROM records" for rule in rules
        )
        may_repeat = len(rules) > 1 or rules[0].is_list
        yield (
            f"SELECT {'DISTINCT' if may_repeat else ''} {type_} AS type, hash(text) AS hash, id"
            f" FROM ({texts}) WHERE text IS NOT NULL"
        )


def blocking_keys(record: Person | Company) -> list[BlockingKey]:
    """The keys of a record, without repetition; two duplicates nearly always share at least one."""
    return keys_of_features(features_of(record))


def keys_of_features(features: Features) -> list[BlockingKey]:
    """The keys of a record whose features are known already."""
    return [BlockingKey(type_, _hash(type_, text)) for type_, text in key_texts(features)]


def key_texts(features: Features) -> list[Text]:
    """The keys before hashing: the type, and in words what the records of the block agree on."""
    rules = RULES["company" if "structure" in features else "person"]
    return list(dict.fromkeys((rule.type, text) for rule in rules for text in rule.texts(features)))


def _hash(type_: int, text: str) -> int:
    digest = blake2b(f"{type_}|{text}".encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)
