"""Folding, soft breaks, escapes and parameters, as producers really write them."""

from __future__ import annotations

import pytest

from prospect_crm.domain.vcard.escaping import escape, split_components, split_list, unescape

from .helpers import card, only, person, warnings


def test_lines_are_unfolded_before_they_are_decoded() -> None:
    data = b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:H\xc3\r\n \xa9l\xc3\xa8\r\n\tne\r\nEND:VCARD\r\n"
    assert person(data).full_name == "Hélène"


def test_one_space_of_a_fold_is_the_folds_and_the_second_is_the_texts() -> None:
    assert person(card("FN:Jean", "NOTE:The city", "  of Paris")).note == "The city of Paris"


def test_an_address_has_no_space_at_a_fold() -> None:
    found = person(card("FN:A", "EMAIL:jean.dupont@", "   exemple.fr", "URL:http://exemple.fr/", "   page"))
    assert found.emails[0].address == "jean.dupont@exemple.fr"
    assert found.urls[0].url == "http://exemple.fr/page"


def test_a_folded_header_with_a_colon_in_quotes() -> None:
    data = card(
        'ADR;LABEL="12: rue Haute', ' Paris";TYPE=wo', " rk:;;12 rue Haute;Paris;;75001;France", "FN:A"
    )
    address = person(data).addresses[0]
    assert (address.street, address.city, address.kind) == ("12 rue Haute", "Paris", "work")


def test_a_quote_that_never_closes_costs_only_its_parameter() -> None:
    found = only(card("N:A;;;;", "FN:A", 'TEL;TYPE="WORK:0102', "EMAIL:a@b.fr")).person
    assert found is not None
    assert [phone.number for phone in found.phones] == ["0102"]
    assert [email.address for email in found.emails] == ["a@b.fr"]


def test_soft_breaks_join_lines_as_they_stand() -> None:
    data = card(
        "N:A", "NOTE;ENCODING=QUOTED-PRINTABLE:un=", " deux=20=", "trois:=", "TEL:quatre", version="2.1"
    )
    assert person(data).note == "un deux trois:TEL:quatre"


def test_a_soft_break_before_a_blank_line_ends_there() -> None:
    data = card("N:A", "NOTE;QUOTED-PRINTABLE:un=0D=0A=", "", "TEL;CELL:0102", version="2.1")
    found = person(data)
    assert (found.note, [phone.number for phone in found.phones]) == ("un", ["0102"])


def test_doubled_line_ends_do_not_cut_a_character() -> None:
    data = card(
        "N:A", "NOTE;CHARSET=UTF-8;QUOTED-PRINTABLE:=C3=", "", "=A9t=C3=A9", version="2.1", end="\r\n"
    )
    assert person(data).note == "été"


def test_quoted_printable_is_split_before_it_is_decoded() -> None:
    data = card(
        "N;ENCODING=QUOTED-PRINTABLE:Du=3Bpont;Jean=2C=20Luc;;;",
        "ORG;QUOTED-PRINTABLE:A=3BB;C",
        version="2.1",
    )
    found = person(data)
    assert (found.family_name, found.given_name) == ("Du;pont", "Jean, Luc")
    assert (found.organisation, found.department) == ("A;B", "C")


def test_an_encoded_backslash_is_text_unless_it_escapes_an_encoded_separator() -> None:
    data = card("N:A", "NOTE;QUOTED-PRINTABLE:C:=5Cnew=5Cdir", "ORG;QUOTED-PRINTABLE:A=5C=3BB", version="2.1")
    found = person(data)
    assert found.note == "C:\\new\\dir"
    assert found.organisation == "A;B"


def test_damaged_quoted_printable_keeps_what_is_readable() -> None:
    data = card("N;QUOTED-PRINTABLE:Dup=ont=XX=", "TITLE;a", version="2.1")
    assert person(data).family_name == "Dup=ont=XXTITLE"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("a\\, b\\; c", "a, b; c"),
        ("a\\nb\\Nc", "a\nb\nc"),
        ("a\\:b", "a:b"),
        ("\\\\server\\\\new", "\\server\\new"),
        ("C:\\Users\\Jean", "C:\\Users\\Jean"),
        ('\\"entre guillemets\\"', '"entre guillemets"'),
        ("fin\\", "fin\\"),
    ],
)
def test_escapes_are_undone_and_other_backslashes_stay(written: str, meant: str) -> None:
    assert unescape(written) == meant


