"""What a person comes to, producer by producer, field by field."""

from __future__ import annotations

from prospect_crm.domain.person import (
    EmailAddress,
    Person,
    Phone,
    Photo,
    PostalAddress,
    SocialProfile,
    WebAddress,
)

from . import producers
from .helpers import only, person, warnings

LYON = PostalAddress(street="12 rue Haute", city="Lyon", postcode="69003", country="France")


def test_android() -> None:
    assert person(producers.ANDROID_2_1) == Person(
        given_name="Hélène",
        family_name="Lefèvre",
        full_name="Hélène Lefèvre",
        nickname="Léne",
        organisation="Société",
        emails=[EmailAddress("helene@exemple.fr", "work")],
        phones=[
            Phone("+33612345678", "mobile", is_preferred=True),
            Phone("+33122334455", label="Équipe"),
            Phone("+33122334400", label="Standard"),
        ],
        note="Vue\nà Lyon",
        photo=Photo(producers.JPEG, "image/jpeg"),
    )


def test_outlook() -> None:
    assert only(producers.OUTLOOK_2_1).state == "read"
    assert person(producers.OUTLOOK_2_1) == Person(
        given_name="Hélène",
        family_name="Lefèvre",
        prefix="Mme",
        full_name="Mme Hélène Lefèvre",
        organisation="Société Générale d'Études",
        department="Achats",
        job_title="Directrice, Achats",
        emails=[EmailAddress("helene.lefevre@exemple.fr", is_preferred=True)],
        phones=[
            Phone("01 22 33 44 55", "work"),
            Phone("06 12 34 56 78", "mobile"),
            Phone("01 22 33 44 56", "fax"),
        ],
        addresses=[
            PostalAddress(
                street="12 allée des Érables",
                city="Lyon",
                region="Rhône",
                postcode="69003",
                country="France",
                kind="work",
                is_preferred=True,
            )
        ],
        urls=[WebAddress("http://www.exemple.fr", "work")],
        birthday="1985-04-12",
        note="Rencontrée à Lyon\nle 3 mai",
        photo=Photo(producers.JPEG, "image/jpeg"),
        revised="20240503T101112Z",
        extras=[
            "LABEL;TYPE=WORK,PREF:12 allée des Érables\\n69003 Lyon\\nFrance",
            "X-MS-OL-DEFAULT-POSTAL-ADDRESS:2",
            "X-MS-MANAGER:Le Chef",
        ],
    )


def test_apple() -> None:
    assert only(producers.APPLE_3_0).state == "read"
    assert person(producers.APPLE_3_0) == Person(
        given_name="Hélène",
        family_name="Lefèvre",
        additional_names="Anne, Marie",
        prefix="Dr",
        full_name="Dr Hélène Anne Marie Lefèvre",
        nickname="Léne",
        organisation="Société, SA",
        department="Achats / Europe",
        job_title="Directrice",
        emails=[
            EmailAddress("helene@exemple.fr", "work", is_preferred=True),
            EmailAddress("h@exemple.org", label="Association"),
        ],
        phones=[
            Phone("+33 6 12 34 56 78", "mobile", is_preferred=True),
            Phone("+33 6 00 00 00 00", "mobile"),
            Phone("01 22 33 44 55", "work"),
        ],
        addresses=[
            PostalAddress(
                street="12 rue Haute, 2e étage",
                city="Lyon",
                postcode="69003",
                country="France",
                kind="work",
                is_preferred=True,
            )
        ],
        urls=[WebAddress("http://www.exemple.fr")],
        social_profiles=[
            SocialProfile("x", "http://twitter.com/helene"),
            SocialProfile("linkedin", "http://www.linkedin.com/in/helene"),
        ],
        birthday="--04-12",
        photo=Photo(producers.JPEG, "image/jpeg"),
        extras=[
            "item3.X-ABADR:fr",
            "item5.X-ABDATE;TYPE=pref:2010-06-05",
            "item5.X-ABLABEL:_$!<Anniversary>!$_",
            "IMPP;X-SERVICE-TYPE=Skype;TYPE=pref:skype:helene",
        ],
    )


