"""A card as plain data for other programs: the keys of the oracle that the reader is measured against."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .escaping import split_components, split_list, unescape
from .photos import photo_of
from .values import decode_base64

if TYPE_CHECKING:
    from .card import Card, Property

_NAME_PARTS = 5
_ADDRESS_PARTS = 7


def card_view(card: Card) -> dict[str, object]:
    """What the card itself says, with nothing made up: ``fn`` and ``n`` are None where it has none."""
    return {
        "version": card.version or "2.1",
        "fn": next((found.text for found in card.named("FN")), None),
        "n": next((_name(found) for found in card.named("N")), None),
        "tel": [_phone(found) for found in card.named("TEL")],
        "email": [found.text for found in card.named("EMAIL")],
        "org": [";".join(_components(found)) for found in card.named("ORG")],
        "title": [found.text for found in card.named("TITLE")],
        "note": [found.text for found in card.named("NOTE")],
        "url": [found.text for found in card.named("URL")],
        "adr": [_address(found) for found in card.named("ADR")],
        "cat": [entry for found in card.named("CATEGORIES") for entry in _entries(found)],
        "photo": [_photo(found, card.version) for found in card.named("PHOTO")],
    }


def _components(found: Property) -> list[str]:
    return [unescape(part) for part in split_components(found.value)]


def _entries(found: Property) -> list[str]:
    return [unescape(part).strip() for part in split_list(found.value)]


def _name(found: Property) -> list[str]:
    parts = [unescape(part) for part in split_components(found.value)]
    return (parts + [""] * _NAME_PARTS)[:_NAME_PARTS]


def _phone(found: Property) -> str:
    number = found.text
    return number.partition(";")[0] if number.lower().startswith("tel:") else number


def _address(found: Property) -> str:
    parts = _components(found)
    return "|".join((parts + [""] * _ADDRESS_PARTS)[:_ADDRESS_PARTS])


def _photo(found: Property, version: str) -> str:
    if version != "4.0" and found.first_parameter("VALUE").lower() in ("uri", "url"):
        return f"url:{found.text}"
    photo = photo_of(found)
    if photo is None:
        content = b"" if version == "4.0" else decode_base64(found.text.encode())
        return f"bytes:{len(content)}" if content else f"url:{found.text}"
    return f"bytes:{len(photo.content)}" if photo.content else f"url:{photo.url}"
