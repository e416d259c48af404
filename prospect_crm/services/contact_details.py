"""Checks of contact details that people and companies share, each with its sentence."""

from __future__ import annotations

from collections.abc import Callable

import frappe
from frappe import _
from frappe.model.document import Document

from prospect_crm.domain.message import DomainError
from prospect_crm.domain.normalize.company_numbers import check_siren, check_siret, check_vat
from prospect_crm.domain.normalize.emails import check_email
from prospect_crm.domain.normalize.phones import check_has_digits, normalise_phone
from prospect_crm.domain.normalize.urls import check_url
from prospect_crm.services import messages
from prospect_crm.services.regions import phone_region


def check_emails(document: Document, fieldname: str, child_table: str | None = None) -> None:
    """Store every e-mail address of the document in its normal form, or refuse with a sentence."""
    _check(document, fieldname, check_email)
    for row in document.get(child_table) or [] if child_table else []:
        _check(row, "email", check_email)


def check_website(document: Document) -> None:
    """Store the website with its scheme, or refuse with a sentence."""
    _check(document, "website", check_url)


def check_phones(document: Document, *fieldnames: str) -> None:
    """Refuse what holds no digit; a number that no network takes is kept as typed, and its writer is told."""
    for fieldname in fieldnames:
        _check(document, fieldname, check_has_digits)
        number = document.get(fieldname)
        if number and document.has_value_changed(fieldname) and not _is_valid(document, number):
            frappe.msgprint(
                _("{0} is not a valid phone number. It is kept as it is.").format(
                    frappe.bold(frappe.utils.escape_html(number))
                ),
                alert=True,
                indicator="orange",
            )


def _is_valid(document: Document, number: str) -> bool:
    return bool(normalise_phone(number, phone_region(document.get("country"))))


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