def test_google() -> None:
    assert person(producers.GOOGLE_3_0) == Person(
        given_name="Hélène",
        family_name="Lefèvre",
        full_name="Hélène Lefèvre",
        organisation="Société",
        job_title="Directrice",
        emails=[EmailAddress("helene@exemple.fr", "work")],
        phones=[Phone("+33 6 12 34 56 78", label="mobile perso"), Phone("+33 6 12 34 56 79", "mobile")],
        birthday="1985-04-12",
        note="Vue à Lyon\nle 3 mai",
        categories=["myContacts", "Clients"],
        photo=Photo(url="https://lh3.googleusercontent.com/contacts/abc"),
    )


def test_nokia() -> None:
    assert person(producers.NOKIA_2_1) == Person(
        given_name="Hélène",
        family_name="Lefèvre",
        full_name="Hélène Lefèvre",
        emails=[EmailAddress("helene@exemple.fr")],
        phones=[
            Phone("+33612345678", "mobile", is_preferred=True),
            Phone("+33612345679", "mobile"),
            Phone("0122334455", "home"),
        ],
        uid="8f1b",
        revised="20080102T030405Z",
        extras=["X-CLASS:private"],
    )


def test_thunderbird() -> None:
    result = only(producers.THUNDERBIRD_2_1)
    assert (result.version, result.state) == ("2.1", "read")
    assert result.person == Person(
        given_name="Hélène",
        family_name="Lefèvre",
        full_name="Hélène Lefèvre",
        organisation="Société",
        department="Achats",
        job_title="Directrice",
        emails=[EmailAddress("helene@exemple.fr")],
        phones=[Phone("01 22 33 44 55", "work"), Phone("06 12 34 56 78", "mobile")],
        addresses=[LYON],
        urls=[WebAddress("http://www.exemple.fr")],
        extras=["X-MOZILLA-HTML:FALSE"],
    )


def test_blackberry() -> None:
    found = person(producers.BLACKBERRY_2_1)
    assert found.photo == Photo(producers.JPEG, "image/jpeg")
    assert found.phones == [Phone("+33612345678", "mobile"), Phone("123", "pager")]
    assert found.emails == [EmailAddress("helene@exemple.fr", is_preferred=True)]


def test_roundcube() -> None:
    found = person(producers.ROUNDCUBE_3_0)
    assert found.phones == [Phone("0122334455", "home"), Phone("0122334456", "fax")]
    assert (found.organisation, found.department) == ("Société", "Achats")
    assert found.extras == ["X-MANAGER:Le Chef"]


def test_nextcloud() -> None:
    assert person(producers.NEXTCLOUD_4_0) == Person(
        given_name="Hélène",
        family_name="Lefèvre",
        full_name="Hélène Lefèvre",
        job_title="Directrice",
        emails=[
            EmailAddress("second@exemple.fr"),
            EmailAddress("premier@exemple.fr", "work", is_preferred=True),
        ],
        phones=[
            Phone("+33-1-22-33-44-55", "work", is_preferred=True, extension="12"),
            Phone("+33 6 12 34 56 78", "mobile"),
        ],
        addresses=[
            PostalAddress(street="12 rue Haute", city="Lyon", postcode="69003", country="France", kind="work")
        ],
        birthday="--04-12",
        photo=Photo(producers.PNG, "image/png"),
        uid="4fbe8971-0bc3-424c-9c26-36c3e1eff6b1",
        revised="20240503T101112Z",
        extras=["KIND:individual", "TITLE;ALTID=1;LANGUAGE=en:Director"],
    )


def test_exchange() -> None:
    found = person(producers.EXCHANGE_3_0)
    assert found.emails == [EmailAddress("helene@exemple.fr")]
    assert found.phones == [Phone("01 22 33 44 55 poste 12", "work")]
    assert found.extras == ["EMAIL;TYPE=EX:/o=Exemple/ou=Exchange/cn=Recipients/cn=hlefevre"]


def test_lotus() -> None:
    found = person(producers.LOTUS_3_0)
    assert found.emails == [EmailAddress("helene@exemple.fr", "work", is_preferred=True)]
    assert found.addresses[0].street == "12, rue Haute"
    assert found.note == "Une note , une virgule"
    assert found.extras == ["X-LOTUS-CHARSET:UTF-8"]


def test_a_company_is_not_split_into_first_and_last_name() -> None:
    found = person(producers.COMPANY_3_0)
    assert (found.full_name, found.organisation) == ("Société Dupont & Fils", "Société Dupont & Fils")
    assert (found.given_name, found.family_name) == ("", "")
    assert warnings(producers.COMPANY_3_0) == []
