"""What is written is read back as it was, by this reader."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings

from prospect_crm.domain.vcard import Version, read_cards, write_card, write_cards

from . import producers
from .helpers import only, person
from .people import people

SAMPLES = [name for name in vars(producers) if name.isupper() and name not in ("PNG", "JPEG")]
VERSIONS: list[Version] = ["3.0", "4.0"]


@pytest.mark.parametrize("version", VERSIONS)
@settings(max_examples=100, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(somebody=people)
def test_every_field_comes_back(version: Version, somebody) -> None:
    result = only(write_card(somebody, version=version))
    assert result.person == somebody
    assert (result.version, result.state) == (version, "read")


@settings(max_examples=100, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(somebody=people)
def test_no_line_is_over_75_octets_or_ends_otherwise_than_in_crlf(somebody) -> None:
    written = write_card(somebody)
    assert written.endswith(b"END:VCARD\r\n")
    assert b"\n" not in written.replace(b"\r\n", b"")
    assert b"\r" not in written.replace(b"\r\n", b"")
    assert max(map(len, written.split(b"\r\n"))) <= 75


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("name", SAMPLES)
def test_what_was_read_and_written_again_loses_nothing(name: str, version: Version) -> None:
    before = person(getattr(producers, name))
    assert person(write_card(before, version=version)) == before


def test_many_people_are_one_file() -> None:
    before = [person(getattr(producers, name)) for name in SAMPLES]
    assert [result.person for result in read_cards(b"".join(write_cards(before)))] == before
