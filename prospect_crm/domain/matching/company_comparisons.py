"""How two companies are compared: name and legal form, register number, domain, lines and address."""

from __future__ import annotations

from prospect_crm.domain.matching.conditions import (
    Always,
    Begins,
    Edits,
    Either,
    Ends,
    Equal,
    Every,
    Missing,
    Neither,
    Shares,
    Similar,
)
from prospect_crm.domain.matching.levels import (
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

_COMPANY_EMAIL = email_comparison(Every((NEARLY_SAME_EMAIL, Either((Equal("domain"), Missing("domain"))))))
"""A letter in the domain counts once, where domains are compared."""
_PART_OF_NAME = Every((Either((Begins("name", 5), Ends("name", 5))), Neither((Missing("root"),))))
"""A name of common words alone is no part: "Institute" is not half of "SAS Institute"."""

_MISTYPED_NAME = Either((Edits("name", 1, 6), Similar("name", 0.97)))
"""One letter, or two that changed places. "Peinture Damond" and "Peinture Dumont" are alike for their trade only."""

_COMPANY_NAME = Comparison(
    "name",
    Missing("name"),
    (
        Level("same", Equal("name"), Message("same name"), frequency_of="name"),
        Level("root", Equal("root"), Message("same name but for common words"), frequency_of="root"),
        Level("similar", _MISTYPED_NAME, Message("similar name")),
        Level("part", _PART_OF_NAME, Message("part of the name")),
        Level("faint", Similar("name", 0.88), Message("name a little alike")),
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
_DOMAIN = domain_comparison(
    Missing("domain"),
    Message("same web domain"),
    Message("different web domain"),
    Level("similar", Every((Equal("domain_number"), Edits("domain", 1, 8))), Message("similar web domain")),
)
_LEGAL_FORM = Comparison(
    "legal_form",
    Missing("forms"),
    (
        Level("same", Equal("forms"), Message("same legal form")),
        Level("different", Always(), Message("different legal form")),
    ),
)
_NAME_DIFFERS = Neither((Similar("name", 0.84), Equal("root"), _PART_OF_NAME, Missing("name")))
_COMPANY_CONTEXT = context_comparison(
    "domain",
    Equal("domain"),
    SAME_LINE,
    Either((Equal("domain"), SAME_LINE, SAME_DOOR, Shares("emails"))),
    Level("other_company", _NAME_DIFFERS, Message("another company at the same place"), is_fixed=True),
    Level("holding", Neither((Equal("structure"),)), Message("one of them is a holding"), is_fixed=True),
)

COMPANY_COMPARISONS = (
    *(_COMPANY_NAME, _LEGAL_FORM, _SIREN, _DOMAIN, _COMPANY_EMAIL),
    *(PHONE, STREET, PLACE, _COMPANY_CONTEXT),
)
