"""What vobject 0.9.9 gets wrong, and this package gets right in spite of parsing with it."""

from __future__ import annotations

import base64
import random
import tracemalloc

import pytest
import vobject

from prospect_crm.domain.person import Person, PostalAddress
from prospect_crm.domain.vcard import parser, read_cards, write_card

from .helpers import card, only, person, warnings


def test_text_is_not_cut_at_its_first_unescaped_comma() -> None:
    data = card(
        "FN:Dupont, Jean", "N:Dupont;Jean;;;", "TITLE:Directeur, Achats, Europe", "NOTE:un, deux, trois"
    )
    assert person(data).full_name == "Dupont, Jean"
    assert person(data).job_title == "Directeur, Achats, Europe"
    assert person(data).note == "un, deux, trois"
    assert vobject.readOne(data.decode()).title.value == "Directeur"


@pytest.mark.parametrize("encoding", ["quoted-printable", "Quoted-Printable", "QUOTED-PRINTABLE"])
def test_quoted_printable_is_not_taken_for_base64_whatever_its_case(encoding: str) -> None:
    data = card(f"FN;charset=utf-8;encoding={encoding}:J=C3=A9r=C3=B4me", version="2.1")
    assert person(data).full_name == "Jérôme"


@pytest.mark.parametrize("parameters", ["", ";CHARSET=klingon", ";CHARSET=hex", ";CHARSET=idna", ";CHARSET="])
def test_quoted_printable_without_a_known_charset_is_read_as_utf8_then_windows_1252(parameters: str) -> None:
    in_utf8 = card(f"FN{parameters};ENCODING=QUOTED-PRINTABLE:J=C3=A9r=C3=B4me", version="2.1")
    in_windows_1252 = card(f"FN{parameters};ENCODING=QUOTED-PRINTABLE:J=E9r=F4me", version="2.1")
    assert person(in_utf8).full_name == "Jérôme"
    assert person(in_windows_1252).full_name == "Jérôme"


@pytest.mark.parametrize("damage", ["AAA", "A", "=", "AA=A", "****", "AAAA\u00e9AAA"])
def test_bad_base64_costs_only_the_photo(damage: str) -> None:
    data = card("FN:Jean Dupont", "N:Dupont;Jean;;;", f"PHOTO;ENCODING=b;TYPE=JPEG:{damage}", "TEL:01 02")
    assert person(data).full_name == "Jean Dupont"
    assert [phone.number for phone in person(data).phones] == ["01 02"]


def test_a_missing_end_takes_no_card_down() -> None:
    data = b"BEGIN:VCARD\nVERSION:3.0\nFN:A\nN:A;;;;\n" + card("FN:B", "N:B;;;;")
    first, second = read_cards(data)
    assert first.person is not None and first.person.full_name == "A"
    assert [str(problem.message) for problem in first.warnings] == [
        "The card has no line END:VCARD; it may be cut off."
    ]
    assert second.person is not None and second.person.full_name == "B"
    assert second.first_line == 5


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("http\\://www.exemple.fr/a\\,b", "http://www.exemple.fr/a,b"),
        ("https://exemple.fr/?a=1\\;b=2", "https://exemple.fr/?a=1;b=2"),
        ("https://exemple.fr/a:b,c;d", "https://exemple.fr/a:b,c;d"),
    ],
)
def test_urls_keep_no_backslash(written: str, meant: str) -> None:
    assert [web.url for web in person(card("FN:A", f"URL:{written}")).urls] == [meant]


def test_an_organisation_with_a_comma_is_not_nested() -> None:
    found = person(card("FN:A", "ORG:Dupont, Durand et Cie;Ventes, Europe;Sud"))
    assert (found.organisation, found.department) == ("Dupont, Durand et Cie", "Ventes, Europe / Sud")


def test_a_photo_of_four_megabytes_needs_no_multiple_of_its_size() -> None:
    content = b"\xff\xd8\xff" + random.Random(6).randbytes(4 * 1024 * 1024)
    data = _with_photo(content)
    tracemalloc.start()
    result = only(data)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert result.person is not None and result.person.photo is not None
    assert result.person.photo.content == content
    assert peak < 8 * len(content)


def test_pictures_sounds_and_keys_never_reach_vobject(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []
    read_one = vobject.readOne

    def spy(stream: object, **options: object) -> object:
        seen.append(stream.getvalue())  # type: ignore[attr-defined]
        return read_one(stream, **options)

    monkeypatch.setattr(parser.vobject, "readOne", spy)
    names = ("PHOTO", "LOGO", "SOUND", "KEY")
    only(card("FN:A", *[f"{name};ENCODING=b;TYPE=X:{'A' * 1000}" for name in names]))
    assert len(seen) == 1
    assert len(seen[0]) < 200


def test_vobject_is_called_once_a_card(monkeypatch: pytest.MonkeyPatch) -> None:
    calls = []
    read_one = vobject.readOne
    monkeypatch.setattr(parser.vobject, "readOne", lambda *a, **k: calls.append(1) or read_one(*a, **k))
    assert len(list(read_cards(card("FN:A") + card("FN:B;", "TEL;CELL:1") + card("X:")))) == 3
    assert len(calls) == 3


def test_an_exception_of_vobject_refuses_one_card(monkeypatch: pytest.MonkeyPatch) -> None:
    read_one = vobject.readOne

    def failing(stream: object, **options: object) -> object:
        if "PAGER" in stream.getvalue():  # type: ignore[attr-defined]
            raise RecursionError
        return read_one(stream, **options)

    monkeypatch.setattr(parser.vobject, "readOne", failing)
    results = list(read_cards(card("FN:A") + card("FN:B", "TEL;PAGER:1") + card("FN:C")))
    assert [result.state for result in results] == ["read", "refused", "read"]
    assert str(results[1].reason) == "The card cannot be read (RecursionError). Export it again."


def test_a_header_of_many_values_costs_no_exponential_time() -> None:
    values = ",".join("a" * 40)
    assert [phone.number for phone in person(card(f"TEL;TYPE={values}é;;=;X:0102")).phones] == ["0102"]
    assert warnings(card(f"TEL;TYPE={values}")) == [
        (3, f"“TEL;TYPE={'a,' * 15}a…” is not a vCard property; it was left out.")
    ]


def test_no_line_is_longer_than_75_octets() -> None:
    street = "é" * 200 + " 日本" * 50 + "👩‍👩‍👧" * 20
    written = write_card(Person(full_name=street, addresses=[PostalAddress(street=street)], note=street))
    lines = written.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    for line in lines:
        line.decode("utf-8")
    assert person(written).note == street


def _with_photo(content: bytes) -> bytes:
    encoded = base64.b64encode(content)
    lines = b"\r\n ".join(encoded[start : start + 74] for start in range(0, len(encoded), 74))
    return b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:A\r\nPHOTO;ENCODING=b;TYPE=JPEG:" + lines + b"\r\nEND:VCARD\r\n"
