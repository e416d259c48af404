"""Small pure rules: pictures and sentences."""

from __future__ import annotations

import pytest

from prospect_crm.domain.message import DomainError, Message
from prospect_crm.domain.pictures import is_whole_picture, picture_extension
from tests.factories import picture


@pytest.mark.parametrize(
    ("content", "extension"),
    [
        (b"\xff\xd8\xff\xe0", "jpg"),
        (b"\x89PNG\r\n\x1a\n", "png"),
        (b"GIF89a", "gif"),
        (b"RIFF\x00\x00\x00\x00WEBP", "webp"),
        (b"<svg onload=alert(1)>", ""),
        (b"<html>", ""),
        (b"", ""),
    ],
)
def test_only_pictures_that_cannot_run_have_an_extension(content: bytes, extension: str) -> None:
    assert picture_extension(content) == extension


def test_a_cut_picture_is_not_whole() -> None:
    whole = picture(64)
    assert is_whole_picture(whole)
    assert not is_whole_picture(whole[: len(whole) // 2])
    assert not is_whole_picture(b"")


def test_a_message_inside_a_message_is_said_too() -> None:
    inner = Message("line {line}", {"line": 3})
    message = Message("Already in {file}, {place}.", {"file": "a.vcf", "place": inner})
    assert str(message) == "Already in a.vcf, line 3."
    assert str(DomainError(message)) == "Already in a.vcf, line 3."


def test_braces_in_user_text_are_text() -> None:
    assert str(Message("“{value}”", {"value": "{0} {x} %s"})) == "“{0} {x} %s”"
