"""The text of a mail to many: its places are filled by plain substitution, never run as a program.

A place is written ``{{ first_name }}`` (or ``{{ doc.first_name }}``, as Frappe's own templates have it). Whatever else
looks like a template (``{% … %}``, ``{{ a.b() }}``) is not understood, and named.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass

from prospect_crm.domain.message import Message

PLACES: dict[str, Message] = {
    "salutation": Message("Salutation"),
    "first_name": Message("First name"),
    "last_name": Message("Last name"),
    "full_name": Message("Full name"),
    "job_title": Message("Job title"),
    "email": Message("E-mail address"),
    "phone": Message("Phone number"),
    "mobile": Message("Mobile number"),
    "company_name": Message("Company name"),
    "company_website": Message("Website of the company"),
    "company_sector": Message("Sector of the company"),
    "rep_name": Message("Name of the sales rep"),
    "rep_first_name": Message("First name of the sales rep"),
    "rep_email": Message("E-mail of the sales rep"),
    "rep_phone": Message("Phone of the sales rep"),
}
"""What may stand in a mail -> what it is called."""

# an editor writes a space that must not break as an entity
_SPACE = r"(?:\s|&nbsp;|\u00a0)*"
_PLACE = re.compile(rf"\{{\{{{_SPACE}(?:doc\.)?([A-Za-z_]\w*){_SPACE}\}}\}}")
_TEMPLATE = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_MAX_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Places:
    """The places of a text, each once and in their order; ``unknown`` as they are written."""

    known: tuple[str, ...]
    unknown: tuple[str, ...]


def places_of(*texts: str) -> Places:
    """Find the places of texts."""
    known: dict[str, None] = {}
    unknown: dict[str, None] = {}
    for written in (found for text in texts for found in _TEMPLATE.findall(text or "")):
        place = _PLACE.fullmatch(written)
        if place and place.group(1) in PLACES:
            known[place.group(1)] = None
        else:
            unknown[_shown(written)] = None
    return Places(tuple(known), tuple(unknown))


def filled_html(text: str, values: Mapping[str, str]) -> str:
    """Fill the known places of markup; values are text and escaped. What is unknown stays as it is written."""
    return _filled(text, {name: html.escape(value) for name, value in values.items()})


def filled_line(text: str, values: Mapping[str, str]) -> str:
    """Fill the known places of a subject: one line of plain text, whatever the values hold."""
    return " ".join(_filled(text, values).split())


def _filled(text: str, values: Mapping[str, str]) -> str:
    """In one pass: what a value brings is never looked at again."""

    def value_of(place: re.Match[str]) -> str:
        name = place.group(1)
        return values.get(name, "") if name in PLACES else place.group(0)

    return _PLACE.sub(value_of, text or "")


def _shown(written: str) -> str:
    text = " ".join(html.unescape(written).split())
    return text if len(text) <= _MAX_SHOWN else text[: _MAX_SHOWN - 1] + "…"
