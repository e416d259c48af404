"""French people with known duplicates; what kinds there are is told in french_maker."""

from __future__ import annotations

from prospect_crm.domain.person import EmailAddress, Person, Phone, PostalAddress
from tests.domain.matching.french_maker import (
    Firm,
    Labelled,
    Maker,
    firm_name,
    firm_of,
    moved_form,
    slug,
    with_extension,
)
from tests.domain.matching.french_words import FAMILY, FREE_MAIL, GIVEN


def people(records: int = 5_000, seed: int = 20_260) -> list[Labelled]:
    """About so many people, a fifth of them duplicates, in random order."""
    make = Maker(seed, records)
    firms = [firm_of(make) for _ in range(records // 6)]
    result: list[Labelled] = []
    while len(result) < records:
        make.count += 1
        kind = make.random.random()
        if kind < 0.06:
            group = _relatives(make)
        elif kind < 0.14:
            group = _colleagues(make, make.random.choice(firms))
        elif kind < 0.16:
            group = _siblings_at_work(make, make.random.choice(firms))
        elif kind < 0.19:
            group = _namesakes(make)
        else:
            group = [("person", _person(make, make.random.choice(firms) if make.chance(0.75) else None))]
        for index, (note, person) in enumerate(group):
            entity = f"{make.count}-{index}"
            result.append(Labelled(entity, note, person))
            if make.chance(0.2):
                result.extend(
                    Labelled(entity, *_person_again(make, person))
                    for _ in range(make.random.choice((1, 1, 1, 2)))
                )
    result = result[:records]
    make.random.shuffle(result)
    return result


def _person(make: Maker, firm: Firm | None, given: str = "", family: str = "") -> Person:
    given, family = given or make.given(), family or make.family()
    street, postcode, town = firm.address if firm else make.address()
    free = f"{slug(given)}.{slug(family)}{make.random.choice(('', '', make.random.randrange(10, 99)))}"
    work = f"{slug(given)[:1]}.{slug(family)}" if make.chance(0.4) else f"{slug(given)}.{slug(family)}"
    email = (
        f"{work}@{firm.domain}" if firm and make.chance(0.8) else f"{free}@{make.random.choice(FREE_MAIL)}"
    )
    while email in make.emails:
        email = email.replace("@", f"{make.random.randrange(10)}@")
    make.emails.add(email)
    phones = [make.mobile()] if make.chance(0.5) else []
    if firm and make.chance(0.6):
        phones.append(firm.switchboard)
    elif not firm and make.chance(0.6):
        phones.append(make.phone())
    return Person(
        given_name=given,
        family_name=family,
        organisation=firm_name(make, firm) if firm else "",
        emails=[EmailAddress(email)] if make.chance(0.75) else [],
        phones=[Phone(number) for number in phones],
        addresses=[PostalAddress(street=street, postcode=postcode, city=town)] if make.chance(0.8) else [],
    )


def _relatives(make: Maker) -> list[tuple[str, Person]]:
    family, (street, postcode, town), phone = make.family(), make.address(), make.phone()
    shared = f"famille.{slug(family)}@{make.random.choice(FREE_MAIL)}" if make.chance(0.3) else ""
    result = []
    for given in make.random.sample(GIVEN, make.random.choice((2, 2, 3))):
        person = _person(make, None, given, family)
        person.addresses = [PostalAddress(street=street, postcode=postcode, city=town)]
        person.phones = [Phone(phone)] + ([Phone(make.mobile())] if make.chance(0.4) else [])
        if shared:
            person.emails = [EmailAddress(shared)]
        result.append(("relative", person))
    return result


def _colleagues(make: Maker, firm: Firm) -> list[tuple[str, Person]]:
    given = make.given()
    first_names = (
        [given, given] if make.chance(0.25) else [make.given() for _ in range(make.random.randrange(2, 6))]
    )
    people = [_person(make, firm, name) for name in first_names]
    for person in people:
        person.phones = [Phone(firm.switchboard)]
    return [("colleague", person) for person in people]


def _siblings_at_work(make: Maker, firm: Firm) -> list[tuple[str, Person]]:
    family = make.family()
    return [("sibling at work", _person(make, firm, given, family)) for given in make.random.sample(GIVEN, 2)]


def _namesakes(make: Maker) -> list[tuple[str, Person]]:
    given, family = make.given(), make.frequent(FAMILY).replace("_", " ")
    return [("namesake", _person(make, None, given, family)) for _ in range(2)]


def _person_again(make: Maker, person: Person) -> tuple[str, Person]:
    given, family = make.written_otherwise(person.given_name), make.written_otherwise(person.family_name)
    note = "written otherwise"
    kind = make.random.random()
    if kind < 0.08:
        given, family, note = family, given, "swapped names"
    elif kind < 0.14:
        given, note = given[:1] + ".", "initial"
    elif kind < 0.16:
        family, note = make.family(), "married name"
    elif kind < 0.19:
        family, note = f"{family}-{make.family()}", "double name"
    emails = [
        EmailAddress(entry.address.upper() if make.chance(0.1) else entry.address) for entry in person.emails
    ]
    if make.chance(0.3):
        emails = (
            [EmailAddress(f"{slug(given)}{slug(family)}@{make.random.choice(FREE_MAIL)}")]
            if make.chance(0.4)
            else []
        )
    phones = [Phone(with_extension(make, make.phone_otherwise(entry.number))) for entry in person.phones]
    if make.chance(0.2):
        phones = phones[:-1]
    addresses = [
        PostalAddress(
            street=make.street_otherwise(entry.street),
            postcode=entry.postcode,
            city=f"{entry.city.upper()} CEDEX {make.random.randrange(1, 20)}"
            if make.chance(0.1)
            else make.written_otherwise(entry.city),
        )
        for entry in person.addresses
        if make.chance(0.85)
    ]
    organisation = make.written_otherwise(person.organisation) if make.chance(0.9) else ""
    if organisation and make.chance(0.3):
        organisation = moved_form(make, organisation)
    return note, Person(
        given_name=given,
        family_name=family,
        organisation=organisation,
        emails=emails,
        phones=phones,
        addresses=addresses,
    )
