"""Where cards begin and end: no card takes another one down, and none is lost silently."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from prospect_crm.domain.vcard import Limits, VCardError, read_cards, reader

from .helpers import card, only, person, warnings

if TYPE_CHECKING:
    from prospect_crm.domain.vcard.card import Card


def names(data: bytes) -> list[str]:
    return [result.person.full_name if result.person else result.state for result in read_cards(data)]


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r", "\r\r\n"])
def test_every_line_end_is_one_and_lines_are_counted_by_it(end: str) -> None:
    results = list(read_cards(card("FN:A", "N:A;;;;", end=end) + card("FN:B", "N:B;;;;", "junk", end=end)))
    assert [result.first_line for result in results] == [1, 6]
    assert [problem.line for problem in results[1].warnings] == [10]


def test_mixed_line_ends_and_blank_lines_between_cards() -> None:
    data = (
        b"\n\n" + card("FN:A") + b"\r\n\r\r\n\r" + card("FN:B", end="\n") + b"\n \n" + card("FN:C", end="\r")
    )
    assert names(data) == ["A", "B", "C"]


def test_form_feeds_and_unicode_line_ends_do_not_cut_a_line() -> None:
    found = person(card("N:A;;;;", "FN:A\u2028B", "NOTE:un\x0c\x0bdeux\x85trois\u2029quatre"))
    assert found.full_name == "A B"
    assert found.note == "undeux\ntrois\nquatre"


def test_files_joined_without_a_line_end_are_two_cards() -> None:
    assert names(card("FN:A").rstrip() + card("FN:B")) == ["A", "B"]


@pytest.mark.parametrize(
    "begin", ["begin:vcard", "BEGIN:VCard", "BEGIN: VCARD ", "item1.BEGIN:VCARD", "Begin :vCard\t"]
)
def test_markers_in_any_case_with_spaces_or_a_group(begin: str) -> None:
    assert names(f"{begin}\nFN:A\nEND:vCARD \n".encode() + card("FN:B")) == ["A", "B"]


def test_a_card_without_begin_is_read_with_a_warning() -> None:
    data = card("FN:A") + b"VERSION:3.0\r\nFN:B\r\nN:B;;;;\r\nEND:VCARD\r\n" + card("FN:C")
    results = list(read_cards(data))
    assert [result.person.full_name for result in results if result.person] == ["A", "B", "C"]
    assert (results[1].first_line, str(results[1].warnings[0].message)) == (
        5,
        "The card has no line BEGIN:VCARD.",
    )


def test_a_stray_end_is_no_card() -> None:
    assert names(card("FN:A") + b"END:VCARD\r\n" + card("FN:B")) == ["A", "B"]


def test_a_missing_end_at_the_end_of_the_file() -> None:
    data = card("FN:A", "N:A;;;;")[: -len("END:VCARD\r\n")]
    assert names(data) == ["A"]
    assert warnings(data) == [(1, "The card has no line END:VCARD; it may be cut off.")]


def test_all_ends_missing() -> None:
    assert names(b"".join(b"BEGIN:VCARD\nFN:P%d\n" % number for number in range(200)))[:3] == [
        "P0",
        "P1",
        "P2",
    ]


def test_a_nested_agent_is_left_out_with_a_warning() -> None:
    agent = "BEGIN:VCARD\r\nVERSION:2.1\r\nN:Secretary\r\nTEL:2\r\nEND:VCARD\r\n"
    data = f"BEGIN:VCARD\r\nVERSION:2.1\r\nN:Boss\r\nAGENT:\r\n{agent}TEL:1\r\nEND:VCARD\r\n".encode() + card(
        "FN:B"
    )
    first, second = read_cards(data)
    assert first.person is not None and second.person is not None
    assert (first.person.family_name, [phone.number for phone in first.person.phones]) == ("Boss", ["1"])
    assert [str(problem.message) for problem in first.warnings] == [
        "Cards inside this card were left out: 1."
    ]
    assert (second.person.full_name, second.first_line) == ("B", 12)


def test_an_agent_on_one_line_is_left_out_with_a_warning() -> None:
    data = card("N:Boss;;;;", "FN:Boss", "AGENT:BEGIN:VCARD\\nFN:Susan\\nEND:VCARD\\n", "TEL:1")
    assert warnings(data) == [(5, "The card inside AGENT was left out.")]
    assert person(data).extras == []


def test_cards_nested_without_agent_belong_to_the_outer_card() -> None:
    inner = "BEGIN:VCARD\nN:inner\nEND:VCARD\n"
    data = f"BEGIN:VCARD\nN:outer\n{inner}{inner}TEL:1\nEND:VCARD\n".encode() + card("FN:B")
    assert names(data) == ["outer", "B"]


def test_a_group_is_skipped_with_a_warning() -> None:
    for kind in ("KIND:group", "X-ADDRESSBOOKSERVER-KIND:Group"):
        result = only(card("FN:Friends", kind, "MEMBER:urn:uuid:1", version="4.0"))
        assert (result.state, result.person) == ("warned", None)
        assert str(result.warnings[0].message) == "The card is a group, not a person; it was skipped."


def test_a_card_of_nobody_is_refused_with_its_reason() -> None:
    results = list(read_cards(card("FN:A") + card("NOTE:hello", "PHOTO:x") + b"BEGIN:VCARD\nEND:VCARD\n"))
    assert [result.state for result in results] == ["read", "refused", "refused"]
    assert str(results[1].reason) == "The card has no name, organisation, e-mail address or phone number."
    assert (results[1].position, results[1].first_line) == (2, 5)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "The file is empty."),
        (b"\r\n \0\0", "The file is empty."),
        (b"Nom;Prenom\nDupont;Jean\n", "This is not a vCard file: it has no line BEGIN:VCARD."),
        (b"BEGIN:VCALENDAR\nEND:VCALENDAR\n", "This is not a vCard file: it has no line BEGIN:VCARD."),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "This is not a vCard file: it has no line BEGIN:VCARD."),
        (b"PK\x03\x04\x14\0\0\0", "This is not a vCard file: it has no line BEGIN:VCARD."),
        (b"BEGIN:VCARD\n" + b"X" * 2_000_000, "The file has 1.9 MB; at most 1.0 MB can be read. Split it."),
    ],
)
def test_a_file_that_is_none_is_refused_with_a_sentence_before_the_first_card(
    data: bytes, sentence: str
) -> None:
    with pytest.raises(VCardError) as caught:
        read_cards(data, limits=Limits(file_bytes=1024 * 1024))
    assert str(caught.value) == sentence


def test_a_card_over_a_limit_is_refused_and_the_next_is_read() -> None:
    limits = Limits(card_bytes=10_000, properties=5, lines=30)
    too_big = card("FN:A", "NOTE:" + "x" * 20_000)
    too_many = card("FN:A", *["TEL:1"] * 6)
    too_long = card("FN:A", "NOTE:x", *[" y"] * 40)
    results = list(read_cards(too_big + too_many + too_long + card("FN:B"), limits=limits))
    assert [str(result.reason) for result in results[:3]] == [
        "The card is larger than 0.0 MB.",
        "The card has more than 5 properties.",
        "The card has more than 30 lines.",
    ]
    assert results[3].person is not None and results[3].person.full_name == "B"


def test_too_many_cards_are_told_at_the_first_that_is_not_read() -> None:
    results = list(read_cards(card("FN:A") * 5, limits=Limits(cards=3)))
    assert [result.state for result in results] == ["read", "read", "read", "refused"]
    assert str(results[3].reason) == (
        "Only the first 3 cards are read, not this one and those after it. Split the file."
    )


def test_a_value_over_its_limit_is_left_out_with_a_warning() -> None:
    data = card("N:A;;;;", "FN:A", "NOTE:" + "x" * 2_000)
    (result,) = read_cards(data, limits=Limits(text_bytes=1_000))
    assert [(problem.line, str(problem.message)) for problem in result.warnings] == [
        (5, "NOTE is too long; it was left out.")
    ]


def test_cards_are_read_one_at_a_time() -> None:
    results = read_cards(card("FN:A") * 3)
    assert next(iter(results)).position == 1
    assert next(iter(results)).position == 2


def test_a_card_pasted_from_an_indented_text_is_read_as_if_it_stood_at_the_margin() -> None:
    lines = card("N:Dupont;Jean;;;", "NOTE:un", "  deux", "TEL;CELL:1").decode().splitlines()
    pasted = "\n" + "".join(f"    {line}\n" for line in lines)
    first, second = read_cards(pasted.encode() + card("FN:B"))
    assert first.person is not None and second.person is not None
    assert (first.person.family_name, first.person.note, first.warnings) == ("Dupont", "un deux", [])
    assert (second.person.full_name, second.first_line) == ("B", 9)


def test_a_folded_line_that_reads_like_a_marker_is_text() -> None:
    data = card("N:A;;;;", "FN:A", "NOTE:un ", " END:VCARD", " BEGIN:VCARD", "TEL:1")
    assert person(data).note == "un END:VCARDBEGIN:VCARD"
    assert [phone.number for phone in person(data).phones] == ["1"]


def test_an_empty_group_is_none() -> None:
    assert names(b".BEGIN:VCARD\n.FN:A\n.END:VCARD\n") == ["A"]


def test_a_card_without_begin_and_end_between_two_others_is_read() -> None:
    results = list(read_cards(card("FN:A") + b"FN:B\r\nTEL:1\r\n" + card("FN:C") + b"N:D;;;;\r\n"))
    assert [result.person.full_name for result in results if result.person] == ["A", "B", "C", "D"]
    assert [str(problem.message) for problem in results[1].warnings] == [
        "The card has no line BEGIN:VCARD.",
        "The card has no line END:VCARD; it may be cut off.",
    ]


def test_lines_of_nobody_outside_every_card_are_refused_by_name() -> None:
    results = list(read_cards(card("FN:A") + b"TEL:1\r\nEND:VCARD\r\n" + card("FN:B") + b"EMAIL:a@b.fr\r\n"))
    assert [(result.state, result.first_line) for result in results] == [
        ("read", 1),
        ("refused", 5),
        ("read", 7),
        ("refused", 11),
    ]
    assert (
        str(results[1].reason) == "These lines stand outside every card and do not say whom they are about."
    )


def test_what_wraps_cards_is_no_card() -> None:
    calendar = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n" + card("FN:A") + b"END:VCALENDAR\r\n"
    mail = b"From: a@b.fr\r\nContent-Type: text/vcard\r\n\r\n" + card("FN:A") + b"--boundary--\r\n"
    assert names(calendar) == names(mail) == ["A"]


def test_begin_twice_in_a_row_opens_one_card() -> None:
    assert names(b"BEGIN:VCARD\r\n" + card("FN:A") + b"END:VCARD\r\n" + card("FN:B")) == ["A", "B"]


def test_an_exception_in_the_mapping_refuses_one_card(monkeypatch: pytest.MonkeyPatch) -> None:
    person_of = reader.person_of

    def failing(found: Card) -> object:
        if found.position == 2:
            raise ZeroDivisionError
        return person_of(found)

    monkeypatch.setattr(reader, "person_of", failing)
    results = list(read_cards(card("FN:A") + card("FN:B") + card("FN:C")))
    assert [result.state for result in results] == ["read", "refused", "read"]
    assert str(results[1].reason) == "The card cannot be read (ZeroDivisionError). Export it again."
