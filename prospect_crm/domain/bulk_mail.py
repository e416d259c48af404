"""One mail of many, filled and addressed."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail as it goes to one address; ``link`` is the unsubscribe link, ``group`` the mailing list ("" none)."""

    communication: str
    doctype: str
    name: str
    recipient: str
    sender: str
    subject: str
    content: str
    link: str
    group: str = ""
