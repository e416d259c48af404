"""What a comparison is made of, and the levels that people and companies share."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

from prospect_crm.domain.matching.conditions import (
    Always,
    Condition,
    Crossed,
    Edits,
    Either,
    Equal,
    Every,
    Missing,
    Neither,
    Shares,
    Similar,
)
from prospect_crm.domain.message import Message

Kind = Literal["person", "company"]


@dataclass(frozen=True)
class Level:
    """One named outcome of a comparison; ``sentence`` is None where there is nothing to tell.

    ``frequency_of`` names the feature whose rarity strengthens the level (term frequency).
    ``is_fixed`` keeps the level's weight out of the estimation. ``most_sharing`` bounds how many others, on the
    average, agree with a record without being the same: a mailbox has hardly a second owner.
    """

    name: str
    condition: Condition
    sentence: Message | None = None
    frequency_of: str = ""
    is_fixed: bool = False
    most_sharing: float = math.inf


@dataclass(frozen=True)
class Comparison:
    """Levels tried in their order; the first that holds counts. ``missing`` says when there is nothing to compare."""

    name: str
    missing: Condition
    levels: tuple[Level, ...]


PHONE = Comparison(
    "phone",
    Missing("lines"),
    (
        Level("same", Shares("phones"), Message("same phone"), most_sharing=1.0),
        Level("switchboard", Shares("lines"), Message("same switchboard")),
        Level("different", Always(), Message("different phone")),
    ),
)

STREET = Comparison(
    "street",
    Missing("street"),
    (
        Level("same", Every((Equal("street"), Equal("number"))), Message("same street and number")),
        Level(
            "similar",
            Every((Equal("number"), Similar("street", 0.9))),
            Message("similar street, same number"),
        ),
        Level("street", Similar("street", 0.92), Message("same street")),
        Level("swapped", Crossed("street", "extended", 0.9), Message("address lines swapped")),
        Level("different", Always(), Message("different street")),
    ),
)

EXTENDED = Comparison(
    "address_line",
    Missing("extended"),
    (
        Level("same", Equal("extended"), Message("same second address line"), frequency_of="extended"),
        Level("similar", Similar("extended", 0.9), Message("similar second address line")),
        Level("swapped", Crossed("street", "extended", 0.9, is_both_ways=True)),
        Level("different", Always()),
    ),
)

PLACE = Comparison(
    "place",
    Every((Missing("postcode"), Missing("city"))),
    (
        Level(
            "same",
            Every((Equal("postcode"), Similar("city", 0.9))),
            Message("same postcode and city"),
            frequency_of="postcode",
        ),
        Level("postcode", Equal("postcode"), Message("same postcode")),
        Level(
            "near",
            Every((Edits("postcode", 2, 4), Similar("city", 0.92))),
            Message("same city, similar postcode"),
        ),
        Level("city", Similar("city", 0.92), Message("same city")),
        Level("different", Always(), Message("different place")),
    ),
)

SAME_LINE = Shares("lines")
LINE_OF_A_PLACE = Every((SAME_LINE, Neither((Shares("mobiles"),))))
"""A line that colleagues or relatives may share; a mobile phone is one person's own."""

_SAME_PLACE = Either(
    (Equal("postcode"), Similar("city", 0.92), Every((Missing("postcode"), Missing("city"))))
)

SAME_DOOR = Every((Equal("number"), Similar("street", 0.9), _SAME_PLACE))


NEARLY_SAME_EMAIL = Every((Equal("email_number"), Edits("email", 1, 10)))
"""One letter more, less or another, but no other number: "martin1@" and "martin2@" are two mailboxes."""


def email_comparison(near: Condition, *between: Level, most_sharing: float = math.inf) -> Comparison:
    """The e-mail addresses; ``between`` are levels after the nearly same address and before another one."""
    return Comparison(
        "email",
        Missing("emails"),
        (
            Level("same", Shares("emails"), Message("same e-mail address"), most_sharing=most_sharing),
            Level("near", near, Message("nearly the same e-mail address")),
            *between,
            Level("different", Always(), Message("different e-mail address")),
        ),
    )


def domain_comparison(missing: Condition, same: Message, different: Message, *between: Level) -> Comparison:
    """The domains of two organisations, with what to tell of one and of two; ``between`` are levels between."""
    return Comparison(
        "domain",
        missing,
        (
            Level("same", Equal("domain"), same, frequency_of="domain"),
            *between,
            Level("different", Always(), different),
        ),
    )


def context_comparison(
    owner: str, same_owner: Condition, line: Condition, shared: Condition, *apart: Level
) -> Comparison:
    """What comes together because of a place, to be counted about once (``context``).

    ``owner`` names whose place it is, ``shared`` says when there is anything to discount, and ``apart`` are the
    levels of records that share a place and are not the same.
    """
    together: dict[str, Condition] = {
        "all_shared": Every((same_owner, line, SAME_DOOR)),
        f"{owner}_and_line": Every((same_owner, line)),
        f"{owner}_and_door": Every((same_owner, SAME_DOOR)),
        "line_and_door": Every((line, SAME_DOOR)),
        "door": SAME_DOOR,
        "one_shared": Always(),
    }
    levels = [Level(name, condition, is_fixed=True) for name, condition in together.items()]
    return Comparison("context", Neither((shared,)), (*apart, *levels))
