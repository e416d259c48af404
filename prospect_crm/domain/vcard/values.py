"""From the bytes of one value to text or binary content: quoted-printable, base64, character set."""

from __future__ import annotations

import binascii
import re
from typing import TYPE_CHECKING
from urllib.parse import unquote_to_bytes

from .charsets import decode, has_backslash_trail

if TYPE_CHECKING:
    from .header import Header

# In quoted-printable an encoded separator is text, a bare one separates; NUL marks the first kind.
_ENCODED_SEPARATOR = re.compile(rb"(=3B|=2C)", re.IGNORECASE)
_ENCODED_ESCAPE = re.compile(rb"=5C(=3B|=2C|[;,])", re.IGNORECASE)
_ENCODED_BACKSLASH = re.compile(rb"=5C", re.IGNORECASE)
_MARKED = re.compile("\0([;,\\\\])")
_NOT_BASE64 = bytes(
    byte for byte in range(256) if not (chr(byte).isalnum() and byte < 128) and byte not in b"+/"
)
_DATA_URI = re.compile(r"\s*data:([^,;]*)((?:;[^,;]*)*),", re.IGNORECASE)


def decode_text(raw: bytes, header: Header, chosen: str, of_card: str = "") -> tuple[str, str]:
    """The value as escaped text, and the codec that read it ("" where bytes had to be replaced)."""
    if header.is_quoted_printable:
        raw = _without_quoted_printable(raw, header.charset or chosen or of_card)
    text, codec = decode(raw, header.charset, chosen, of_card)
    if "\0" in text:
        text = _MARKED.sub(lambda match: "\\" + match[1], text).replace("\0", "")
    return text, codec


def _without_quoted_printable(raw: bytes, codec: str) -> bytes:
    if not has_backslash_trail(codec):
        raw = _ENCODED_ESCAPE.sub(_marked, raw)
        raw = _ENCODED_BACKSLASH.sub(lambda _: b"\0\\", raw)
    raw = _ENCODED_SEPARATOR.sub(_marked, raw)
    return binascii.a2b_qp(raw)


def _marked(match: re.Match[bytes]) -> bytes:
    return b"\0" + binascii.a2b_qp(match[1])


def decode_base64(raw: bytes) -> bytes:
    """The content of a base64 value as far as it can be read; stray characters are passed over."""
    characters = raw.translate(None, _NOT_BASE64)
    if len(characters) % 4 == 1:
        characters = characters[:-1]
    return binascii.a2b_base64(characters + b"=" * (-len(characters) % 4))


def split_data_uri(value: str) -> tuple[str, bytes] | None:
    """Media type and content of a ``data:`` URI (RFC 2397), or None where ``value`` is none."""
    head = value[:200].replace("\\", "")
    match = _DATA_URI.match(head)
    if match is None:
        return None
    comma = value.index(",")
    payload = value[comma + 1 :].encode("utf-8", "replace")
    media_type = match[1].lower()
    if media_type == "base64" or ";base64" in match[2].lower():
        return media_type.removeprefix("base64"), decode_base64(payload)
    return media_type, unquote_to_bytes(payload)
