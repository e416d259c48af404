"""Kinds, labels, birthdays, photos and profiles."""

from __future__ import annotations

import pytest

from prospect_crm.domain.person import Photo, SocialProfile, WebAddress
from prospect_crm.domain.vcard.dates import birthday_of

from .helpers import card, person, warnings
from .producers import JPEG


@pytest.mark.parametrize(
    ("written", "birthday"),
    [
        ("19850412", "1985-04-12"),
        ("1985-04-12", "1985-04-12"),
        ("1985-4-2", "1985-04-02"),
        ("1985/04/12", "1985-04-12"),
        ("19531015T231000Z", "1953-10-15"),
        ("1985-04-12 00:00:00", "1985-04-12"),
        ("--0412", "--04-12"),
        ("--04-12", "--04-12"),
        ("--0229", "--02-29"),
        ("1604-02-29", "--02-29"),
        ("0000-04-12", "--04-12"),
        ("1985", "1985"),
        ("1985-04", "1985-04"),
        ("1985-02-30", ""),
        ("--0230", ""),
        ("12/04/1985", ""),
        ("0000", ""),
        ("1985-13", ""),
        ("206-12-15", ""),
        ("circa 1800", ""),
        ("", ""),
    ],
)
def test_birthdays(written: str, birthday: str) -> None:
    assert birthday_of(written) == birthday


def test_a_birthday_that_is_no_date_is_told_and_kept_aside() -> None:
    data = card("N:A;;;;", "FN:A", "BDAY:12/04/1985")
    assert warnings(data) == [(5, "“12/04/1985” is not a date; the birthday was left empty.")]
    assert person(data).extras == ["BDAY:12/04/1985"]


@pytest.mark.parametrize(
    ("lines", "kind", "label"),
    [
        (("TEL;TYPE=work,cell:1",), "mobile", ""),
        (("TEL;TYPE=home;TYPE=fax:1",), "fax", ""),
        (("TEL;WORK;PAGER:1",), "pager", ""),
        (("TEL;TYPE=x-mobile:1",), "mobile", ""),
        (("TEL;TYPE=car:1",), "mobile", ""),
        (("TEL;TYPE=MAIN:1",), "other", ""),
        (("TEL;TYPE=x-Secrétariat:1",), "other", "Secrétariat"),
        (("item1.TEL:1", "item1.X-ABLabel:_$!<Mobile>!$_"), "mobile", ""),
        (("item1.TEL:1", "ITEM1.X-ABLABEL:Bureau"), "work", "Bureau"),
        (("item1.TEL;type=pref:1", "item1.X-ABLabel:Portable"), "mobile", "Portable"),
        (("item1.TEL;TYPE=HOME:1", "item1.X-ABLabel:Work"), "home", "Work"),
        (("item1.TEL:1", "item2.X-ABLabel:Autre"), "other", ""),
    ],
)
def test_types_and_labels_of_a_phone(lines: tuple[str, ...], kind: str, label: str) -> None:
    phone = person(card("FN:A", *lines)).phones[0]
    assert (phone.kind, phone.label) == (kind, label)


def test_the_strongest_preference_is_marked_once() -> None:
    emails = person(
        card("FN:A", "EMAIL;PREF=2:a@b", "EMAIL;PREF=1:c@d", "EMAIL;TYPE=pref:e@f", version="4.0")
    ).emails
    assert [email.is_preferred for email in emails] == [False, True, False]


@pytest.mark.parametrize(
    ("line", "profile"),
    [
        (
            "X-SOCIALPROFILE;TYPE=LinkedIn:http\\://linkedin.com/in/a",
            SocialProfile("linkedin", "http://linkedin.com/in/a"),
        ),
        ("X-SOCIALPROFILE;type=twitter;x-user=jd:x-apple:jd", SocialProfile("x", "jd")),
        (
            "X-SOCIALPROFILE;type=pref:https://www.xing.com/jd",
            SocialProfile("xing", "https://www.xing.com/jd"),
        ),
        (
            "SOCIALPROFILE;SERVICE-TYPE=Mastodon:https://m.org/@a",
            SocialProfile("mastodon", "https://m.org/@a"),
        ),
        ("X-TWITTER:jd", SocialProfile("x", "jd")),
        (
            "X-LINKEDIN;TYPE=work:https://linkedin.com/in/a",
            SocialProfile("linkedin", "https://linkedin.com/in/a"),
        ),
    ],
)
def test_social_profiles(line: str, profile: SocialProfile) -> None:
    assert person(card("FN:A", line)).social_profiles == [profile]


