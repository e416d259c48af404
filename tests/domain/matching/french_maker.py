"""French people and companies with known duplicates, made by a seeded generator.

Nothing is copied from a real register. Each record carries ``entity``: records with the same one are the same
person or company. The generator knows nothing of the matcher.

Duplicates differ by: typing errors, lost accents, capitals, swapped first and last name, an initial, hyphens,
a married name, another phone format or an extension, a second e-mail address (work or free-mail), a legal
form moved, dropped or written out, abbreviated streets, CEDEX cities, and cells left empty.

Hard negatives among people: relatives (one last name, address and home phone; some share one e-mail
address), colleagues (one company, street and switchboard; some with the same first name), namesakes in other
towns, siblings in one company, neighbours. Among companies: the same name in another town, a holding at its
subsidiary's address and phone, tenants of one business centre (one address and one phone), names that share
all but a trade word, "SAS Institute" beside "Institute".
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.domain.matching.french_words import (
    ABBREVIATED,
    ACCENTS,
    ENDINGS,
    FAMILY,
    FIRST_WORDS,
    FORMS,
    GIVEN,
    NAMED_AFTER,
    SECOND_WORDS,
    STREETS,
    SYLLABLES,
    TOWNS,
    TRADES,
    WRITTEN_OUT,
)

if TYPE_CHECKING:
    from prospect_crm.domain.company import Company
    from prospect_crm.domain.person import Person


@dataclass(frozen=True)
class Labelled:
    """A record and which person or company it is; ``note`` says what kind of duplicate or negative it is."""

    entity: str
    note: str
    record: Person | Company


class Maker:
    def __init__(self, seed: int, records: int) -> None:
        self.random = random.Random(seed)
        self.towns = TOWNS + [
            f"{10_000 + number * 37 % 85_000} Val-{ENDINGS[number % 20]}-{number}"
            for number in range(records // 500)
        ]
        self.count = 0
        self.domains: set[str] = set()
        self.emails: set[str] = set()

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    def frequent(self, values: list[str]) -> str:
        """One of the values, the first ones more often: the first of 90 comes up 3 times in a hundred."""
        weights = [(rank + 10) ** -0.8 for rank in range(len(values))]
        return self.random.choices(values, weights)[0]

    def given(self) -> str:
        return self.frequent(GIVEN)

    def family(self) -> str:
        """Half the people have a frequent name, half one of some ten thousand."""
        name = self.frequent(FAMILY).replace("_", " ") if self.chance(0.5) else self.rare_family()
        return f"{name}-{self.random.choice(FAMILY[:60])}" if self.chance(0.03) else name

    def rare_family(self) -> str:
        syllables = [self.random.choice(SYLLABLES) for _ in range(self.random.choice((1, 2, 2)))]
        return ("".join(syllables) + self.random.choice(ENDINGS)).capitalize()

    def phone(self, leading: str = "") -> str:
        first = leading or self.random.choice(("01", "02", "03", "04", "05", "09"))
        digits = [f"{self.random.randrange(100):02d}" for _ in range(4)]
        return " ".join((first, *digits))

    def mobile(self) -> str:
        return f"06 {self.random.randrange(10, 30)} {self.phone()[6:]}"

    def address(self) -> tuple[str, str, str]:
        postcode, _, town = self.random.choice(self.towns).partition(" ")
        street = self.random.choice(STREETS) if self.chance(0.4) else f"rue {self.random.choice(NAMED_AFTER)}"
        return f"{self.random.randrange(1, 180)} {street}", postcode, town

    def domain(self, name: str) -> str:
        """A domain that no other company has."""
        for ending in (
            ".fr",
            ".com",
            f"-{self.random.randrange(100)}.fr",
            f"-{self.random.randrange(1000)}.com",
        ):
            domain = slug(name)[:18] + ending
            if domain not in self.domains:
                break
        self.domains.add(domain)
        return domain

    def siren(self) -> str:
        digits = [self.random.randrange(1, 10), *(self.random.randrange(10) for _ in range(7))]
        total = sum(sum(divmod(digit * 2, 10)) if index % 2 else digit for index, digit in enumerate(digits))
        return "".join(map(str, [*digits, -total % 10]))

    def typo(self, text: str) -> str:
        if len(text) < 4:
            return text
        position = self.random.randrange(1, len(text) - 1)
        letter = self.random.choice("abcdefghijklmnoprstuv")
        kind = self.random.randrange(4)
        if kind == 0:
            return text[:position] + text[position + 1 :]
        if kind == 1:
            return text[:position] + letter + text[position:]
        if kind == 2:
            return text[:position] + letter + text[position + 1 :]
        return text[: position - 1] + text[position] + text[position - 1] + text[position + 1 :]

    def written_otherwise(self, text: str) -> str:
        """The same text as another person would type it."""
        if self.chance(0.3):
            text = text.translate(ACCENTS)
        if self.chance(0.15):
            text = text.upper()
        if self.chance(0.12):
            text = text.replace("-", " ")
        return self.typo(text) if self.chance(0.18) else text

    def phone_otherwise(self, number: str) -> str:
        digits = number.replace(" ", "")
        return self.random.choice(
            (
                number,
                digits,
                f"+33 {number[1:]}",
                f"+33 (0){number[1:]}",
                number.replace(" ", "."),
                f"0033{digits[1:]}",
            )
        )

    def street_otherwise(self, street: str) -> str:
        if self.chance(0.4):
            for word, short in ABBREVIATED.items():
                street = street.replace(f" {word} ", f" {short} ")
        return self.written_otherwise(street)


def slug(text: str) -> str:
    return "".join(character for character in text.translate(ACCENTS).lower() if character.isalnum())


@dataclass
class Firm:
    name: str
    form: str
    domain: str
    switchboard: str
    address: tuple[str, str, str]


def firm_of(make: Maker) -> Firm:
    kind = make.random.randrange(3)
    if kind == 0:
        name = make.random.choice(FIRST_WORDS) + make.random.choice(SECOND_WORDS)
    elif kind == 1:
        name = f"{make.random.choice(TRADES)} {make.family()}"
    else:
        name = f"{make.family()} {make.random.choice(('et Fils', '& Associés', 'Frères', 'Groupe', make.random.choice(TRADES)))}"
    return Firm(name, make.random.choice(FORMS), make.domain(name), make.phone(), make.address())


def firm_name(make: Maker, firm: Firm) -> str:
    form = WRITTEN_OUT.get(firm.form, firm.form) if make.chance(0.25) else firm.form
    return make.random.choice((firm.name, f"{firm.name} {form}", f"{form} {firm.name}", firm.name))


def with_extension(make: Maker, number: str) -> str:
    return f"{number} poste {make.random.randrange(10, 99)}" if make.chance(0.08) else number


def moved_form(make: Maker, name: str) -> str:
    words = [word for word in name.split() if word.upper().replace(".", "") not in FORMS]
    bare = " ".join(words) or name
    form = make.random.choice(("", "", next((word for word in name.split() if word not in words), "")))
    return f"{form} {bare}".strip() if make.chance(0.5) else f"{bare} {form}".strip()
