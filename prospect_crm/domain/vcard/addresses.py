"""Addresses on the web as a URI may be written (RFC 3986), for URL, PHOTO and X-SOCIALPROFILE."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

_ALLOWED = "!#$%&'()*+,/:;=?@[]~-._"
_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:\S+")


def is_uri(text: str) -> bool:
    """Whether ``text`` begins with a scheme and has no spaces."""
    return _URI.fullmatch(text) is not None


def uri_text(address: str) -> str:
    """``address`` with everything percent-encoded that a URI may not contain; a host in Unicode becomes IDNA."""
    address = address.strip()
    if not address.isascii():
        address = _with_ascii_host(address)
    return quote(address, safe=_ALLOWED, errors="ignore")


def _with_ascii_host(address: str) -> str:
    try:
        host = urlsplit(address).hostname or ""
        return (
            address.replace(host, host.encode("idna").decode("ascii"), 1) if not host.isascii() else address
        )
    except ValueError:
        return address
