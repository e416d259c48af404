"""The search text of each kind of record, from its values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from prospect_crm.domain.derived.search_text import address, join, phone, segment, word


def company_search_text(company: Mapping[str, Any], region: str) -> str:
    """Give the text of a Sales Prospect: name, contact details and numbers."""
    numbers = [str(company.get(name) or "").lstrip("0") for name in ("siren", "siret")]
    parts = [
        word(company.get("company_name")),
        address(company.get("email")),
        phone(company.get("phone"), region),
        address(company.get("website")),
        *numbers,
        word(company.get("vat_number")),
        phone(company.get("fax"), region),
    ]
    return segment("own", parts)


def company_segment(company_name: str | None) -> str:
    """Give the segment by which people and leads are found under their company."""
    return segment("company", [word(company_name)])


def person_search_text(
    person: Mapping[str, Any], emails: Iterable[str], phones: Iterable[str], region: str
) -> str:
    """Give the text of a person: own | company. ``emails`` and ``phones`` are the further ones."""
    details = [
        word(person.get("full_name")),
        address(person.get("email")),
        phone(person.get("mobile"), region),
        phone(person.get("phone"), region),
        *[address(email) for email in emails],
        *[phone(number, region) for number in phones],
        word(person.get("job_title")),
        word(person.get("city")),
    ]
    company = person.get("company_name") or person.get("company_as_given")
    return join(segment("own", details), company_segment(company))


def person_segment(person: Mapping[str, Any] | None, region: str) -> str:
    """Give the segment by which leads and opportunities are found under their person."""
    person = person or {}
    numbers = [phone(person.get(name), region) for name in ("mobile", "phone")]
    return segment("person", [word(person.get("full_name")), address(person.get("email")), *numbers])


def lead_search_text(lead: Mapping[str, Any], person: Mapping[str, Any] | None, region: str) -> str:
    """Give the text of a lead or an opportunity: own | company | person.

    A title that only repeats the company or the person says nothing of its own, and may follow their names.
    """
    title = lead.get("title")
    is_own = title not in (lead.get("company_name"), lead.get("person_name"))
    own = segment("own", [word(title) if is_own else "", word(lead.get("short_description"))])
    return join(own, company_segment(lead.get("company_name")), person_segment(person, region))
