"""Which character set a file is read in, and that no choice is made silently."""

from __future__ import annotations

import pytest

from prospect_crm.domain.vcard import VCardError, read_cards

from .helpers import card, only, person, warnings

TEXT = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Hélène Lefèvre – 東京\r\nN:Lefèvre;Hélène;;;\r\nEND:VCARD\r\n"


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_wide_text_is_recognised_with_and_without_its_mark(codec: str, mark: str) -> None:
    result = only((mark + TEXT).encode(codec))
    assert result.state == "read"
    assert result.person is not None and result.person.full_name == "Hélène Lefèvre – 東京"


def test_a_mark_of_utf8_is_no_part_of_the_card_even_between_joined_files() -> None:
    data = ("\ufeff" + TEXT + "\ufeff" + TEXT).encode("utf-8")
    assert [result.state for result in read_cards(data)] == ["read", "read"]


def test_a_french_card_of_windows_is_read_and_the_guess_is_told() -> None:
    data = card("N:Lefèvre;Hélène;;;", "FN:Hélène Lefèvre €").decode().encode("cp1252")
    result = only(data)
    assert result.person is not None and result.person.full_name == "Hélène Lefèvre €"
    assert warnings(data) == [
        (3, "N is not UTF-8; it was read as Windows-1252. Choose a character set if it is wrong."),
        (4, "FN is not UTF-8; it was read as Windows-1252. Choose a character set if it is wrong."),
    ]


@pytest.mark.parametrize(
    ("declared", "codec"),
    [
        ("ISO-8859-1", "cp1252"),
        ("windows-1252", "cp1252"),
        ("Windows-1251", "cp1251"),
        ("ISO-8859-15", "iso8859-15"),
    ],
)
def test_a_declared_charset_is_not_a_guess(declared: str, codec: str) -> None:
    text = "Хелен" if codec == "cp1251" else "Hélène €"
    data = b"BEGIN:VCARD\nVERSION:2.1\nN:X\nFN;CHARSET=" + declared.encode() + b":" + text.encode(codec)
    result = only(data + b"\nEND:VCARD\n")
    assert result.person is not None and result.person.full_name == text
    assert result.warnings == []


def test_what_one_property_declares_serves_the_others_of_its_card() -> None:
    data = b"BEGIN:VCARD\nVERSION:2.1\nN:\xca\xeb\xe8\xf7\xea\xee\nLABEL;CHARSET=windows-1251;QUOTED-PRINTABLE:=CA=E8\nEND:VCARD\n"
    assert person(data).family_name == "Кличко"


def test_utf8_goes_before_what_another_property_declares() -> None:
    data = "BEGIN:VCARD\nVERSION:2.1\nN:Hélène\nTITLE;CHARSET=windows-1251:x\nEND:VCARD\n".encode()
    assert person(data).family_name == "Hélène"


def test_shift_jis_is_decoded_before_its_backslashes_are_taken_for_escapes() -> None:
    # 能 and ソ end in the byte of a backslash.
    data = card("N:能登;ソニア;;;", "FN:能登 ソニア", "NOTE:表\\;ソ").decode().encode("shift_jis")
    found = person(data, charset="Shift_JIS")
    assert (found.family_name, found.given_name, found.full_name) == ("能登", "ソニア", "能登 ソニア")
    assert found.note == "表;ソ"


def test_declared_shift_jis_in_quoted_printable_keeps_its_backslash_bytes() -> None:
    data = b"BEGIN:VCARD\r\nVERSION:2.1\r\nN;ENCODING=QUOTED-PRINTABLE;CHARSET=SHIFT_JIS:=94\\=93=6F;=83=5C=83j=83A;;;\r\nEND:VCARD\r\n"
    found = person(data)
    assert (found.family_name, found.given_name) == ("能登", "ソニア")


@pytest.mark.parametrize("charset", ["iso-2022-jp", "utf-7", "euc_jp", "gb18030", "big5", "euc_kr"])
def test_a_chosen_charset_that_hides_ascii_bytes_is_read(charset: str) -> None:
    text = "김; 전" if charset == "euc_kr" else "東京"
    data = card("N:X;;;;", f"FN:{text}").decode().encode(charset)
    assert person(data, charset=charset).full_name == text


def test_an_unknown_choice_is_refused_with_a_sentence() -> None:
    with pytest.raises(VCardError) as caught:
        read_cards(card("FN:A"), charset="klingon")
    assert str(caught.value) == "The character set klingon is unknown; choose another one."


def test_an_unknown_declaration_is_told() -> None:
    assert warnings(card("N:A;;;;", "FN;CHARSET=klingon:A")) == [
        (4, "FN declares an unknown character set, klingon.")
    ]


def test_utf8_that_was_cut_inside_a_character_stays_utf8() -> None:
    data = (
        b"BEGIN:VCARD\nVERSION:2.1\nN:X\nFN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:"
        + b"=C3=91" * 10
        + b"=C3\nEND:VCARD\n"
    )
    assert person(data).full_name == "Ñ" * 10 + "\ufffd"
    assert warnings(data) == [(4, "Some characters of FN cannot be read. Choose a character set.")]


def test_nul_bytes_in_a_byte_file_are_passed_over() -> None:
    assert person(card("N:D\0upont;;;;", "FN:D\0upont")).full_name == "Dupont"
