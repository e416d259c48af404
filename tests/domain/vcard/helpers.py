"""Small things that the tests of the vCard package share."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from prospect_crm.domain.vcard import CardResult, read_cards

if TYPE_CHECKING:
    from prospect_crm.domain.person import Person

SHARED = Path(__file__).parents[3] / ".." / "shared" / "data" / "vcf"


def card(*lines: str, version: str = "3.0", end: str = "\r\n") -> bytes:
    """A card of these lines in UTF-8, with BEGIN, VERSION and END."""
    return end.join(["BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", ""]).encode()


def only(data: bytes, **options: str) -> CardResult:
    """The verdict on the only card of ``data``."""
    (result,) = read_cards(data, **options)  # type: ignore[arg-type]
    return result


def person(data: bytes, **options: str) -> Person:
    """The person of the only card of ``data``."""
    found = only(data, **options).person
    assert found is not None
    return found


def warnings(data: bytes) -> list[tuple[int, str]]:
    """Line and sentence of each warning on the only card of ``data``."""
    return [(problem.line, str(problem.message)) for problem in only(data).warnings]
