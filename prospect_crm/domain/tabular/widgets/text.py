"""Texts, codes and addresses on the web."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from stdnum.fr import siren as siren_number
from stdnum.fr import siret as siret_number

from prospect_crm.domain.message import Message
from prospect_crm.domain.tabular.widgets.outcome import Context, Doubt, Unreadable, Widget, as_text

if TYPE_CHECKING:
    from prospect_crm.domain.tabular.columns import Column

_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
_EMAIL = re.compile(r"[A-Z0-9!#$%&'*+/=?^_`{|}~.\-]+@(?:[^\s@.,;<>()\[\]]+\.)+[^\W\d_][\w-]+", re.IGNORECASE)
_EMAIL_SEPARATORS = re.compile(r"[;,\s|]+|:::")
_MAIL_LINK = re.compile(r"^(?:mailto:)?\s*(?:.*<([^<>]+)>|(.*?))\s*$", re.IGNORECASE | re.DOTALL)
_URL = re.compile(r"https?://[^\s/?#.]+(?:\.[^\s/?#.]+)+\S*", re.IGNORECASE)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_MAX_EMAIL_CELL = 1_000
_MAX_URL = 2_000
_FRENCH_POSTCODE_DIGITS = 5
_CODE_LENGTHS = {"siren": 9, "siret": 14}


def text_widget(column: Column, context: Context) -> Widget:
    """One line of text: ends trimmed, line breaks to spaces."""
    return lambda value: _without_controls(as_text(value), is_long=False)


def long_text_widget(column: Column, context: Context) -> Widget:
    """Text of several lines: ends trimmed, line breaks kept."""
    return lambda value: _without_controls(as_text(value), is_long=True)


def _without_controls(text: str, *, is_long: bool) -> object:
    text = text.strip()
    if text.isprintable():
        return text or None
    if not is_long:
        text = " ".join(line.strip() for line in text.replace("\t", " ").splitlines())
    if not _CONTROLS.search(text):
        return text or None
    bare = _CONTROLS.sub("", text).strip()
    return Doubt(bare or None, Message("The text held control characters, which were left out."), bare)


def email_widget(column: Column, context: Context) -> Widget:
    """One e-mail address; further ones in the cell are reported."""
    return _email


def _email(value: object) -> object:
    text = as_text(value).strip()
    if len(text) > _MAX_EMAIL_CELL:
        raise Unreadable(_no_email(text))
    if _EMAIL.fullmatch(text):
        return text
    link = _MAIL_LINK.match(text)
    bare = ((link[1] or link[2]) if link else text).strip(" .;,\u00a0\u200b")
    if not bare:
        return None
    if _EMAIL.fullmatch(bare):
        return bare
    several = [part for part in _EMAIL_SEPARATORS.split(text) if part]
    if len(several) > 1 and _EMAIL.fullmatch(several[0]) and all("@" in part for part in several):
        return Doubt(
            several[0],
            Message("The cell holds several addresses; only {kept} was read.", {"kept": several[0]}),
            several[0],
        )
    raise Unreadable(_no_email(text), _repaired_email(bare))


def _no_email(text: str) -> Message:
    return Message("“{value}” is not an e-mail address.", {"value": text[:100]})


def _repaired_email(text: str) -> str | None:
    repaired = re.sub(r"\s+|[<>()\[\]\"]", "", text).replace("[at]", "@").replace("(at)", "@")
    repaired = re.sub(r"[,;]", ".", re.sub(r"\.{2,}", ".", repaired.replace("@@", "@")))
    return repaired if _EMAIL.fullmatch(repaired) else None


def url_widget(column: Column, context: Context) -> Widget:
    """A web address; https:// is put before one that names no scheme."""
    return _url


def _url(value: object) -> object:
    text = as_text(value).strip()
    if not text:
        return None
    full = text[:_MAX_URL] if _SCHEME.match(text) else f"https://{text[:_MAX_URL].lstrip('/')}"
    if _URL.fullmatch(full) and len(text) <= _MAX_URL:
        return full
    repaired = re.sub(r"\s+", "", full)
    raise Unreadable(
        Message("“{value}” is not a web address.", {"value": text[:100]}),
        repaired if _URL.fullmatch(repaired) else None,
    )


def postcode_widget(column: Column, context: Context) -> Widget:
    """A postcode as text; a French one that lost its leading zero gets it back, with a doubt."""

    def read(value: object) -> object:
        text = as_text(value).strip()
        if context.region == "FR" and not isinstance(value, str) and re.fullmatch(r"\d{4}", text):
            padded = text.zfill(_FRENCH_POSTCODE_DIGITS)
            return Doubt(
                padded,
                Message(
                    "The number {value} was read as the postcode {padded}.", {"value": text, "padded": padded}
                ),
                padded,
            )
        return _without_controls(text, is_long=False)

    return read


def code_widget(column: Column, context: Context) -> Widget:
    """SIREN, SIRET or VAT number without spaces and points; one that fails its check digits is doubted."""
    kind = column.key.rpartition(".")[2]
    length = _CODE_LENGTHS.get(kind)

    def read(value: object) -> object:
        text = re.sub(r"[\s.\u200b-]+", "", as_text(value)).upper()
        if not text or length is None:
            return text or None
        if not isinstance(value, str) and text.isdigit():
            text = text.zfill(length)
        is_valid = siren_number.is_valid(text) if kind == "siren" else siret_number.is_valid(text)
        if is_valid:
            return text
        return Doubt(
            text,
            Message(
                "“{value}” is not a valid {kind} number ({length} digits with a check digit). It is kept as typed.",
                {"value": text[:30], "kind": kind.upper(), "length": length},
            ),
        )

    return read
