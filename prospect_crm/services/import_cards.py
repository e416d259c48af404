"""Cards of a vCard file as candidates for import."""

from __future__ import annotations

from collections.abc import Iterator

from prospect_crm.domain.contact_fields import contact_fields
from prospect_crm.domain.message import Message
from prospect_crm.domain.operation import Source
from prospect_crm.domain.person import Person
from prospect_crm.domain.vcard import CardResult, read_cards
from prospect_crm.services.import_candidates import Candidate

CARD_BEGIN = b"BEGIN:VCARD"
SNIFFED = 4096


def is_vcard(content: bytes) -> bool:
    """Whether a file holds vCards: their first line stands near its beginning, in any encoding."""
    return CARD_BEGIN in content[:SNIFFED].replace(b"\0", b"").replace(b" ", b"").upper()


def card_candidates(filename: str, content: bytes, charset: str | None) -> Iterator[Candidate]:
    """Read card after card; ``DomainError`` where the file is refused as a whole."""
    for card in read_cards(content, charset=charset):
        yield _candidate(filename, card)


def _candidate(filename: str, card: CardResult) -> Candidate:
    person = card.person or Person()
    place = Message("card {number}, line {line}", {"number": card.position, "line": card.first_line})
    return Candidate(
        source=Source(filename, place, _label(person)),
        contact=contact_fields(person),
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
