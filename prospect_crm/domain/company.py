"""A company as every format, matcher and service shares it."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Company:
    """What is known of one company (a legal person).

    ``siren`` is nine digits without spaces or empty; ``vat_number`` as printed, upper case, without spaces.
    """

    name: str = ""
    siren: str = ""
    siret: str = ""
    vat_number: str = ""
    website: str = ""
    emails: list[str] = field(default_factory=list)
    phones: list[str] = field(default_factory=list)
    street: str = ""
    postcode: str = ""
    city: str = ""
    region: str = ""
    country: str = ""
    sector: str = ""
    headcount: int | None = None
    annual_revenue: float | None = None
    currency: str = ""
