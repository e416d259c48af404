"""The exact bytes of a card, for readers that are less patient than ours."""

from __future__ import annotations

import pytest

from prospect_crm.domain.person import (
    EmailAddress,
    Person,
    Phone,
    Photo,
    PostalAddress,
    SocialProfile,
    WebAddress,
)
from prospect_crm.domain.vcard import Version, write_card

from .producers import JPEG

HELENE = Person(
    given_name="Hélène",
    family_name="Lefèvre",
    full_name="Hélène Lefèvre",
    nickname="Léne",
    organisation="Dupont, Fils & Cie",
    department="Achats",
    job_title="Directrice",
    role="Acheteuse",
    emails=[
        EmailAddress("h@exemple.fr", "work", is_preferred=True),
        EmailAddress("h@perso.fr", label="Perso"),
    ],
    phones=[
        Phone("06 12 34 56 78", "mobile", is_preferred=True),
        Phone("+33122334455", "work", extension="12"),
    ],
    addresses=[
        PostalAddress(street="12, rue Haute", city="Lyon", postcode="69003", country="France", kind="work")
    ],
    urls=[WebAddress("http://www.exemple.fr/é t,é", "work")],
    social_profiles=[SocialProfile("x", "https://x.com/helene")],
    birthday="--04-12",
    note="Un; deux\nTrois",
    categories=["Clients, VIP", "Lyon"],
    photo=Photo(JPEG, "image/jpeg"),
    uid="42",
    revised="20240503T101112Z",
    extras=["GENDER:F"],
)


def lines(person: Person, version: Version = "3.0") -> list[str]:
    return write_card(person, version=version).decode().replace("\r\n ", "").split("\r\n")[:-1]


def test_a_card_of_3_0() -> None:
    assert lines(HELENE) == [
        "BEGIN:VCARD",
        "VERSION:3.0",
        "PRODID:-//Prospect CRM//vCard//EN",
        "UID:42",
        "REV:20240503T101112Z",
        "FN:Hélène Lefèvre",
        "N:Lefèvre;Hélène;;;",
        "NICKNAME:Léne",
        "ORG:Dupont\\, Fils & Cie;Achats",
        "TITLE:Directrice",
        "ROLE:Acheteuse",
        "TEL;TYPE=cell;TYPE=pref:06 12 34 56 78",
        "TEL;TYPE=work;TYPE=voice;X-EXTENSION=12:+33122334455 ext. 12",
        "EMAIL;TYPE=internet;TYPE=work;TYPE=pref:h@exemple.fr",
        "item1.EMAIL;TYPE=internet:h@perso.fr",
        "item1.X-ABLabel:Perso",
        "ADR;TYPE=work:;;12\\, rue Haute;Lyon;;69003;France",
        "URL;TYPE=work:http://www.exemple.fr/%C3%A9%20t,%C3%A9",
        "X-SOCIALPROFILE;TYPE=twitter:https://x.com/helene",
        "BDAY;X-APPLE-OMIT-YEAR=1604:1604-04-12",
        "CATEGORIES:Clients\\, VIP,Lyon",
        "NOTE:Un\\; deux\\nTrois",
        "PHOTO;ENCODING=b;TYPE=jpeg:/9j/4AAQSkZJRgABAQEASABIAAD/2Q==",
        "GENDER:F",
        "END:VCARD",
    ]


def test_a_card_of_4_0_differs_where_the_version_does() -> None:
    assert [line for line in lines(HELENE, "4.0") if line not in lines(HELENE)] == [
        "VERSION:4.0",
        "UID;VALUE=text:42",
        "TEL;TYPE=cell;PREF=1:06 12 34 56 78",
        "TEL;VALUE=uri;TYPE=work;TYPE=voice:tel:+33122334455;ext=12",
        "EMAIL;TYPE=internet;TYPE=work;PREF=1:h@exemple.fr",
        "BDAY:--0412",
        "PHOTO:data:image/jpeg;base64,/9j/4AAQSkZJRgABAQEASABIAAD/2Q==",
    ]


def test_nobody_has_fn_and_n_all_the_same() -> None:
    assert lines(Person()) == [
        "BEGIN:VCARD",
        "VERSION:3.0",
        "PRODID:-//Prospect CRM//vCard//EN",
        "FN:",
        "N:;;;;",
        "END:VCARD",
    ]


