"""The comparisons of two people or two companies: named levels from the strongest agreement to none.

The names of comparisons and levels are those of the model file; each level's sentence is what the sales
person reads. The weights belong to the model, not to this file.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from prospect_crm.domain.matching.conditions import (
    Always,
    Begins,
    Condition,
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
from prospect_crm.domain.message import Message

Kind = Literal["person", "company"]


@dataclass(frozen=True)
class Level:
    """One named outcome of a comparison; ``sentence`` is None where there is nothing to tell.

    ``frequency_of`` names the feature whose rarity strengthens the level (term frequency).
    ``is_fixed`` keeps the level's weight out of the estimation.
    """

    name: str
    condition: Condition
    sentence: Message | None = None
    frequency_of: str = ""
    is_fixed: bool = False


@dataclass(frozen=True)
class Comparison:
    """Levels tried in their order; the first that holds counts. ``missing`` says when there is nothing to compare."""

    name: str
    missing: Condition
    levels: tuple[Level, ...]


_SWAPPED = Every((Crossed("given", "family", 0.9), Neither((Equal("family"),))))
"""Bernard Bernard and Éric Bernard are relatives, not one person with swapped cells."""


def _name_levels() -> tuple[Comparison, Comparison]:
    given = Comparison(
        "given_name",
        Missing("given"),
        (
            Level("same", Equal("given"), Message("same first name"), frequency_of="given"),
            Level("similar", Similar("given", 0.9), Message("similar first name")),
            Level("swapped", _SWAPPED, Message("first and last name swapped")),
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
        Level("same", Shares("emails"), Message("same e-mail address")),
        Level(
            "near",
            Every((Edits("email", 2, 10), Equal("email_number"))),
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
_COMPANY_EMAIL = Comparison(
    "email",
    Missing("emails"),
    (
        Level("same", Shares("emails"), Message("same e-mail address")),
        Level(
            "near",
            Every((Edits("email", 2, 10), Equal("email_number"))),
            Message("nearly the same e-mail address"),
        ),
        Level("different", Always(), Message("different e-mail address")),
    ),
)
_PHONE = Comparison(
    "phone",
    Missing("lines"),
    (
        Level("same", Shares("phones"), Message("same phone")),
        Level("switchboard", Shares("lines"), Message("same switchboard")),
        Level("different", Always(), Message("different phone")),
    ),
)
_STREET = Comparison(
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
_EXTENDED = Comparison(
    "address_line",
    Missing("extended"),
    (
        Level("same", Equal("extended"), Message("same second address line"), frequency_of="extended"),
        Level("similar", Similar("extended", 0.9), Message("similar second address line")),
        Level("swapped", Crossed("street", "extended", 0.9, is_both_ways=True)),
        Level("different", Always()),
    ),
)
_PLACE = Comparison(
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
    Every((Missing("company"), Missing("domain"))),
    (
        Level("same", Equal("company"), Message("same company"), frequency_of="company"),
        Level("domain", Equal("domain"), Message("same e-mail domain"), frequency_of="domain"),
        Level("similar", Similar("company", 0.92), Message("similar company name")),
        Level("different", Neither((Missing("company"),)), Message("different company")),
        Level("unknown", Always(), is_fixed=True),
    ),
)

GIVEN_ALIKE = Either((Similar("given", 0.84), Initial("given"), Begins("given", 2), _SWAPPED))
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
_SAME_LINE = Shares("lines")
_SAME_PLACE = Either(
    (Equal("postcode"), Similar("city", 0.92), Every((Missing("postcode"), Missing("city"))))
)
_SAME_DOOR = Every((Equal("number"), Similar("street", 0.9), _SAME_PLACE))
_SOMETHING_SHARED = Either((_SAME_COMPANY, _SAME_LINE, _SAME_DOOR, Shares("emails")))

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
        Level("all_shared", Every((_SAME_COMPANY, _SAME_LINE, _SAME_DOOR)), is_fixed=True),
        Level("company_and_line", Every((_SAME_COMPANY, _SAME_LINE)), is_fixed=True),
        Level("company_and_door", Every((_SAME_COMPANY, _SAME_DOOR)), is_fixed=True),
        Level("line_and_door", Every((_SAME_LINE, _SAME_DOOR)), is_fixed=True),
        Level("door", _SAME_DOOR, is_fixed=True),
        Level("one_shared", Always(), is_fixed=True),
    ),
)
"""Colleagues share company, switchboard and street; relatives share name, phone and street. Counted each by
itself such evidence would outweigh the names, so what comes together is counted about once."""

_COMPANY_NAME = Comparison(
    "name",
    Missing("name"),
    (
        Level("same", Equal("name"), Message("same name"), frequency_of="name"),
        Level("root", Equal("root"), Message("same name but for common words"), frequency_of="root"),
        Level("similar", Similar("name", 0.92), Message("similar name")),
        Level("part", Either((Begins("name", 5), Ends("name", 5))), Message("part of the name")),
        Level("faint", Similar("name", 0.84), Message("name a little alike")),
        Level("different", Always(), Message("different name")),
    ),
)
_SIREN = Comparison(
    "siren",
    Missing("siren"),
    (
        Level("same", Equal("siren"), Message("same SIREN"), is_fixed=True),
        Level("different", Always(), Message("different SIREN"), is_fixed=True),
    ),
)
_DOMAIN = Comparison(
    "domain",
    Missing("domain"),
    (
        Level("same", Equal("domain"), Message("same web domain"), frequency_of="domain"),
        Level("similar", Similar("domain", 0.95), Message("similar web domain")),
        Level("different", Always(), Message("different web domain")),
    ),
)
_LEGAL_FORM = Comparison(
    "legal_form",
    Missing("forms"),
    (
        Level("same", Equal("forms"), Message("same legal form")),
        Level("different", Always(), Message("different legal form")),
    ),
)
_NAME_DIFFERS = Neither(
    (Similar("name", 0.84), Equal("root"), Begins("name", 5), Ends("name", 5), Missing("name"))
)
_COMPANY_CONTEXT = Comparison(
    "context",
    Neither((Either((Equal("domain"), _SAME_LINE, _SAME_DOOR, Shares("emails"))),)),
    (
        Level("other_company", _NAME_DIFFERS, Message("another company at the same place"), is_fixed=True),
        Level("holding", Neither((Equal("structure"),)), Message("one of them is a holding"), is_fixed=True),
        Level("all_shared", Every((Equal("domain"), _SAME_LINE, _SAME_DOOR)), is_fixed=True),
        Level("domain_and_line", Every((Equal("domain"), _SAME_LINE)), is_fixed=True),
        Level("domain_and_door", Every((Equal("domain"), _SAME_DOOR)), is_fixed=True),
        Level("line_and_door", Every((_SAME_LINE, _SAME_DOOR)), is_fixed=True),
        Level("door", _SAME_DOOR, is_fixed=True),
        Level("one_shared", Always(), is_fixed=True),
    ),
)

COMPARISONS: dict[Kind, tuple[Comparison, ...]] = {
    "person": (
        *_name_levels(),
        *(_EMAIL, _PHONE, _COMPANY, _STREET, _EXTENDED, _PLACE, _BIRTHDAY, _CONTEXT),
    ),
    "company": (
        _COMPANY_NAME,
        _LEGAL_FORM,
        _SIREN,
        _DOMAIN,
        _COMPANY_EMAIL,
        _PHONE,
        _STREET,
        _PLACE,
        _COMPANY_CONTEXT,
    ),
}
