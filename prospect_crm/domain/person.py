"""A person as every format, matcher and service shares it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

ContactKind = Literal["work", "home", "other"]
PhoneKind = Literal["work", "mobile", "home", "fax", "pager", "other"]


@dataclass(slots=True)
class EmailAddress:
    """One e-mail address; ``label`` is the user's own word for it (Apple's X-ABLabel)."""

    address: str
    kind: ContactKind = "other"
    is_preferred: bool = False
    label: str = ""


@dataclass(slots=True)
class Phone:
    """One phone number as it was written; nothing is reformatted or dropped."""

    number: str
    kind: PhoneKind = "other"
    is_preferred: bool = False
    label: str = ""
    extension: str = ""


@dataclass(slots=True)
class PostalAddress:
    """One address in the seven parts of vCard's ADR (RFC 6350 section 6.3.1)."""

    po_box: str = ""
    extended: str = ""
    street: str = ""
    city: str = ""
    region: str = ""
    postcode: str = ""
    country: str = ""
    kind: ContactKind = "other"
    is_preferred: bool = False
    label: str = ""


@dataclass(slots=True)
class WebAddress:
    """One URL; ``kind`` as for e-mail addresses."""

    url: str
    kind: ContactKind = "other"
    label: str = ""


@dataclass(slots=True)
class SocialProfile:
    """A profile on a network; ``network`` is lower case (linkedin, x, facebook, xing …)."""

    network: str
    value: str


@dataclass(slots=True)
class Photo:
    """A picture that lies in the record itself; ``url`` when the card only points at one (never fetched)."""

    content: bytes = b""
    media_type: str = ""
    url: str = ""


@dataclass(slots=True)
class Person:
    """What is known of one person.

    Text is Unicode NFC-unchanged (as written), without control characters other than line feeds in
    ``note``. Lists keep the order of their source, the preferred entry is marked. ``extras`` holds what
    has no field here, one unfolded vCard content line each, so that it can be written out again.
    """

    given_name: str = ""
    family_name: str = ""
    additional_names: str = ""
    prefix: str = ""
    suffix: str = ""
    full_name: str = ""
    nickname: str = ""
    organisation: str = ""
    department: str = ""
    job_title: str = ""
    role: str = ""
    emails: list[EmailAddress] = field(default_factory=list)
    phones: list[Phone] = field(default_factory=list)
    addresses: list[PostalAddress] = field(default_factory=list)
    urls: list[WebAddress] = field(default_factory=list)
    social_profiles: list[SocialProfile] = field(default_factory=list)
    birthday: str = ""
    """ISO 8601 as far as it is known: 1985-04-12, --04-12 or 1985."""
    note: str = ""
    categories: list[str] = field(default_factory=list)
    photo: Photo | None = None
    uid: str = ""
    revised: str = ""
    extras: list[str] = field(default_factory=list)
