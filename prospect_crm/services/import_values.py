"""The values of a candidate in the form that records store; what has none is named."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import frappe
from frappe import _

from prospect_crm.domain.message import DomainError, Message
from prospect_crm.domain.normalize.company_numbers import check_siren, check_siret, check_vat
from prospect_crm.domain.normalize.emails import check_email, normalise_email
from prospect_crm.domain.normalize.phones import check_has_digits
from prospect_crm.domain.normalize.urls import check_url, normalise_url

if TYPE_CHECKING:
    from prospect_crm.services.import_candidates import Candidate

COMPANY_CHECKS: dict[str, Callable[[str], str]] = {
    "email": check_email,
    "website": check_url,
    "siren": check_siren,
    "siret": check_siret,
    "vat_number": check_vat,
    "phone": check_has_digits,
    "fax": check_has_digits,
}


def check_values(candidate: Candidate) -> Message | None:
    """Bring e-mails and website into their stored form; gives why the person cannot be taken, if so."""
    values = candidate.contact.values
    _check_emails(values, candidate)
    _check_phones(values, candidate)
    _check_website(values, candidate)
    if candidate.contact.shortened:
        message = Message(
            "Longer than its field takes; the whole text is kept with the card: {fields}.",
            {"fields": _labels(candidate.contact.shortened)},
        )
        candidate.warnings.append(message)
    return _missing_name(values, candidate.contact.organisation)


def check_company_values(candidate: Candidate) -> dict[str, Any]:
    """The fields of a new company; what its controller would refuse is left out and named."""
    checked: dict[str, Any] = {}
    for name, value in candidate.company_values.items():
        try:
            checked[name] = COMPANY_CHECKS[name](str(value)) if name in COMPANY_CHECKS else value
        except DomainError as error:
            candidate.warnings.append(Message("Company: {problem}", {"problem": error.message}))
    return checked


def _labels(fieldnames: Sequence[str]) -> str:
    """The fields of a person as the user's desk names them."""
    meta = frappe.get_meta("Contact Prospect")
    return ", ".join(_(meta.get_label(name), context=meta.name) for name in sorted(fieldnames))


def _missing_name(values: dict[str, Any], organisation: str) -> Message | None:
    first, last = values.get("first_name"), values.get("last_name")
    if first and last:
        return None
    if first:
        return Message("The last name is missing. “{name}” was read as the first name.", {"name": first})
    if last:
        return Message("The first name is missing. “{name}” was read as the last name.", {"name": last})
    if organisation:
        return Message("This is a company, not a person: it has no first and no last name.")
    return Message("First name and last name are missing.")


def _check_emails(values: dict[str, Any], candidate: Candidate) -> None:
    rows = [{"email": values.pop("email", ""), "kind": "Work"}, *values.pop("other_emails", [])]
    kept: dict[str, dict[str, str]] = {}
    for row in rows:
        if address := normalise_email(row["email"]):
            kept.setdefault(address, {**row, "email": address})
        elif row["email"]:
            candidate.warnings.append(
                Message("“{email}” is not a valid e-mail address; it is left out.", {"email": row["email"]})
            )
    main, *others = [*kept.values(), None] if kept else [None]
    if main:
        values["email"] = main["email"]
        if rows := [row for row in others if row]:
            values["other_emails"] = rows


def _check_phones(values: dict[str, Any], candidate: Candidate) -> None:
    """A number without a digit is no number; one that no network takes is kept as it is written."""
    for name in ("phone", "mobile", "fax"):
        if values.get(name) and not _has_digit(values[name], candidate):
            del values[name]
    if rows := values.pop("other_phones", []):
        kept = [row for row in rows if _has_digit(row["number"], candidate)]
        if kept:
            values["other_phones"] = kept


def _has_digit(number: str, candidate: Candidate) -> bool:
    try:
        return bool(check_has_digits(number))
    except DomainError as error:
        candidate.warnings.append(Message("{problem} It is left out.", {"problem": error.message}))
        return False


def _check_website(values: dict[str, Any], candidate: Candidate) -> None:
    typed = values.pop("website", "")
    if url := normalise_url(typed):
        values["website"] = url
    elif typed:
        candidate.warnings.append(
            Message("“{url}” is not a web address; it is left out.", {"url": typed[:200]})
        )