@pytest.mark.parametrize("text", ["", "a,b;c\\d\ne", "\\n", "\\\\n", ";;,,", "\\"])
def test_what_is_escaped_comes_back(text: str) -> None:
    assert unescape(escape(text)) == text
    assert split_components(f"{escape(text)};x") == [escape(text), "x"]
    assert split_list(f"x,{escape(text)}") == ["x", escape(text)]


def test_parameters_without_a_name_are_types() -> None:
    phones = person(
        card("N:A", "TEL;WORK;FAX;PREF:1", "TEL;CELL:2", "TEL;type=home,voice:3", version="2.1")
    ).phones
    assert [(phone.kind, phone.is_preferred) for phone in phones] == [
        ("fax", True),
        ("mobile", False),
        ("home", False),
    ]


def test_a_list_of_types_in_quotes_is_a_list() -> None:
    phones = person(card("FN:A", 'TEL;TYPE="work,cell":1', 'TEL;TYPE="home","fax":2', version="4.0")).phones
    assert [phone.kind for phone in phones] == ["mobile", "fax"]


def test_empty_parameters_and_spaces_around_them_are_nothing_to_warn_about() -> None:
    data = card(
        "N:A;;;;", "FN:A", "TEL;;WORK;:1", "TEL ; HOME : 2", "EMAIL;TYPE=;type = work:a@b.fr", version="2.1"
    )
    found = only(data)
    assert found.person is not None
    assert [(phone.number, phone.kind) for phone in found.person.phones] == [("1", "work"), ("2", "home")]
    assert found.person.emails[0].kind == "work"
    assert found.warnings == []


def test_a_malformed_parameter_is_told_and_the_value_is_read() -> None:
    data = card("N:A;;;;", "FN:A", "TEL;TY(PE=WORK;CELL:1")
    assert warnings(data) == [(5, "The parameter “TY(PE=WORK” of TEL is malformed; it was left out.")]
    assert person(data).phones[0].kind == "mobile"


def test_a_line_that_is_no_property_is_told_with_its_number() -> None:
    data = card("N:A;;;;", "FN:A", "# exported by hand", "N", ":x", "TEL:1")
    assert warnings(data) == [
        (5, "“# exported by hand” is not a vCard property; it was left out."),
        (6, "“N” is not a vCard property; it was left out."),
        (7, "“:x” is not a vCard property; it was left out."),
    ]


def test_a_note_whose_line_ends_were_not_escaped_is_kept_whole() -> None:
    data = card("N:A;;;;", "FN:A", "NOTE:first", "second", "third", "TEL:1")
    assert person(data).note == "first\nsecond\nthird"
    assert warnings(data)[0] == (6, "A line of text stands outside any property; it was added to NOTE.")


def test_base64_that_was_not_folded_ends_where_the_next_property_begins() -> None:
    data = card("N:A", "PHOTO;JPEG;ENCODING=BASE64:", "/9j/4AAQ", "SkZJRg==", "", "TEL:1", version="2.1")
    found = person(data)
    assert found.photo is not None
    assert (found.photo.content, found.photo.media_type) == (b"\xff\xd8\xff\xe0\x00\x10JFIF", "image/jpeg")
    assert [phone.number for phone in found.phones] == ["1"]


def test_names_with_spaces_are_kept_under_a_legal_name() -> None:
    assert person(card("FN:A", "X-GOOGLE TALK;TYPE=WORK:jean", "X_LOTUS_FIELD:x")).extras == [
        "X-GOOGLE-TALK;TYPE=WORK:jean",
        "X-LOTUS-FIELD:x",
    ]


def test_a_soft_break_that_is_also_folded_inside_a_character_keeps_no_space() -> None:
    data = card(
        "N:A",
        "NOTE;CHARSET=UTF-8;QUOTED-PRINTABLE:=C3=",
        " =A9t=E2=82=",
        "\t=AC =E2=82=AC=",
        " fin",
        version="2.1",
    )
    assert person(data).note == "ét€ € fin"


def test_a_soft_break_behind_a_character_of_one_byte_keeps_its_space() -> None:
    data = card("N:A", "NOTE;CHARSET=ISO-8859-1;QUOTED-PRINTABLE:=E9t=E9=", " suite", version="2.1")
    assert person(data).note == "été suite"
