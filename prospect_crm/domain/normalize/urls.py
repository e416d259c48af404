"""Web addresses: one stored form, and the domain that names a company; no look-up on any network."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import SplitResult, urlsplit

from prospect_crm.domain.message import DomainError, Message
from prospect_crm.domain.normalize.emails import email_domain, is_free_mail
from prospect_crm.domain.normalize.text import word_set

__all__ = ["check_url", "company_domain", "host_of", "normalise_url", "registered_domain"]

_HOST = re.compile(r"(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+[^\W\d_][\w-]{0,62}")
_SECOND_LEVEL = word_set(
    "ac asso co com edu gob gouv gov govt gv id info ltd me mil ne net nom nhs or org plc prd presse sch tm"
)
_SHARED_HOSTS = word_set(
    "about.me blogspot.com business.site canalblog.com e-monsite.com etsy.com eventbrite.com facebook.com"
    " github.com github.io google.com instagram.com jimdo.com jimdofree.com linkedin.com linktr.ee"
    " medium.com meetup.com myshopify.com notion.site over-blog.com pagesjaunes.fr pagespro-orange.fr"
    " pinterest.com site-solocal.com societe.com squarespace.com tiktok.com tumblr.com twitter.com"
    " viadeo.com vimeo.com webnode.fr weebly.com wix.com wixsite.com wordpress.com x.com xing.com youtube.com"
)


def normalise_url(text: str) -> str | None:
    """The URL with its scheme and host in lower case, "https://" added where none stood; None when it is none.

    Only http and https name a site; path, query and fragment are kept as written (RFC 3986 section 6.2.2.1).
    """
    parts = _parts(text)
    if parts is None:
        return None
    rest = parts.path if parts.path != "/" or parts.query else ""
    port = f":{parts.port}" if parts.port else ""
    query = f"?{parts.query}" if parts.query else ""
    fragment = f"#{parts.fragment}" if parts.fragment else ""
    return f"{parts.scheme}://{parts.hostname}{port}{rest}{query}{fragment}"


def _parts(text: str) -> SplitResult | None:
    bare = text.strip()
    if not bare or any(character.isspace() for character in bare):
        return None
    try:
        parts = urlsplit(bare if "://" in bare else f"https://{bare}")
        is_site = parts.scheme in ("http", "https") and "@" not in parts.netloc
        is_host = _HOST.fullmatch((parts.hostname or "").rstrip("."))
        return parts if is_site and is_host and parts.port != 0 else None
    except ValueError:
        return None


def check_url(text: str) -> str:
    """The URL in its stored form, else ``DomainError``. An empty text gives ""."""
    if not text.strip():
        return ""
    url = normalise_url(text)
    if url is None:
        raise DomainError(
            Message(
                "{url} is not a valid web address. Write it like https://www.example.com.",
                {"url": text.strip()},
            )
        )
    return url


def host_of(text: str) -> str:
    """The host of a URL in lower case without "www.", or ""."""
    parts = _parts(text)
    return (parts.hostname or "").rstrip(".").removeprefix("www.") if parts else ""


def registered_domain(host: str) -> str:
    """The part of a host that somebody registered: "shop.example.co.uk" gives "example.co.uk".

    By rule, without the Public Suffix List: a short known second level (co, com, asso, gouv …) under a
    country code of two letters belongs to the suffix.
    """
    labels = host.casefold().strip(".").split(".")
    if len(labels) < 3:
        return ".".join(labels)
    is_deep = len(labels[-1]) == 2 and labels[-2] in _SECOND_LEVEL
    return ".".join(labels[-3:] if is_deep else labels[-2:])


def company_domain(text: str) -> str:
    """The registered domain that a URL or an e-mail address gives a company, or "".

    Free-mail domains and sites that host many companies (social networks, site builders) give "".
    """
    is_address = "@" in text and "://" not in text
    return _own_domain(email_domain(text) if is_address else host_of(text))


@lru_cache(maxsize=16_384)
def _own_domain(host: str) -> str:
    domain = registered_domain(host)
    return "" if domain in _SHARED_HOSTS or is_free_mail(domain) else domain
