"""A person of a file before the site has been asked anything, whatever the file's format."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from prospect_crm.domain.contact_fields import ContactFields
from prospect_crm.domain.operation import Source

if TYPE_CHECKING:
    from prospect_crm.domain.message import Message


@dataclass(slots=True)
class Candidate:
    """One card or row.

    ``refusal`` says why it cannot be taken at all, ``skip`` why it is no person to take; ``warnings`` say what
    was not read, and where. ``company_values`` are for the company, where it is new.
    """

    source: Source
    contact: ContactFields
    warnings: list[Message] = field(default_factory=list)
    refusal: Message | None = None
    skip: Message | None = None
    company_values: dict[str, Any] = field(default_factory=dict)
    parent_account: str = ""
    entities: list[str] = field(default_factory=list)
    skills: list[str] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    mailing_lists: list[str] = field(default_factory=list)
    may_extend_lists: bool = False


@dataclass(slots=True)
class FileReport:
    """How a file was understood: its columns (header -> label of the field), and what was not read of it.

    ``rows`` counts the cards or rows as they are read, before anybody judges them.
    """

    rows: int = 0
    sheet: str = ""
    columns: dict[str, str] = field(default_factory=dict)
    ignored: list[str] = field(default_factory=list)
    notes: list[Message] = field(default_factory=list)


def refused_file(filename: str, reason: Message) -> Candidate:
    """Stand in for a whole file that could not be read."""
    return Candidate(Source(filename, None, filename), ContactFields({}), refusal=reason)
