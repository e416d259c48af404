"""The model: how much each level of each comparison speaks for or against a match.

Fellegi and Sunter (1969): a level's weight is log2(m / u), m its share among matching pairs and u among
others. Term frequency (Winkler 2000): agreement on a rare value weighs more, log2(u / frequency) on top.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files

from prospect_crm.domain.matching.comparisons import COMPARISONS, Comparison, Kind

FORMAT = 1


@dataclass(frozen=True, slots=True)
class Chances:
    """The share of a level among matching pairs (``m``) and among other pairs (``u``), both above 0."""

    m: float
    u: float

    @property
    def weight(self) -> float:
        """log2(m / u): above 0 it speaks for a match."""
        return math.log2(self.m / self.u)


@dataclass(frozen=True, slots=True)
class Frequencies:
    """Shares of values among all records: of those seen often, and one share for all others."""

    values: dict[str, float]
    floor: float

    def of(self, value: str) -> float:
        return self.values.get(value, self.floor)


@dataclass(frozen=True)
class Model:
    """What ``compare`` and ``scan`` read. ``prior`` is the chance that two records at random match."""

    kind: Kind
    prior: float
    chances: dict[str, dict[str, Chances]]
    frequencies: dict[str, Frequencies] = field(default_factory=dict)
    records: int = 0
    """How many records it was fitted on; 0 for a shipped model."""

    @property
    def comparisons(self) -> tuple[Comparison, ...]:
        return COMPARISONS[self.kind]

    @property
    def prior_weight(self) -> float:
        return math.log2(self.prior / (1 - self.prior))

    def to_json(self) -> str:
        """The model as text that ``from_json`` reads back unchanged."""
        return json.dumps(
            {
                "format": FORMAT,
                "kind": self.kind,
                "records": self.records,
                "prior": self.prior,
                "chances": {
                    name: {level: [chances.m, chances.u] for level, chances in levels.items()}
                    for name, levels in self.chances.items()
                },
                "frequencies": {
                    name: {"floor": table.floor, "values": table.values}
                    for name, table in self.frequencies.items()
                },
            },
            ensure_ascii=False,
            indent=1,
        )

    @classmethod
    def from_json(cls, text: str) -> Model:
        """The model of ``to_json``; ValueError when a comparison or level of this version is not in it."""
        data = json.loads(text)
        chances = {
            name: {level: Chances(*pair) for level, pair in levels.items()}
            for name, levels in data["chances"].items()
        }
        frequencies = {
            name: Frequencies(table["values"], table["floor"]) for name, table in data["frequencies"].items()
        }
        model = cls(data["kind"], data["prior"], chances, frequencies, data["records"])
        model._check()
        return model

    def _check(self) -> None:
        wanted = {(entry.name, level.name) for entry in self.comparisons for level in entry.levels}
        given = {(name, level) for name, levels in self.chances.items() for level in levels}
        if wanted != given:
            names = ", ".join(sorted(f"{name}.{level}" for name, level in wanted ^ given))
            raise ValueError(f"The model does not fit this version. These levels differ: {names}")


@lru_cache(maxsize=2)
def default_model(kind: Kind) -> Model:
    """The model shipped with the package: expert values, for sites that have not fitted their own."""
    return Model.from_json(files(__package__).joinpath(f"default_{kind}.json").read_text("utf-8"))