@pytest.mark.parametrize(
    ("person", "fn", "n"),
    [
        (
            Person(given_name="Jean", family_name="Dupont", prefix="M."),
            "FN:M. Jean Dupont",
            "N:Dupont;Jean;;M.;",
        ),
        (Person(full_name="Jean DE LA TOUR"), "FN:Jean DE LA TOUR", "N:DE LA TOUR;Jean;;;"),
        (Person(full_name="Jean de la Tour"), "FN:Jean de la Tour", "N:de la Tour;Jean;;;"),
        (Person(full_name="Dupont, Jean"), "FN:Dupont\\, Jean", "N:Dupont;Jean;;;"),
        (Person(organisation="SAP"), "FN:SAP", "N:;;;;"),
        (Person(emails=[EmailAddress("a@b.fr")]), "FN:a@b.fr", "N:;;;;"),
        (Person(phones=[Phone("0102")]), "FN:0102", "N:;;;;"),
    ],
)
def test_fn_and_n_are_made_from_what_there_is(person: Person, fn: str, n: str) -> None:
    assert lines(person)[3:5] == [fn, n]


def test_control_characters_and_lone_surrogates_are_left_out() -> None:
    written = write_card(Person(full_name="A\x00\x1b\ud800B\x7f\x85C", note="un\x07\r\ndeux\u2028trois\x0c"))
    assert b"FN:AB\\nC\r\n" in written
    assert b"NOTE:un\\ndeux\\ntrois\r\n" in written


def test_a_value_cannot_begin_a_line_of_its_own() -> None:
    person = Person(
        full_name="A\r\nEND:VCARD",
        uid="1\nX:1",
        phones=[Phone("1\rX:2", label="x\nX:3", extension='1"\nX:4')],
        urls=[WebAddress("http://a/\r\nX:5")],
        social_profiles=[SocialProfile('a"\nX:6', "b\nX:7")],
        photo=Photo(JPEG, "image/x\r\nX:8"),
        birthday="1985\nX:9",
        extras=["A:1\nX:10", "B:1\r\nEND:VCARD", "no line", "VERSION:2.1", "END:VCARD", "N:second"],
    )
    for version in ("3.0", "4.0"):
        written = lines(person, version)  # type: ignore[arg-type]
        assert [line for line in written if line.startswith(("X:", "END", "VERSION"))] == [
            f"VERSION:{version}",
            "END:VCARD",
        ]
        assert sum(line.startswith("N:") for line in written) == 1


def test_a_label_takes_a_group_that_no_extra_uses() -> None:
    person = Person(
        full_name="A", phones=[Phone("1", label="Perso")], extras=["item1.X-ABDATE:2010", "ITEM2.X:1"]
    )
    assert "item3.X-ABLabel:Perso" in lines(person)


def test_binary_extras_follow_the_version() -> None:
    person = Person(full_name="A", extras=["LOGO;TYPE=PNG;ENCODING=b:AAAA", "KEY;ENCODING=b:BBBB"])
    assert lines(person)[-3:-1] == ["LOGO;TYPE=PNG;ENCODING=b:AAAA", "KEY;ENCODING=b:BBBB"]
    assert lines(person, "4.0")[-3:-1] == [
        "LOGO:data:image/png;base64,AAAA",
        "KEY:data:application/octet-stream;base64,BBBB",
    ]


def test_a_second_name_is_written_in_4_0_as_an_alternative_of_the_first() -> None:
    person = Person(family_name="Yamada", full_name="Yamada", extras=["N;ALTID=1;LANGUAGE=jp:山田;;;;"])
    assert lines(person)[4] == "N:Yamada;;;;"
    assert [line for line in lines(person) if line.startswith("N;")] == []
    assert [line for line in lines(person, "4.0") if line.startswith("N")] == [
        "N;ALTID=1:Yamada;;;;",
        "N;ALTID=1;LANGUAGE=jp:山田;;;;",
    ]


def test_a_photo_that_is_only_an_address_stays_one() -> None:
    person = Person(full_name="A", photo=Photo(url="https://exemple.fr/a b.jpg"))
    assert lines(person)[-2] == "PHOTO;VALUE=uri:https://exemple.fr/a%20b.jpg"


def test_a_host_in_unicode_becomes_one_in_ascii() -> None:
    person = Person(full_name="A", urls=[WebAddress("http://société.fr/é")])
    assert lines(person)[-2] == "URL;TYPE=other:http://xn--socit-esab.fr/%C3%A9"


def test_no_fold_stands_beside_a_space() -> None:
    written = write_card(Person(full_name="A", note="un deux trois " * 40 + " " * 200 + "fin"))
    folded = written.partition(b"NOTE:")[2].partition(b" " * 70)[0].split(b"\r\n ")
    assert len(folded) > 5
    assert not any(line.startswith(b" ") or line.endswith(b" ") for line in folded[:-1])
