"""One card as its properties: decoded, but not yet the fields of a person."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .escaping import unescape

if TYPE_CHECKING:
    from .results import CardProblem


@dataclass(slots=True)
class Property:
    """One property of a card.

    ``name`` and the parameter names are upper case; bare parameters of vCard 2.1 are under TYPE.
    ``value`` is decoded text, still with its escapes; ``content`` the bytes of a base64 value.
    """

    name: str
    value: str
    line: int = 0
    group: str = ""
    parameters: dict[str, list[str]] = field(default_factory=dict)
    content: bytes | None = None

    @property
    def text(self) -> str:
        return unescape(self.value)

    @property
    def types(self) -> list[str]:
        """The TYPE values in lower case, comma lists in quotes taken apart."""
        values = self.parameters.get("TYPE", [])
        return [part.strip().lower() for value in values for part in value.split(",")]

    def first_parameter(self, name: str) -> str:
        values = self.parameters.get(name)
        return values[0] if values else ""


@dataclass(slots=True)
class Card:
    """One isolated card; ``version`` is "" where the card does not say."""

    position: int
    first_line: int
    version: str = ""
    properties: list[Property] = field(default_factory=list)
    problems: list[CardProblem] = field(default_factory=list)

    def named(self, name: str) -> list[Property]:
        """The properties of that upper-case name, in their order."""
        return [found for found in self.properties if found.name == name]
