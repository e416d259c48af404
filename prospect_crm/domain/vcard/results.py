"""What reading a vCard file comes to: limits, verdicts on cards, and the refusal of a whole file."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from prospect_crm.domain.message import DomainError, Message

if TYPE_CHECKING:
    from prospect_crm.domain.person import Person

CardState = Literal["read", "warned", "refused"]


class CardRefused(Exception):
    """One card is given up; the others go on."""

    def __init__(self, reason: Message) -> None:
        super().__init__(str(reason))
        self.reason = reason


class VCardError(DomainError):
    """A whole file is refused: empty, over the size cap, or not a vCard file at all."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one file may cost; sizes are bytes. What passes a limit is refused with a sentence."""

    file_bytes: int = 64 * 1024 * 1024
    card_bytes: int = 24 * 1024 * 1024
    text_bytes: int = 1024 * 1024
    """The longest value that is not a picture, a sound or a key."""
    photo_bytes: int = 16 * 1024 * 1024
    cards: int = 250_000
    lines: int = 100_000
    """How many lines one card may have; those of pictures are not counted."""
    properties: int = 2_000
    """How many properties one card may have."""


@dataclass(frozen=True, slots=True)
class CardProblem:
    """Something in a card that was not taken as it stands; ``line`` is 1-based in the file."""

    line: int
    message: Message


@dataclass(slots=True)
class CardResult:
    """The verdict on one card.

    ``person`` is None for a refused card, and for one skipped with a warning because it is a group.
    """

    position: int
    first_line: int
    version: str = ""
    state: CardState = "read"
    person: Person | None = None
    warnings: list[CardProblem] = field(default_factory=list)
    reason: Message | None = None
