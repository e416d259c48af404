"""What an import file holds, one candidate a card or row: the only place that knows the formats."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from prospect_crm.domain.contact_fields import ContactFields, contact_fields
from prospect_crm.domain.message import Message
from prospect_crm.domain.operation import Source
from prospect_crm.domain.person import Person
from prospect_crm.domain.vcard import CardResult, read_cards

CARD_BEGIN = b"BEGIN:VCARD"
SNIFFED = 4096


@dataclass(slots=True)
class Candidate:
    """One person of a file before the site has been asked anything.

    ``refusal`` says why it cannot be taken at all, ``skip`` why it is no person to take; ``warnings`` say
    what was not read, and where.
    """

    source: Source
    contact: ContactFields
    warnings: list[Message] = field(default_factory=list)
    refusal: Message | None = None
    skip: Message | None = None


def candidates(filename: str, content: bytes, options: Mapping[str, Any]) -> Iterator[Candidate]:
    """Read one file by what it holds, never by its name; ``DomainError`` where the whole file is refused."""
    if is_vcard(content):
        yield from _cards(filename, content, options.get("charset"))
    else:
        yield from _rows(filename, content, options)


def is_vcard(content: bytes) -> bool:
    """Whether a file holds vCards: their first line stands near its beginning, in any encoding."""
    return CARD_BEGIN in content[:SNIFFED].replace(b"\0", b"").replace(b" ", b"").upper()


def _cards(filename: str, content: bytes, charset: str | None) -> Iterator[Candidate]:
    for card in read_cards(content, charset=charset):
        yield _card_candidate(filename, card)


def _card_candidate(filename: str, card: CardResult) -> Candidate:
    person = card.person or Person()
    contact = contact_fields(person)
    place = Message("card {number}, line {line}", {"number": card.position, "line": card.first_line})
    return Candidate(
        source=Source(filename, place, _label(person)),
        contact=contact,
        warnings=[
            Message("Line {line}: {problem}", {"line": problem.line, "problem": problem.message})
            for problem in card.warnings
        ],
        refusal=card.reason,
        skip=_no_person(card),
    )


def _no_person(card: CardResult) -> Message | None:
    """A card that was read and holds nobody (a group of cards) is left out, and says so."""
    if card.person or card.reason:
        return None
    return card.warnings[0].message if card.warnings else Message("This card holds no person.")


def _label(person: Person) -> str:
    return person.full_name or f"{person.given_name} {person.family_name}".strip() or person.organisation


def refused_file(filename: str, reason: Message) -> Candidate:
    """Stand in for a whole file that could not be read."""
    return Candidate(Source(filename, None, filename), ContactFields({}), refusal=reason)
