"""All derived columns of each kind of record from its values and its parents': what every path of writing calls.

``own_set`` is the name of the set of entities that the record itself carries ("" for none); ``region`` the
ISO 3166-1 code in which its phones are read. A person is given under the fieldnames of a Contact Prospect.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from prospect_crm.domain.derived.company_columns import (
    CLIENT_CONTACT_FROM_COMPANY,
    LEAD_FROM_COMPANY,
    OPPORTUNITY_FROM_COMPANY,
    PERSON_FROM_COMPANY,
    company_columns,
    person_sector,
)
from prospect_crm.domain.derived.entity_sets import effective_set
from prospect_crm.domain.derived.person_columns import (
    LEAD_FROM_PERSON,
    OPPORTUNITY_FROM_PERSON,
    as_person,
    person_columns,
)
from prospect_crm.domain.derived.search_records import (
    company_search_text,
    lead_search_text,
    person_search_text,
)

Values = Mapping[str, Any]
Columns = dict[str, Any]


def company_derived(company: Values, own_set: str, region: str) -> Columns:
    """Give the derived columns of a Sales Prospect."""
    return {"entity_set": own_set, "search_text": company_search_text(company, region)}


def person_derived(
    person: Values,
    company: Values | None,
    own_set: str,
    emails: Iterable[str],
    phones: Iterable[str],
    region: str,
) -> Columns:
    """Give the derived columns of a Contact Prospect."""
    columns = company_columns(PERSON_FROM_COMPANY, company)
    return {
        **columns,
        "sector": person_sector(person.get("sector"), company),
        "entity_set": effective_set(own_set, _entity_set(company)),
        "search_text": person_search_text({**person, **columns}, emails, phones, region),
    }


def client_contact_derived(
    contact: Values,
    company: Values | None,
    own_set: str,
    emails: Iterable[str],
    phones: Iterable[str],
    region: str,
) -> Columns:
    """Give the derived columns of a Contact of Frappe."""
    columns = company_columns(CLIENT_CONTACT_FROM_COMPANY, company)
    person = {**as_person(contact), "company_name": columns["client_name"] or contact.get("company_name")}
    return {
        **columns,
        "entity_set": effective_set(own_set, _entity_set(company)),
        "search_text": person_search_text(person, emails, phones, region),
    }


def lead_derived(
    lead: Values, company: Values | None, person: Values | None, own_set: str, region: str
) -> Columns:
    """Give the derived columns of a Sales Lead, its title where it has none."""
    columns = {
        **company_columns(LEAD_FROM_COMPANY, company),
        **person_columns(LEAD_FROM_PERSON, person),
    }
    columns["title"] = (lead.get("title") or "").strip() or columns["company_name"] or columns["person_name"]
    return {
        **columns,
        "entity_set": effective_set(own_set, _entity_set(company), _entity_set(person)),
        "search_text": lead_search_text({**lead, **columns}, person, region),
    }


def opportunity_derived(
    opportunity: Values, company: Values | None, person: Values | None, region: str
) -> Columns:
    """Give the derived columns of a Sales Opportunity; it has no entities of its own."""
    columns = {
        **company_columns(OPPORTUNITY_FROM_COMPANY, company),
        **person_columns(OPPORTUNITY_FROM_PERSON, person),
    }
    return {
        **columns,
        "entity_set": effective_set("", _entity_set(company), _entity_set(person)),
        "search_text": lead_search_text({**opportunity, **columns}, person, region),
    }


def _entity_set(parent: Values | None) -> str | None:
    return (parent or {}).get("entity_set")
