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
    LINE_OF_A_PLACE,
    NEARLY_SAME_EMAIL,
    PHONE,
    PLACE,
    SAME_DOOR,
    SAME_LINE,
    STREET,
    Comparison,
    Level,
    context_comparison,
    domain_comparison,
    email_comparison,
)
from prospect_crm.domain.message import Message

_SWAPPED = Every((Crossed("given", "family", 0.9), Neither((Equal("family"),))))
"""Bernard Bernard and Éric Bernard are relatives, not one person with swapped cells."""


_TWO_NAMES = Neither((Missing("given_known"), Equal("given_known")))
"""Two first names that many people bear: Paul and Pauline are two names, Paul and Pauil are one."""
_BEGUN = Every((Begins("given", 2), Neither((_TWO_NAMES,))))
_SHORTENED = Either((Initial("given"), _BEGUN))


_GIVEN_NAME = Comparison(
    "given_name",
    Missing("given"),
    (
        Level(
            "same",
            Every((Equal("given"), Neither((Initial("given"),)))),
            Message("same first name"),
            frequency_of="given",
        ),
        Level(
            "similar",
            Every((Similar("given", 0.9), Edits("given", 2, 2), Neither((_TWO_NAMES,)))),
            Message("similar first name"),
        ),
        Level("swapped", _SWAPPED, Message("first and last name swapped"), frequency_of="given"),
        Level("short", _SHORTENED, Message("first name shortened")),
        Level(
            "faint",
            Every((Similar("given", 0.84), Neither((_TWO_NAMES,)))),
            Message("first name a little alike"),
        ),
        Level("different", Always(), Message("different first name")),
    ),
)
_FAMILY_NAME = Comparison(
    "family_name",
    Missing("family"),
    (
        Level("same", Equal("family"), Message("same last name"), frequency_of="family"),
        Level(
            "similar",
            Every((Similar("family", 0.9), Edits("family", 2, 2))),
            Message("similar last name"),
        ),
        Level(
            "swapped",
            Crossed("given", "family", 0.9, is_both_ways=True),
            frequency_of="family",
            is_fixed=True,
        ),
        Level("part", Either((Begins("family", 4), Ends("family", 4))), Message("part of the last name")),
        Level("faint", Similar("family", 0.82), Message("last name a little alike")),
        Level("different", Always(), Message("different last name")),
    ),
)
_EMAIL = email_comparison(
    NEARLY_SAME_EMAIL,
    Level(
        "mailbox",
        Equal("mailbox"),
        Message("same mailbox name at another domain"),
        frequency_of="mailbox",
    ),
    Level(
        "other_mailbox",
        Equal("domain"),
        Message("another e-mail address at the same domain"),
        is_fixed=True,
    ),
    most_sharing=0.03,
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
_PHONE = Comparison(
    "phone",
    PHONE.missing,
    (
        Level("mobile", Shares("mobiles"), Message("same mobile phone"), most_sharing=1.0),
        Level(
            "other_mobile",
            Every((SAME_LINE, Neither((Missing("mobiles"),)))),
            Message("same phone, different mobile phones"),
        ),
        *PHONE.levels,
    ),
)
_COMPANY_ALIKE = Either((Similar("company", 0.92), Edits("company", 1, 6)))
_COMPANY = Comparison(
    "company",
    Missing("company"),
    (
        Level("same", Equal("company"), Message("same company"), frequency_of="company"),
        Level("domain", Equal("domain"), Message("same e-mail domain"), frequency_of="domain"),
        Level("similar", _COMPANY_ALIKE, Message("similar company name")),
        Level("different", Always(), Message("different company")),
    ),
)
_DOMAIN = domain_comparison(
    Either((Missing("domain"), Neither((Missing("company"),)))),
    Message("same e-mail domain"),
    Message("different e-mail domain"),
)
"""Compared only where a company is missing: beside two names it would say the same again."""

_MISTYPED_GIVEN = Either((Similar("given", 0.9), Edits("given", 2, 4)))
"""A typing error changes a letter or two. "Aurélie" and "Valérie" are a little alike, but two names."""
GIVEN_ALIKE = Either((Every((_MISTYPED_GIVEN, Neither((_TWO_NAMES,)))), _SHORTENED, _SWAPPED))
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
_INITIAL_AT_MOST = Neither(
    (Every((Similar("given", 0.84), Neither((_TWO_NAMES,)))), _BEGUN, _SWAPPED, Missing("given"))
)
_HALF_SWAPPED = Every(
    (
        _SWAPPED,
        Neither((Crossed("given", "family", 0.9, is_both_ways=True), Missing("given"), Missing("family"))),
    )
)
"""Karim Vavaier and Vavaier, Isabelle: the one name they share is the family's, the other differs."""
_SAME_COMPANY = Either((Equal("company"), Equal("domain"), _COMPANY_ALIKE))
_SOMETHING_SHARED = Either((_SAME_COMPANY, SAME_LINE, SAME_DOOR, Shares("emails")))

_CONTEXT = context_comparison(
    "company",
    _SAME_COMPANY,
    LINE_OF_A_PLACE,
    _SOMETHING_SHARED,
    Level(
        "other_person",
        Every((_INITIAL_AT_MOST, _FAMILY_DIFFERS)),
        Message("another person at the same place"),
        is_fixed=True,
    ),
    Level("relative", Either((_GIVEN_DIFFERS, _HALF_SWAPPED)), Message("perhaps a relative"), is_fixed=True),
)
"""Colleagues share company, switchboard and street; relatives share name, phone and street. Counted each by
itself such evidence would outweigh the names, so what comes together is counted about once."""


PERSON_COMPARISONS = (
    *(
        _GIVEN_NAME,
        _FAMILY_NAME,
        _EMAIL,
        _PHONE,
        _COMPANY,
        _DOMAIN,
        STREET,
        EXTENDED,
        PLACE,
        _BIRTHDAY,
        _CONTEXT,
    ),
)
