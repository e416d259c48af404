"""vCard files in, people out: a verdict on every card, lazily."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from prospect_crm.domain.message import Message

from .mapping import is_group, person_of
from .parser import Refusal, parse_cards
from .results import CardProblem, CardResult, Limits

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prospect_crm.domain.person import Person

    from .card import Card


def read_cards(data: bytes, *, charset: str | None = None, limits: Limits = Limits()) -> Iterator[CardResult]:  # noqa: B008
    """A verdict on each card of ``data``, in the file's order; only one card is in memory at a time.

    ``charset`` is what the user chose for values that declare no character set and are not UTF-8.
    Raises VCardError, before the first verdict, for a file that is empty, over ``limits.file_bytes``
    or not a vCard file, and for an unknown ``charset``.
    """
    cards = parse_cards(data, charset=charset, limits=limits)
    first = next(cards)
    return map(verdict_on, itertools.chain([first], cards))


def verdict_on(card: Card | Refusal) -> CardResult:
    """Read, read with warnings, or refused, for one parsed card."""
    if isinstance(card, Refusal):
        return CardResult(card.position, card.first_line, state="refused", reason=card.reason)
    try:
        return _verdict_on(card)
    except Exception as error:
        reason = Message(
            "The card cannot be read ({error}). Export it again.", {"error": type(error).__name__}
        )
        return CardResult(card.position, card.first_line, card.version, "refused", reason=reason)


def _verdict_on(card: Card) -> CardResult:
    result = CardResult(card.position, card.first_line, card.version)
    if is_group(card):
        card.problems.append(
            CardProblem(card.first_line, Message("The card is a group, not a person; it was skipped."))
        )
    else:
        result.person = person_of(card)
    result.warnings = sorted(card.problems, key=lambda problem: problem.line)
    result.state = "warned" if result.warnings else "read"
    if result.person is not None and not _is_somebody(result.person):
        return _refused(result)
    return result


def _refused(result: CardResult) -> CardResult:
    result.person, result.state = None, "refused"
    result.reason = Message("The card has no name, organisation, e-mail address or phone number.")
    return result


def _is_somebody(person: Person) -> bool:
    return bool(person.full_name)
