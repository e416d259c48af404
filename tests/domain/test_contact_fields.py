"""Between a person and the fields of a record: nothing changes on the way there and back."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from prospect_crm.domain.contact_fields import contact_fields, person_of
from prospect_crm.domain.person import EmailAddress, Person, Phone, PostalAddress, SocialProfile, WebAddress

TEXT = st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=20)
MAYBE = st.one_of(st.just(""), TEXT)
EMAILS = st.builds(EmailAddress, TEXT, kind=st.sampled_from(["work", "home", "other"]))
PHONES = st.builds(Phone, TEXT, kind=st.sampled_from(["work", "mobile", "home", "fax", "pager", "other"]))
ADDRESSES = st.builds(
    PostalAddress, street=MAYBE, extended=MAYBE, po_box=MAYBE, city=TEXT, postcode=MAYBE, country=MAYBE
)
PEOPLE = st.builds(
    Person,
    given_name=TEXT,
    family_name=TEXT,
    additional_names=MAYBE,
    nickname=MAYBE,
    organisation=MAYBE,
    job_title=MAYBE,
    birthday=MAYBE,
    note=MAYBE,
    emails=st.lists(EMAILS, max_size=4, unique_by=lambda entry: entry.address),
    phones=st.lists(PHONES, max_size=5, unique_by=lambda entry: entry.number),
    addresses=st.lists(ADDRESSES, max_size=3),
    urls=st.lists(st.builds(WebAddress, TEXT), max_size=3, unique_by=lambda entry: entry.url),
    social_profiles=st.lists(st.builds(SocialProfile, TEXT, TEXT), max_size=2),
    categories=st.lists(TEXT, max_size=2),
    extras=st.lists(TEXT, max_size=2),
)


def there_and_back(person: Person) -> Person:
    fields = contact_fields(person)
    return person_of({**fields.values, "organisation": fields.organisation})


def as_sets(person: Person) -> dict[str, object]:
    """The lists of phones without their order: the main fields come first."""
    return {
        **{name: getattr(person, name) for name in Person.__dataclass_fields__},
        "phones": sorted(map(repr, person.phones)),
        "full_name": None,
    }


@given(PEOPLE)
def test_a_person_comes_back_as_they_were(person: Person) -> None:
    assert as_sets(there_and_back(person)) == as_sets(person)


@given(PEOPLE)
def test_every_phone_and_address_has_a_field_of_its_own(person: Person) -> None:
    values = contact_fields(person).values
    numbers = [values[name] for name in ("phone", "mobile", "fax") if values.get(name)]
    numbers += [row["number"] for row in values.get("other_phones", [])]
    assert sorted(numbers) == sorted(phone.number for phone in person.phones)
    emails = [values.get("email"), *(row["email"] for row in values.get("other_emails", []))]
    assert [email for email in emails if email] == [entry.address for entry in person.emails]


def test_the_preferred_entries_come_first() -> None:
    person = Person(
        emails=[EmailAddress("a@x"), EmailAddress("b@x", is_preferred=True)],
        phones=[Phone("1", "work"), Phone("2", "work", is_preferred=True)],
    )
    values = contact_fields(person).values
    assert (values["email"], values["phone"]) == ("b@x", "2")


def test_what_is_too_long_is_shortened_and_named_and_kept_whole() -> None:
    fields = contact_fields(Person(given_name="A", family_name="B", job_title="x" * 300))
    assert (len(fields.values["job_title"]), fields.shortened) == (140, ["job_title"])
    assert json.loads(fields.values["card_details"])["job_title"] == "x" * 300


def test_a_typed_field_wins_over_the_card() -> None:
    fields = contact_fields(Person(given_name="Anne", family_name="Weisse", full_name="Dr Anne Weisse"))
    same = person_of(fields.values)
    changed = person_of({**fields.values, "last_name": "Roux"})
    assert (same.full_name, changed.full_name) == ("Dr Anne Weisse", "Anne Roux")


def test_details_that_are_no_card_count_as_nothing() -> None:
    for details in ("", "null", "[]", "{", '{"emails": [1]}', '{"emails": [{"unknown": 1}]}'):
        assert person_of({"first_name": "Anne", "card_details": details}).given_name == "Anne"
