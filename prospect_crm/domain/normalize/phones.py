"""Phone numbers: E.164 by `phonenumbers`, the extension kept apart, an invalid number never a key."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

import phonenumbers

from prospect_crm.domain.message import DomainError, Message

__all__ = [
    "NormalisedPhone",
    "check_has_digits",
    "check_phone",
    "is_mobile",
    "normalise_phone",
    "phone_digits",
    "split_extension",
]

_EXTENSION = re.compile(
    r"(?:[\s,;/(.-]*\b(?:poste?|p\.|ext(?:ension)?|int(?:erne)?|durchwahl|dw|toestel|anexo|interno)\b[\s.:]*"
    r"|\s*[,;]?\s*(?:x|#|;ext=)\s*)(\d{1,7})\s*\)?\s*$",
    re.IGNORECASE,
)
_SEVERAL = re.compile(r"\s*(?:[/|;\n]|\bou\b|\bor\b|\bet\b)\s*", re.IGNORECASE)
_NON_DIGITS = re.compile(r"\D+")
_KINDS = (
    "fixed_line",
    "mobile",
    "toll_free",
    "premium_rate",
    "shared_cost",
    "personal_number",
    "voip",
    "uan",
)


class NormalisedPhone(NamedTuple):
    """A valid number in E.164 ("+33142685300", ITU-T E.164) and the extension behind it ("12" or "")."""

    e164: str
    extension: str


def split_extension(number: str) -> tuple[str, str]:
    """The number without its extension, and the extension: "01 42 68 53 00 poste 12" gives (…, "12")."""
    found = None if number.replace(" ", "").isdigit() else _EXTENSION.search(number)
    if not found or len(_NON_DIGITS.sub("", number[: found.start()])) < 5:
        return number.strip(), ""
    return number[: found.start()].strip(), found.group(1)


@lru_cache(maxsize=16_384)
def normalise_phone(number: str, region: str) -> NormalisedPhone | None:
    """The number as the network knows it, or None when no network of its country would take it.

    ``region`` is the ISO 3166-1 code that a number without "+" is read in; "" reads only numbers with "+" or "00".
    Several numbers in one cell: the first valid one counts.
    """
    if quick := _quick_e164(number, region.upper()):
        return NormalisedPhone(quick, "")
    main, extension = split_extension(number)
    e164 = _e164(main, region)
    if e164:
        return NormalisedPhone(e164, extension)
    parts = _SEVERAL.split(number)
    if len(parts) == 1:
        return None
    return next((phone for part in parts if part and (phone := normalise_phone(part, region))), None)


def is_mobile(e164: str) -> bool:
    """Whether a valid number in E.164 is one of a mobile phone for certain: in North America none is."""
    for length in (3, 4, 2):
        if rule := _mobile_rule(e164[1:length]):
            return bool(rule.fullmatch(e164[length:]))
    return False


@lru_cache(maxsize=1_024)
def _mobile_rule(calling_code: str) -> re.Pattern[str] | None:
    """What national numbers of mobile phones look like; None for no calling code, one that matches nothing where
    fixed lines look the same."""
    regions = phonenumbers.COUNTRY_CODE_TO_REGION_CODE.get(int(calling_code or 0), ())
    if not regions:
        return None
    metadata = phonenumbers.PhoneMetadata.metadata_for_region_or_calling_code(int(calling_code), regions[0])
    mobile, fixed = (getattr(metadata, kind, None) for kind in ("mobile", "fixed_line"))
    pattern = (mobile.national_number_pattern or "") if mobile else ""
    is_told_apart = pattern and not (fixed and fixed.national_number_pattern == pattern)
    return re.compile(pattern if is_told_apart else "[^0-9]")


def _e164(number: str, region: str) -> str:
    region = region.upper()
    if quick := _quick_e164(number, region):
        return quick
    if number.startswith("00") and not region:
        number = "+" + number[2:]
    try:
        parsed = phonenumbers.parse(number, region or None)
    except phonenumbers.NumberParseException:
        return ""
    if not phonenumbers.is_valid_number(parsed):
        return ""
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)


def _quick_e164(number: str, region: str) -> str:
    """The same answer several times as fast, for countries with a plain "0" before their national numbers.

    Only for numbers of digits and separators, for nothing in them could be an extension; else "".
    """
    digits = number.replace(" ", "").replace(".", "").replace("-", "").replace("/", "").replace("(0)", "", 1)
    is_international = digits.startswith("+")
    digits = digits.removeprefix("+")
    if not (digits.isascii() and digits.isdigit()):
        return ""
    if is_international:
        region, national = _own_country(digits[:2]), digits[2:].removeprefix("0")
    elif digits.startswith("00"):
        is_usual = _dials_00(region)
        region, national = _own_country(digits[2:4]) if is_usual else "", digits[4:].removeprefix("0")
    else:
        national = digits[1:] if digits.startswith("0") else ""
    rule = _plain_rule(region) if region else None
    if rule is None or not rule[1].fullmatch(national):
        return ""
    return f"+{rule[0]}{national}"


@lru_cache(maxsize=100)
def _own_country(digits: str) -> str:
    """The region of a calling code of two digits that no other region shares, or "" ("+1", "+44" and "+352")."""
    regions = phonenumbers.COUNTRY_CODE_TO_REGION_CODE.get(int(digits or 0), ())
    return regions[0] if len(regions) == 1 else ""


@lru_cache(maxsize=256)
def _dials_00(region: str) -> bool:
    metadata = phonenumbers.PhoneMetadata.metadata_for_region(region, None)
    return metadata is not None and metadata.international_prefix == "00"


@lru_cache(maxsize=256)
def _plain_rule(region: str) -> tuple[int, re.Pattern[str]] | None:
    metadata = phonenumbers.PhoneMetadata.metadata_for_region(region, None)
    if metadata is None or metadata.national_prefix_for_parsing != "0":
        return None
    calling_code = metadata.country_code or 0
    if len(phonenumbers.COUNTRY_CODE_TO_REGION_CODE.get(calling_code, ())) != 1:
        return None
    patterns = [
        description.national_number_pattern
        for kind in _KINDS
        if (description := getattr(metadata, kind)) and description.national_number_pattern
    ]
    general = metadata.general_desc.national_number_pattern if metadata.general_desc else "[^0-9]"
    return calling_code, re.compile(f"(?=(?:{general})$)(?:{'|'.join(patterns)})")


def check_phone(number: str, region: str) -> str:
    """The number as typed, stripped, when it could be dialled; else ``DomainError``. An empty text gives "".

    The typed form is what is stored: E.164 is for keys only.
    """
    typed = number.strip()
    if not typed or normalise_phone(typed, region):
        return typed
    raise DomainError(
        Message(
            "{number} is not a valid phone number. Check its digits, or begin it with + and the country code.",
            {"number": typed},
        )
    )


def check_has_digits(number: str) -> str:
    """The number as typed, stripped, when it holds a digit; else ``DomainError``. An empty text gives ""."""
    typed = number.strip()
    if not typed or any(character.isdigit() for character in typed):
        return typed
    raise DomainError(Message("{number} is not a phone number: it holds no digit.", {"number": typed}))


def phone_digits(text: str) -> str:
    """The digits to search a phone by, so that "06 12 34", "+33 6 12 34" and "(0)6 12 34" find one another.

    The leading zeros and the "(0)" of a trunk prefix are left out: "0612" is inside "+33 (0)6 12 34 56 78".
    """
    without_extension, _ = split_extension(text)
    return _NON_DIGITS.sub("", without_extension.replace("(0)", "")).lstrip("0")
