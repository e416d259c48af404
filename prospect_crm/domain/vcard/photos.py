"""A picture in a card: inline, in a data: URI, or elsewhere on the web (never fetched)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from prospect_crm.domain.person import Photo

from .values import decode_base64, split_data_uri

if TYPE_CHECKING:
    from .card import Property

_SIGNATURES = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"GIF8", "image/gif"),
    (b"BM", "image/bmp"),
    (b"II*\0", "image/tiff"),
    (b"MM\0*", "image/tiff"),
)
_NOT_A_FORMAT = frozenset({"", "home", "work", "pref"})
_BARE_BASE64 = re.compile(r"[A-Za-z0-9+/]{16,}={0,2}")
_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:\S+")


def photo_of(found: Property) -> Photo | None:
    """The picture, or None where the value is neither content nor an address."""
    if found.content is not None:
        return _inline(found.content, _declared_type(found)) if found.content else None
    data = split_data_uri(found.value)
    if data is not None:
        media_type, content = data
        return _inline(content, media_type) if content else None
    return _undeclared(found)


def _undeclared(found: Property) -> Photo | None:
    """Base64 that does not say so, or an address."""
    if _BARE_BASE64.fullmatch("".join(found.value.split())):
        content = decode_base64(found.value.encode())
        if media_type_of(content):
            return _inline(content, "")
    address = found.text.strip()
    return Photo(url=address) if _URI.fullmatch(address) else None


def _inline(content: bytes, declared: str) -> Photo:
    return Photo(content=content, media_type=media_type_of(content) or declared)


def media_type_of(content: bytes) -> str:
    """The media type that the first bytes of a picture show, or ""."""
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "image/webp"
    if content[4:8] == b"ftyp" and content[8:12] in (b"heic", b"heix", b"mif1", b"avif"):
        return "image/avif" if content[8:12] == b"avif" else "image/heic"
    return next((media_type for start, media_type in _SIGNATURES if content.startswith(start)), "")


def _declared_type(found: Property) -> str:
    formats = (word for word in found.types if word not in _NOT_A_FORMAT)
    declared = found.first_parameter("MEDIATYPE").lower() or next(formats, "")
    return declared if "/" in declared or not declared else f"image/{declared}"
