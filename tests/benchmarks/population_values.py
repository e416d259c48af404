"""Draws the single values of a population: names, phones, addresses, sizes, dates; the same seed, the same values."""

from __future__ import annotations

import math
import random
from datetime import datetime, timedelta
from typing import Any, NamedTuple, TypeVar

from prospect_crm.domain.normalize.text import fold
from tests.benchmarks.population_words import ABROAD, FOREIGN, REGION_OF, Country
from tests.domain.matching import french_words as french

Value = TypeVar("Value")

FRANCE = Country(
    "France",
    "FR",
    80,
    french.FORMS,
    "0",
    "06 ## ## ## ##",
    tuple(french.GIVEN),
    tuple(name.replace("_", " ") for name in french.FAMILY),
    tuple(french.TOWNS),
)
COUNTRIES = (FRANCE, *FOREIGN)
WEIGHTS = tuple(country.weight for country in COUNTRIES)
YEARS = 3
Row = dict[str, Any]


class Place(NamedTuple):
    """Where somebody is."""

    pincode: str
    city: str
    territory: str


class Draw:
    """A seeded source of values."""

    def __init__(self, seed: int, today: datetime) -> None:
        self.random = random.Random(seed)
        self.today = today

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    def one(self, values: tuple[Value, ...]) -> Value:
        """Give one of the values, each as often as the others."""
        return values[int(self.random.random() * len(values))]

    def frequent(self, values: tuple[Value, ...]) -> Value:
        """Give one of the values, the first ones far more often."""
        return values[int(self.random.random() ** 2 * len(values))]

    def of(self, **weights: int) -> str:
        """Give one of the names by weight; "_" stands for a space."""
        return self.random.choices(tuple(weights), tuple(weights.values()))[0].replace("_", " ")

    def count(self, expected: float, factor: float) -> int:
        """Give a number that is ``expected`` times ``factor`` on average."""
        return int(expected * factor + self.random.random())

    # -- who and where -------------------------------------------------------

    def country(self) -> Country:
        return self.random.choices(COUNTRIES, WEIGHTS)[0]

    def family_name(self, country: Country) -> str:
        """Half of the French have a frequent name, half one of some ten thousand."""
        if country is FRANCE and self.chance(0.5):
            parts = [self.random.choice(french.SYLLABLES) for _ in range(1 + self.chance(0.6))]
            return ("".join(parts) + self.random.choice(french.ENDINGS)).capitalize()
        name = self.frequent(country.family)
        return f"{name}-{self.one(country.family)}" if self.chance(0.03) else name

    def company_name(self, country: Country) -> str:
        form = self.one(country.forms) if self.chance(0.4) else ""
        kind = self.random.random()
        if country is not FRANCE or kind < 0.3:
            name = (
                f"{self.family_name(country)} {self.one(('& Fils', 'Group', 'Systems', 'Technologies', ''))}"
            )
        elif kind < 0.6:
            name = f"{self.random.choice(french.TRADES)} {self.family_name(country)}"
        else:
            name = self.random.choice(french.FIRST_WORDS) + self.random.choice(french.SECOND_WORDS)
        return " ".join(f"{name} {form}".split())

    def phone(self, pattern: str) -> str:
        if pattern == "0":
            pattern = f"0{self.one((1, 1, 2, 3, 4, 5))} ## ## ## ##"
        digits = iter(f"{self.random.random():.12f}"[2:])
        return "".join(next(digits) if sign == "#" else sign for sign in pattern)

    def place(self, country: Country) -> Place:
        pincode, _, city = self.one(country.towns).partition(" ")
        return Place(pincode, city, REGION_OF[pincode[:2]] if country is FRANCE else ABROAD)

    def street(self) -> str:
        return f"{self.random.randrange(1, 180)} {self.random.choice(french.STREETS)}"

    def siren(self) -> str:
        """Give nine digits whose check digit is right."""
        digits = [int(digit) for digit in str(self.random.randrange(30_000_000, 95_000_000))]
        total = sum(sum(divmod(digit * 2, 10)) if index % 2 else digit for index, digit in enumerate(digits))
        return "".join(map(str, [*digits, -total % 10]))

    # -- how much and when ---------------------------------------------------

    def headcount(self) -> int:
        """Give a log-normal size: half below 20, one in a hundred above 2,000; 0 where nobody knows."""
        return 0 if self.chance(0.15) else max(1, int(math.exp(self.random.gauss(3, 1.9))))

    def revenue(self, headcount: int) -> int:
        return round(headcount * self.random.uniform(60, 300)) * 1000 if self.chance(0.8) else 0

    def moment(self, since: datetime | None = None) -> datetime:
        """Give a moment of the last three years, later ones more often, or one since another."""
        if since is None:
            days = 365 * YEARS * self.random.random() ** 1.5
            return self.today - timedelta(days=days, microseconds=int(days))
        return since + (self.today - since) * self.random.random()

    def at_work(self, days: int) -> datetime:
        """Give a quarter of an hour at work, so many days from today."""
        minutes = 15 * self.random.randrange(4 * 8, 4 * 18)
        return self.today.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(
            days=days, minutes=minutes
        )


def slug(text: str) -> str:
    """Give what stands for a name in an address: ASCII letters and digits, or nothing."""
    return "".join(character for character in fold(text) if character.isascii() and character.isalnum())


class Share:
    """Divides a total over so many chances: every chance gets its part, the last one what is left."""

    def __init__(self, total: int, chances: int) -> None:
        self.left, self.chances = total, chances

    def take(self, draw: Draw) -> int:
        factor = -math.log(1 - draw.random.random())  # exponential: most get few, some many
        wanted = draw.count(self.left / self.chances, factor)
        self.chances -= 1
        number = self.left if not self.chances else min(self.left, wanted)
        self.left -= number
        return number
