"""Checks of contact details that people and companies share, each with its sentence."""

from __future__ import annotations

from collections.abc import Callable

from frappe.model.document import Document

from prospect_crm.domain.message import DomainError
from prospect_crm.domain.normalize.company_numbers import check_siren, check_siret, check_vat
from prospect_crm.domain.normalize.emails import check_email
from prospect_crm.domain.normalize.urls import check_url
from prospect_crm.services import messages


def check_emails(document: Document, fieldname: str, child_table: str | None = None) -> None:
    """Store every e-mail address of the document in its normal form, or refuse with a sentence."""
    _check(document, fieldname, check_email)
    for row in document.get(child_table) or [] if child_table else []:
        _check(row, "email", check_email)


def check_website(document: Document) -> None:
    """Store the website with its scheme, or refuse with a sentence."""
    _check(document, "website", check_url)


def check_company_numbers(document: Document) -> None:
    """Store SIREN, SIRET and VAT number without separators, or refuse with a sentence."""
    _check(document, "siren", check_siren)
    _check(document, "siret", check_siret)
    _check(document, "vat_number", check_vat)


def _check(document: Document, fieldname: str, check: Callable[[str], str]) -> None:
    """Only a changed value is judged: what was stored before the rule must not block an edit elsewhere."""
    value = document.get(fieldname)
    if not value or not document.has_value_changed(fieldname):
        return
    try:
        document.set(fieldname, check(value))
    except DomainError as error:
        messages.throw(error.message)