def test_a_profile_of_no_network_is_kept_aside() -> None:
    assert person(card("FN:A", "X-SOCIALPROFILE:jd")).extras == ["X-SOCIALPROFILE:jd"]


@pytest.mark.parametrize(
    ("line", "photo"),
    [
        ("PHOTO;ENCODING=b;TYPE=PNG:/9j/4A==", Photo(b"\xff\xd8\xff\xe0", "image/jpeg")),
        ("PHOTO;BASE64;X-EVIL:AAAA", Photo(b"\0\0\0", "image/x-evil")),
        ("PHOTO;ENCODING=BASE64;MEDIATYPE=image/x-foo:AAAA", Photo(b"\0\0\0", "image/x-foo")),
        ("PHOTO:data:image/jpeg;base64,/9j/4A==", Photo(b"\xff\xd8\xff\xe0", "image/jpeg")),
        ("PHOTO:data:image/jpeg\\;base64\\,/9j/4A==", Photo(b"\xff\xd8\xff\xe0", "image/jpeg")),
        ("PHOTO:data:image/svg+xml,%3Csvg/%3E", Photo(b"<svg/>", "image/svg+xml")),
        ("PHOTO;VALUE=uri:https\\://exemple.fr/a.jpg", Photo(url="https://exemple.fr/a.jpg")),
        ("PHOTO;VALUE=URL;TYPE=GIF:http://exemple.fr/a.gif", Photo(url="http://exemple.fr/a.gif")),
        ("PHOTO;VALUE=CONTENT-ID:cid:1@x", Photo(url="cid:1@x")),
        ("PHOTO:/9j/4AAQSkZJRgABAQEASABIAAD/2Q==", Photo(JPEG, "image/jpeg")),
    ],
)
def test_photos_inline_and_elsewhere(line: str, photo: Photo) -> None:
    assert person(card("FN:A", line)).photo == photo


def test_a_photo_that_is_nothing_is_told_and_the_next_one_taken() -> None:
    data = card(
        "N:A;;;;", "FN:A", "PHOTO:hello", "PHOTO:https://exemple.fr/a.jpg", "PHOTO:https://exemple.fr/b.jpg"
    )
    assert person(data).photo == Photo(url="https://exemple.fr/a.jpg")
    assert warnings(data) == [(5, "The photo cannot be read; the person gets none.")]
    assert person(data).extras == ["PHOTO:hello", "PHOTO:https://exemple.fr/b.jpg"]


def test_logos_sounds_and_keys_are_kept_as_base64() -> None:
    found = person(
        card("N:A", "LOGO;GIF;BASE64:", "  R0lG", "ODlh", "", "KEY;X509;ENCODING=B:AAAA", version="2.1")
    )
    assert found.extras == ["LOGO;TYPE=GIF;ENCODING=b:R0lGODlh", "KEY;TYPE=X509;ENCODING=b:AAAA"]


def test_an_address_without_separators_is_a_street() -> None:
    found = person(
        card("FN:A", "ADR:12 rue Haute\\n69003 Lyon", 'ADR;LABEL="1 rue Basse\\nParis":;;;;;;', "ADR:;;;;;;")
    )
    assert [address.street for address in found.addresses] == [
        "12 rue Haute, 69003 Lyon",
        "1 rue Basse, Paris",
    ]


def test_urls_and_their_kinds() -> None:
    found = person(
        card("FN:A", "URL;TYPE=HOME:http://a.fr", "item1.URL:b.fr", "item1.X-ABLabel:Blog", "URL:")
    )
    assert found.urls == [WebAddress("http://a.fr", "home"), WebAddress("b.fr", label="Blog")]


def test_notes_and_nicknames_and_categories_come_together() -> None:
    lines = (
        "NOTE:un",
        "NOTE:deux",
        "NICKNAME:Jo,Jojo",
        "NICKNAME:Jo",
        "CATEGORIES:a,b\\,c",
        "CATEGORIES:a,,d",
    )
    found = person(card("FN:A", *lines))
    assert (found.note, found.nickname, found.categories) == ("un\n\ndeux", "Jo, Jojo", ["a", "b,c", "d"])
