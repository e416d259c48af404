"""E-mail addresses: one stored form, a key for matching, and which domains say nothing about a company."""

from __future__ import annotations

import re
from functools import lru_cache

from prospect_crm.domain.message import DomainError, Message
from prospect_crm.domain.normalize.free_mail import FREE_MAIL_BRANDS, FREE_MAIL_DOMAINS, ROLE_NAMES

__all__ = [
    "check_email",
    "email_domain",
    "email_match_key",
    "is_free_mail",
    "is_role_address",
    "normalise_email",
]

_IN_BRACKETS = re.compile(r"<([^<>]*)>\s*$")
# RFC 5322 section 3.2.3 (dot-atom) before the @; letters beyond ASCII by RFC 6531.
_ATEXT = r"[\w!#$%&'*+/=?^`{|}~-]+"
_LABEL = r"[^\W_](?:[\w-]{0,61}[^\W_])?"
_ADDRESS = re.compile(rf"({_ATEXT}(?:\.{_ATEXT})*)@({_LABEL}(?:\.{_LABEL})+)")
_DOTLESS = frozenset({"gmail.com", "googlemail.com"})


def normalise_email(text: str) -> str | None:
    """The address in lower case, without "mailto:", a name or angle brackets; None when it is no address.

    The length limits are those of RFC 5321 section 4.5.3.1: 64 before the "@", 254 in all.
    """
    found = _IN_BRACKETS.search(text) if "<" in text else None
    bare = (found.group(1) if found else text).strip().strip("<>").casefold()
    bare = bare.removeprefix("mailto:").split("?")[0].strip().rstrip(".;,")
    match = _ADDRESS.fullmatch(bare)
    if match is None or len(match.group(1)) > 64 or len(bare) > 254 or match.group(2)[-1].isdigit():
        return None
    return bare


def check_email(text: str) -> str:
    """The address in its stored form, else ``DomainError``. An empty text gives ""."""
    if not text.strip():
        return ""
    address = normalise_email(text)
    if address is None:
        raise DomainError(
            Message(
                "{email} is not a valid e-mail address. Write it like name@example.com.",
                {"email": text.strip()},
            )
        )
    return address


def email_domain(address: str) -> str:
    """What stands behind the "@", in lower case, or "" without an "@"."""
    return address.rpartition("@")[2].strip().casefold() if "@" in address else ""


@lru_cache(maxsize=4096)
def email_match_key(text: str) -> str:
    """The address that the mailbox answers to, or "" when it is none: without "+tag", without Gmail's dots."""
    address = normalise_email(text)
    if address is None:
        return ""
    local, _, domain = address.rpartition("@")
    local = local.split("+")[0] or local
    if domain in _DOTLESS:
        return f"{local.replace('.', '')}@gmail.com"
    return f"{local}@{domain}"


def is_free_mail(domain: str) -> bool:
    """Whether anybody may have an address there, so that the domain names no company."""
    lowered = domain.casefold()
    return lowered in FREE_MAIL_DOMAINS or lowered.split(".")[0] in FREE_MAIL_BRANDS


def is_role_address(address: str) -> bool:
    """Whether the mailbox is a desk (info@, contact@, compta@ …) that several people answer."""
    return address.partition("@")[0].casefold() in ROLE_NAMES
