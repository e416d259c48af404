"""How two people are compared: names, addresses of every sort, and what colleagues and relatives share."""

from __future__ import annotations

from prospect_crm.domain.matching.conditions import (
    Always,
    Begins,
    Crossed,
    Edits,
    Either,
    Ends,
    Equal,
    Every,
    Initial,
    Missing,
    Neither,
    Shares,
    Similar,
)
from prospect_crm.domain.matching.levels import (
    EXTENDED,
    PHONE,
    PLACE,
    SAME_DOOR,
    SAME_LINE,
    STREET,
    Comparison,
    Level,
)
from prospect_crm.domain.message import Message

_SWAPPED = Every((Crossed("given", "family", 0.9), Neither((Equal("family"),))))
"""Bernard Bernard and Éric Bernard are relatives, not one person with swapped cells."""


def _name_levels() -> tuple[Comparison, Comparison]:
    given = Comparison(
        "given_name",
        Missing("given"),
        (
            Level("same", Equal("given"), Message("same first name"), frequency_of="given"),
            Level("similar", Similar("given", 0.9), Message("similar first name")),
            Level("swapped", _SWAPPED, Message("first and last name swapped"), frequency_of="given"),
            Level("short", Either((Initial("given"), Begins("given", 2))), Message("first name shortened")),
            Level("faint", Similar("given", 0.84), Message("first name a little alike")),
            Level("different", Always(), Message("different first name")),
        ),
    )
    family = Comparison(
        "family_name",
        Missing("family"),
        (
            Level("same", Equal("family"), Message("same last name"), frequency_of="family"),
            Level("similar", Similar("family", 0.9), Message("similar last name")),
            Level("swapped", Crossed("given", "family", 0.9, is_both_ways=True)),
            Level("part", Either((Begins("family", 4), Ends("family", 4))), Message("part of the last name")),
            Level("faint", Similar("family", 0.82), Message("last name a little alike")),
            Level("different", Always(), Message("different last name")),
        ),
    )
    return given, family


_EMAIL = Comparison(
    "email",
    Missing("emails"),
    (
        Level("same", Shares("emails"), Message("same e-mail address"), most_sharing=0.03),
        Level(
            "near",
            Every((Equal("email_number"), Edits("email", 2, 10))),
            Message("nearly the same e-mail address"),
        ),
        Level(
            "mailbox",
            Equal("mailbox"),
            Message("same mailbox name at another domain"),
            frequency_of="mailbox",
        ),
        Level("different", Always(), Message("different e-mail address")),
    ),
)
_BIRTHDAY = Comparison(
    "birthday",
    Missing("birthday"),
    (
        Level("same", Equal("birthday"), Message("same birthday")),
        Level("near", Edits("birthday", 1, 8), Message("similar birthday")),
        Level("different", Always(), Message("different birthday")),
    ),
)
_COMPANY = Comparison(
    "company",
    Missing("company"),
    (
        Level("same", Equal("company"), Message("same company"), frequency_of="company"),
        Level("domain", Equal("domain"), Message("same e-mail domain"), frequency_of="domain"),
        Level("similar", Similar("company", 0.92), Message("similar company name")),
        Level("different", Always(), Message("different company")),
    ),
)
_DOMAIN = Comparison(
    "domain",
    Either((Missing("domain"), Neither((Missing("company"),)))),
    (
        Level("same", Equal("domain"), Message("same e-mail domain"), frequency_of="domain"),
        Level("different", Always(), Message("different e-mail domain")),
    ),
)
"""Compared only where a company is missing: beside two names it would say the same again."""

_MISTYPED = Either((Similar("given", 0.9), Edits("given", 1, 4), Edits("given", 2, 5)))
"""A typing error changes a letter or two. "Aurélie" and "Valérie" are a little alike, but two names."""
GIVEN_ALIKE = Either((_MISTYPED, Initial("given"), Begins("given", 2), _SWAPPED))
FAMILY_ALIKE = Either(
    (
        Similar("family", 0.82),
        Begins("family", 4),
        Ends("family", 4),
        _SWAPPED,
    )
)
_GIVEN_DIFFERS = Neither((GIVEN_ALIKE, Missing("given")))
_FAMILY_DIFFERS = Neither((FAMILY_ALIKE, Missing("family")))
_INITIAL_AT_MOST = Neither((Similar("given", 0.84), Begins("given", 2), _SWAPPED, Missing("given")))
_HALF_SWAPPED = Every(
    (
        _SWAPPED,
        Neither((Crossed("given", "family", 0.9, is_both_ways=True), Missing("given"), Missing("family"))),
    )
)
"""Karim Vavaier and Vavaier, Isabelle: the one name they share is the family's, the other differs."""
_SAME_COMPANY = Either((Equal("company"), Equal("domain"), Similar("company", 0.92)))
_SOMETHING_SHARED = Either((_SAME_COMPANY, SAME_LINE, SAME_DOOR, Shares("emails")))

_CONTEXT = Comparison(
    "context",
    Neither((_SOMETHING_SHARED,)),
    (
        Level(
            "other_person",
            Every((_INITIAL_AT_MOST, _FAMILY_DIFFERS)),
            Message("another person at the same place"),
            is_fixed=True,
        ),
        Level(
            "relative", Either((_GIVEN_DIFFERS, _HALF_SWAPPED)), Message("perhaps a relative"), is_fixed=True
        ),
        Level("all_shared", Every((_SAME_COMPANY, SAME_LINE, SAME_DOOR)), is_fixed=True),
        Level("company_and_line", Every((_SAME_COMPANY, SAME_LINE)), is_fixed=True),
        Level("company_and_door", Every((_SAME_COMPANY, SAME_DOOR)), is_fixed=True),
        Level("line_and_door", Every((SAME_LINE, SAME_DOOR)), is_fixed=True),
        Level("door", SAME_DOOR, is_fixed=True),
        Level("one_shared", Always(), is_fixed=True),
    ),
)
"""Colleagues share company, switchboard and street; relatives share name, phone and street. Counted each by
itself such evidence would outweigh the names, so what comes together is counted about once."""


PERSON_COMPARISONS = (
    *_name_levels(),
    *(_EMAIL, PHONE, _COMPANY, _DOMAIN, STREET, EXTENDED, PLACE, _BIRTHDAY, _CONTEXT),
)
