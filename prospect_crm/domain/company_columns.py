"""What a person shows of their company: one pure function for controllers and bulk writes alike."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

COMPANY_COLUMNS = {
    "company_name": "company_name",
    "account_type": "account_type",
    "company_status": "status",
    "company_rep": "sales_rep",
    "headcount": "headcount",
    "annual_revenue": "annual_revenue",
}
"""Column of the person -> field of the company (S2: columns and filters of the list)."""


def company_columns(company: Mapping[str, Any] | None) -> dict[str, Any]:
    """Give the derived columns of a person; all ``None`` for a free contact."""
    company = company or {}
    return {column: company.get(source) for column, source in COMPANY_COLUMNS.items()}
