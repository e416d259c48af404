"""A lead is won and lost with its opportunity."""

from __future__ import annotations

import pytest

from prospect_crm.domain.lead import status_with_opportunity


@pytest.mark.parametrize(
    ("before", "opportunity", "after"),
    [
        ("Qualified", "Won", "Won"),
        ("Won", "Lost", "Lost"),
        ("Won", "Open", "Wanted"),
        ("Lost", "Open", "Wanted"),
        ("Qualified", "Open", "Qualified"),
    ],
)
def test_a_lead_follows_its_opportunity(before: str, opportunity: str, after: str) -> None:
    assert status_with_opportunity(before, opportunity) == after
