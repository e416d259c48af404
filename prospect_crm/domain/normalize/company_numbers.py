"""Numbers that registers give to companies: SIREN, SIRET and VAT, checked by python-stdnum."""

from __future__ import annotations

from stdnum.eu import vat as eu_vat
from stdnum.exceptions import ValidationError
from stdnum.fr import siren as stdnum_siren
from stdnum.fr import siret as stdnum_siret
from stdnum.util import get_cc_module

from prospect_crm.domain.message import DomainError, Message

__all__ = [
    "check_siren",
    "check_siret",
    "check_vat",
    "normalise_siren",
    "normalise_siret",
    "normalise_vat",
    "siren_of",
]

_SEPARATORS = str.maketrans("", "", " .-\u00a0\u202f\t/")


def normalise_siren(text: str) -> str | None:
    """Nine digits, or None when the text is no SIREN (its last digit is a Luhn check digit)."""
    try:
        return str(stdnum_siren.validate(text.translate(_SEPARATORS)))
    except ValidationError:
        return None


def normalise_siret(text: str) -> str | None:
    """Fourteen digits, or None when the text is no SIRET (La Poste's own rule included)."""
    try:
        return str(stdnum_siret.validate(text.translate(_SEPARATORS)))
    except ValidationError:
        return None


def normalise_vat(text: str) -> str | None:
    """The VAT number in upper case without spaces, its country before it, or None.

    Checked by the rules of its country: the European Union, Northern Ireland, Great Britain, Switzerland, Norway.
    """
    bare = text.translate(_SEPARATORS).upper()
    try:
        if bare.startswith(("CHE", "GB", "NO")):
            return _validate_outside_union(bare)
        return str(eu_vat.validate(bare))
    except ValidationError:
        return None


def _validate_outside_union(bare: str) -> str | None:
    module = get_cc_module(bare[:2].lower(), "vat")
    if module is None:
        return None
    checked = str(module.validate(bare)).upper()
    return checked if checked.startswith(bare[:2]) else bare[:2] + checked


def siren_of(siren: str = "", siret: str = "", vat_number: str = "") -> str:
    """The SIREN that the numbers of one company give, in that order; "" when none is valid."""
    if found := normalise_siren(siren):
        return found
    if found := normalise_siret(siret or siren):
        return found[:9]
    vat = normalise_vat(vat_number)
    return (normalise_siren(vat[4:]) or "") if vat and vat.startswith("FR") else ""


def check_siren(text: str) -> str:
    """Nine digits, else ``DomainError``. An empty text gives ""."""
    if not text.strip():
        return ""
    if found := normalise_siren(text):
        return found
    if normalise_siret(text):
        raise DomainError(
            Message(
                "{number} is a SIRET. A SIREN is its first nine digits: {siren}.",
                {"number": text.strip(), "siren": text.translate(_SEPARATORS)[:9]},
            )
        )
    raise DomainError(
        Message(
            "{number} is not a valid SIREN. It has nine digits; compare it with the company's register extract.",
            {"number": text.strip()},
        )
    )


def check_siret(text: str) -> str:
    """Fourteen digits, else ``DomainError``. An empty text gives ""."""
    if not text.strip():
        return ""
    if found := normalise_siret(text):
        return found
    raise DomainError(
        Message(
            "{number} is not a valid SIRET. It has fourteen digits: the SIREN and five for the establishment.",
            {"number": text.strip()},
        )
    )


def check_vat(text: str) -> str:
    """The VAT number as stored, else ``DomainError``. An empty text gives ""."""
    if not text.strip():
        return ""
    if found := normalise_vat(text):
        return found
    raise DomainError(
        Message(
            "{number} is not a valid VAT number. Begin it with the country's two letters, as in FR40303265045.",
            {"number": text.strip()},
        )
    )
