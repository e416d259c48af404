"""Phone numbers: kept as typed, repaired only where a spreadsheet took a zero or a plus away."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

import phonenumbers

from prospect_crm.domain.message import Message
from prospect_crm.domain.tabular.widgets.outcome import Context, Doubt, Unreadable, Widget, as_text

if TYPE_CHECKING:
    from prospect_crm.domain.tabular.columns import Column

_WRAPPING = " \t\r\n\u00a0\u202f'\u200b\u200e\u200f\u202a\u202b\u202c\u202d\ufeff"
"""What copying from other programs leaves around a number: spaces, an apostrophe, marks of direction."""
_MAX_PHONE_CELL = 250
_SEVERAL = re.compile(r"\s*(?:[/;|\n]|:::|\bou\b|\bor\b|\bet\b)\s*")
_EXTENSION = re.compile(r"[\s,;.(]*(?:poste|ext(?:ension)?|x|#)\.?\s*\d{1,6}\)?$", re.IGNORECASE)
_SCIENTIFIC = re.compile(r"\d(?:[.,]\d+)?E\+\d+", re.IGNORECASE)


def phone_widget(column: Column, context: Context) -> Widget:
    """A phone number of the context's region; an invalid one is kept as typed, with a doubt."""
    region = context.region
    cached = lru_cache(maxsize=4096)(_read_text)

    def read(value: object) -> object:
        if isinstance(value, str):
            return cached(value.strip(_WRAPPING), region)
        return _read_number(as_text(value), region)

    return read


def is_valid_phone(text: str, region: str) -> bool:
    """Whether libphonenumber holds the text for a number in use, dialled from the region."""
    try:
        return phonenumbers.is_valid_number(phonenumbers.parse(text, region))
    except phonenumbers.NumberParseException:
        return False


def is_mobile_phone(text: str, region: str) -> bool:
    """Whether the text is a mobile number (where a country tells them apart), dialled from the region."""
    try:
        kind = phonenumbers.number_type(phonenumbers.parse(text, region))
    except phonenumbers.NumberParseException:
        return False
    return bool(kind == phonenumbers.PhoneNumberType.MOBILE)


def _read_text(text: str, region: str) -> object:
    if not text:
        return None
    if len(text) > _MAX_PHONE_CELL:
        raise Unreadable(Message("“{value}…” is not a phone number.", {"value": text[:60]}))
    if is_valid_phone(_EXTENSION.sub("", text), region):
        return text
    if _SCIENTIFIC.fullmatch(text):
        raise Unreadable(
            Message(
                "“{value}” is a number that lost its digits. Format the column as text and type the phone again.",
                {"value": text},
            )
        )
    parts = [part for part in _SEVERAL.split(text) if part]
    if len(parts) > 1 and is_valid_phone(parts[0], region):
        return Doubt(
            parts[0],
            Message("The cell holds several numbers; only {kept} was read.", {"kept": parts[0]}),
            parts[0],
        )
    return Doubt(text, _not_in_use(text), _with_plus(text, region))


def _read_number(text: str, region: str) -> object:
    """A number cell: 612345678 was 06 12 34 56 78 before a spreadsheet took the zero."""
    for candidate in (text, f"+{text}"):
        if is_valid_phone(candidate, region):
            number = phonenumbers.parse(candidate, region)
            is_home = phonenumbers.region_code_for_number(number) == region
            style = (
                phonenumbers.PhoneNumberFormat.NATIONAL
                if is_home
                else phonenumbers.PhoneNumberFormat.INTERNATIONAL
            )
            shown = phonenumbers.format_number(number, style)
            return Doubt(
                shown,
                Message("The number {value} was read as the phone {phone}.", {"value": text, "phone": shown}),
                shown,
            )
    return Doubt(text, _not_in_use(text))


def _not_in_use(text: str) -> Message:
    return Message("“{value}” is not a phone number in use. It is kept as typed.", {"value": text[:60]})


def _with_plus(text: str, region: str) -> str | None:
    candidate = f"+{text.lstrip('+0')}"
    return candidate if is_valid_phone(candidate, region) else None
