"""What a person or a lead shows of its company."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

PERSON_FROM_COMPANY = {
    "company_name": "company_name",
    "account_type": "account_type",
    "company_status": "status",
    "company_rep": "sales_rep",
    "headcount": "headcount",
    "annual_revenue": "annual_revenue",
}
"""Column of the Contact Prospect -> field of the company (S2: columns and filters of the list)."""

CLIENT_CONTACT_FROM_COMPANY = {
    "client_name": "company_name",
    "client_rep": "sales_rep",
    "client_is_archived": "is_archived",
    "headcount": "headcount",
    "annual_revenue": "annual_revenue",
    "sector": "sector",
}
"""Column of the Contact -> field of the client account (S4: columns and filters of the list)."""

LEAD_FROM_COMPANY = {
    "company_name": "company_name",
    "company_logo": "logo",
    "account_type": "account_type",
    "headcount": "headcount",
    "annual_revenue": "annual_revenue",
    "sector": "sector",
    "territory": "territory",
}
"""Column of the Sales Lead -> field of the company (S3: columns of the linked organisation)."""

OPPORTUNITY_FROM_COMPANY = {"company_name": "company_name"}
"""Column of the Sales Opportunity -> field of the company."""

COMPANY_SOURCES = frozenset(
    source
    for columns in (
        PERSON_FROM_COMPANY,
        CLIENT_CONTACT_FROM_COMPANY,
        LEAD_FROM_COMPANY,
        OPPORTUNITY_FROM_COMPANY,
    )
    for source in columns.values()
) | {"sector"}
"""The fields of a company that other records show."""


NUMBERS = ("headcount", "annual_revenue", "is_archived")
"""Fields that are 0 where nothing is known: the database has no other "nothing" for numbers."""


def company_columns(columns: Mapping[str, str], company: Mapping[str, Any] | None) -> dict[str, Any]:
    """Give the derived columns of one kind of record; ``None`` or 0 where no company is linked."""
    company = company or {}
    return {
        column: company.get(source) or (0 if source in NUMBERS else None)
        for column, source in columns.items()
    }


def person_sector(own: str | None, company: Mapping[str, Any] | None) -> str | None:
    """Give the sector of a person: the company's where it has one, else the person's own."""
    return (company or {}).get("sector") or own
