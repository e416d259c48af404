"""Whom a company may already be, however its name is spelled."""

from __future__ import annotations

import pytest

from prospect_crm.services import conversions
from tests.factories import make_company


@pytest.mark.parametrize(
    "values",
    [
        {"company_name": "Menuiseries Benodet SARL", "phone": "+33 2 98 57 00 00"},
        {"company_name": "S.A.R.L. Menuiseries Bénodet", "website": "http://benodet.example/contact"},
        {"company_name": "Menuiserie Benodet", "website": "benodet.example"},
        {"company_name": "MENUISERIES BENODET", "siren": "732829320"},
    ],
    ids=lambda values: values["company_name"],
)
def test_a_known_client_is_found(values: dict[str, str]) -> None:
    client = make_company(
        "Menuiseries Bénodet",
        account_type="Client",
        website="https://www.benodet.example",
        phone="02 98 57 00 00",
        siren="732829320",
    )
    shown = conversions.preview("Sales Prospect", make_company(**values).name, {})
    assert [match["name"] for match in shown["matches"]] == [client.name]


def test_who_shares_a_host_or_a_word_is_another_company() -> None:
    make_company("Menuiseries Quimper", account_type="Client", website="https://facebook.com/quimper")
    company = make_company("Menuiseries Bénodet", website="https://facebook.com/benodet")
    assert conversions.preview("Sales Prospect", company.name, {})["matches"] == []
