"""Profiles on networks: Apple's X-SOCIALPROFILE, RFC 9554's SOCIALPROFILE, and one property a network."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from prospect_crm.domain.person import SocialProfile

from .cleaning import one_line

if TYPE_CHECKING:
    from .card import Property

_NETWORK_PROPERTIES = {
    "X-LINKEDIN": "linkedin",
    "X-TWITTER": "x",
    "X-FACEBOOK": "facebook",
    "X-XING": "xing",
    "X-INSTAGRAM": "instagram",
    "X-YOUTUBE": "youtube",
    "X-VIADEO": "viadeo",
}
SOCIAL_PROPERTIES = frozenset({"X-SOCIALPROFILE", "SOCIALPROFILE", *_NETWORK_PROPERTIES})
_NOT_A_NETWORK = frozenset({"", "home", "work", "pref", "other"})
_RENAMED = {"twitter": "x"}


def social_profile_of(found: Property) -> SocialProfile | None:
    """The profile, or None where no network is named and none shows in the address."""
    value = one_line(found.text)
    if value.lower().startswith("x-apple:"):
        value = found.first_parameter("X-USER") or value[len("x-apple:") :]
    network = _NETWORK_PROPERTIES.get(found.name) or _named_network(found) or _network_of_address(value)
    return SocialProfile(_RENAMED.get(network, network), value) if network and value else None


def _named_network(found: Property) -> str:
    service = found.first_parameter("SERVICE-TYPE").lower()
    return service or next((word for word in found.types if word not in _NOT_A_NETWORK), "")


def _network_of_address(value: str) -> str:
    try:
        host = urlsplit(value).hostname or ""
    except ValueError:
        return ""
    parts = host.removeprefix("www.").split(".")
    return parts[-2] if len(parts) >= 2 else ""
