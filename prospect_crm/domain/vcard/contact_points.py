"""Phone numbers and e-mail addresses out of what stands around them; nothing is reformatted."""

from __future__ import annotations

import re
from urllib.parse import unquote

from .cleaning import one_line

_SCHEMES = re.compile(r"(?:(?:tel|mailto):\s*)+", re.IGNORECASE)
_BETWEEN_ADDRESSES = re.compile(r"[,;\s]+")
_EXTENSION = re.compile(r";ext=([^;]*)", re.IGNORECASE)


def phone_number(text: str, stated_extension: str = "") -> tuple[str, str]:
    """Number and extension of ``text``: a ``tel:`` URI (RFC 3966), or a number with the extension stated beside it."""
    scheme = _SCHEMES.match(text)
    if scheme is not None:
        extension = _EXTENSION.search(text)
        number = one_line(unquote(text[scheme.end() :].partition(";")[0]))
        return number, one_line(unquote(extension[1])) if extension else ""
    if stated_extension and text.endswith(f" ext. {stated_extension}"):
        return text.removesuffix(f" ext. {stated_extension}"), stated_extension
    return text, ""


def email_addresses(text: str) -> list[str]:
    """The address in ``text``; several where it is a list of nothing else."""
    parts = [part for part in _BETWEEN_ADDRESSES.split(text) if part]
    is_list = len(parts) > 1 and all(part.strip("@").count("@") == 1 for part in parts)
    return [_bare_address(part) for part in parts] if is_list else [_bare_address(text)]


def _bare_address(text: str) -> str:
    """``"Jean Dupont" <jean@exemple.fr>`` and ``mailto:jean@exemple.fr`` without what is not the address."""
    in_brackets = text.rpartition("<")[2].removesuffix(">").strip()
    if text.endswith(">") and "@" in in_brackets:
        text = in_brackets
    scheme = _SCHEMES.match(text)
    return one_line(unquote(text[scheme.end() :].partition("?")[0])) if scheme is not None else text
