"""Whom a company may already be: known companies by indexed columns, judged by the thin scorer of ``domain.matching``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from frappe import _

from prospect_crm.domain.company import Company
from prospect_crm.domain.conversion.company import COMPANY
from prospect_crm.domain.matching.scoring import compare
from prospect_crm.domain.normalize.companies import parse_company_name
from prospect_crm.domain.normalize.phones import phone_digits
from prospect_crm.domain.normalize.text import fold
from prospect_crm.domain.normalize.urls import company_domain
from prospect_crm.queries import companies as stored
from prospect_crm.queries import conversions
from prospect_crm.queries.search import names_with
from prospect_crm.services import conversion_matches

if TYPE_CHECKING:
    from prospect_crm.services.conversion_matches import Match, Matches

Values = Mapping[str, Any]


def matches_of(company: Values) -> Matches:
    """Find the known companies that may be this one; ``company`` has a Sales Prospect's fields."""
    more = [
        name for terms in _asked(company) for name in names_with(COMPANY, terms, conversions.MOST_CANDIDATES)
    ]
    rows = {row["name"]: row for row in [*stored.alike([company]), *stored.of_names(more)]}
    return conversion_matches.shown(COMPANY, _judged(rows.values(), company))


def _asked(company: Values) -> list[list[str]]:
    """What a company is searched by: its name without the legal form, its phone, its web domain."""
    words = parse_company_name(company.get("company_name") or "").core.split()
    tail = phone_digits(company.get("phone") or "")[-conversion_matches.PHONE_TAIL :]
    domain = company_domain(company.get("website") or "")
    asked = [words, [tail] if len(tail) == conversion_matches.PHONE_TAIL else [], [domain] if domain else []]
    return [terms for terms in asked if terms]


def known_clients(companies: Sequence[Values]) -> dict[str, Match]:
    """Give, of many companies, those that strongly match a client of the same name, number or address: company -> match."""
    clients = [row for row in stored.alike(companies) if row["account_type"] == "Client"]
    by_key: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for row in clients:
        for key in _keys(row):
            by_key.setdefault(key, []).append(row)
    found: dict[str, Match] = {}
    for company in companies:
        rows = {row["name"]: row for key in _keys(company) for row in by_key.get(key, [])}
        judged = _judged(rows.values(), company)
        strong = [match for match in judged if match.is_strong]
        if strong:
            found[company["name"]] = max(strong, key=lambda match: match.probability)
    return found


def _keys(row: Values) -> list[tuple[str, str]]:
    return [(field, fold(str(row[field]))) for field in stored.TELLING if row.get(field)]


def _judged(rows: Iterable[Values], company: Values) -> list[Match]:
    ours = _as_company(company)
    scored = [(row, compare(ours, _as_company(row))) for row in rows if row["name"] != company.get("name")]
    return [
        conversion_matches.match(
            score,
            doctype=COMPANY,
            name=row["name"],
            title=row["company_name"],
            # translation: the options of the account type
            company=_(row["account_type"]),
            rep=row["sales_rep"] or "",
        )
        for row, score in scored
        if score.probability >= conversion_matches.POSSIBLE
    ]


def _as_company(row: Values) -> Company:
    return Company(
        name=row.get("company_name") or "",
        siren=row.get("siren") or "",
        siret=row.get("siret") or "",
        vat_number=row.get("vat_number") or "",
        website=row.get("website") or "",
        emails=[row["email"]] if row.get("email") else [],
        phones=[row["phone"]] if row.get("phone") else [],
    )
