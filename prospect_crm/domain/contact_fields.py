"""Between a person and the fields of a Contact Prospect, both ways.

The fields are what users see and change. What has no field stays in ``card_details``: the person as the
card had it, in JSON. On the way back the fields win, and the card only adds what they cannot say.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields, replace
from typing import Any

from prospect_crm.domain.person import (
    EmailAddress,
    Person,
    Phone,
    Photo,
    PostalAddress,
    SocialProfile,
    WebAddress,
)

KIND_LABELS = {
    "work": "Work",
    "mobile": "Mobile",
    "home": "Home",
    "fax": "Fax",
    "pager": "Pager",
    "other": "Other",
}
KINDS = {label: kind for kind, label in KIND_LABELS.items()}
MAIN_PHONE_FIELDS = (("mobile", ("mobile",)), ("fax", ("fax",)), ("phone", ("work", "other", "home")))
TEXT_LENGTH = 140
ADDRESS_LENGTH = 240


@dataclass(slots=True)
class ContactFields:
    """The values of a new Contact Prospect by fieldname; child tables are lists of rows.

    ``organisation``, ``country``, ``salutation``, ``department`` and ``region`` are words of the card that a
    service still has to find among the site's records.
    """

    values: dict[str, Any]
    organisation: str = ""
    country: str = ""
    salutation: str = ""
    department: str = ""
    region: str = ""
    photo: Photo | None = None
    shortened: list[str] = field(default_factory=list)


def contact_fields(person: Person) -> ContactFields:
    """Spread a person over the fields; what is too long for its field is shortened and named."""
    address = _first(person.addresses) or PostalAddress()
    values: dict[str, Any] = {
        "first_name": person.given_name,
        "last_name": person.family_name,
        "job_title": person.job_title or person.role,
        "website": person.urls[0].url if person.urls else "",
        "address_line1": address.street or address.extended or address.po_box,
        "address_line2": _second_line(address),
        "pincode": address.postcode,
        "city": address.city,
        "description": person.note,
        "social_profiles": [{"network": p.network, "url": p.value} for p in person.social_profiles],
        **_email_fields(person.emails),
        **_phone_fields(person.phones),
    }
    shortened = _shorten(values)
    values["card_details"] = _card_details(person)
    return ContactFields(
        values={name: value for name, value in values.items() if value not in ("", [])},
        organisation=person.organisation,
        country=address.country,
        salutation=person.prefix,
        department=person.department,
        region=address.region,
        photo=person.photo,
        shortened=shortened,
    )


def person_of(values: Mapping[str, Any], photo: Photo | None = None) -> Person:
    """Give the person back: the fields as they are now, completed by what the card had beside them.

    ``values`` may hold ``organisation``, ``department`` and ``country`` as words to be written.
    """
    card = _stored_person(values.get("card_details"))
    return replace(
        card,
        given_name=_text(values, "first_name"),
        family_name=_text(values, "last_name"),
        prefix=_text(values, "salutation") or card.prefix,
        full_name=_full_name(values, card),
        organisation=_text(values, "organisation"),
        department=_text(values, "department") or card.department,
        job_title=_text(values, "job_title"),
        emails=_emails(values, card.emails),
        phones=_phones(values, card.phones),
        addresses=_addresses(values, card.addresses),
        urls=_urls(values, card.urls),
        social_profiles=[
            SocialProfile(row["network"], row["url"]) for row in values.get("social_profiles") or []
        ],
        note=_text(values, "description"),
        photo=photo,
    )


# -- to fields ---------------------------------------------------------------


def _second_line(address: PostalAddress) -> str:
    parts = [address.extended, address.po_box]
    first = address.street or address.extended or address.po_box
    return ", ".join(part for part in parts if part and part != first)


def _preferred_first(entries: Sequence[Any]) -> list[Any]:
    return sorted(entries, key=lambda entry: not entry.is_preferred)


def _first(entries: Sequence[Any]) -> Any:
    return next(iter(_preferred_first(entries)), None)


def _email_fields(emails: Sequence[EmailAddress]) -> dict[str, Any]:
    ordered = _preferred_first(emails)
    if not ordered:
        return {}
    rows = [{"email": entry.address, "kind": KIND_LABELS[entry.kind]} for entry in ordered[1:]]
    return {"email": ordered[0].address, "other_emails": rows}


def _phone_fields(phones: Sequence[Phone]) -> dict[str, Any]:
    left = _preferred_first(phones)
    values: dict[str, Any] = {}
    for fieldname, kinds in MAIN_PHONE_FIELDS:
        found = next((phone for kind in kinds for phone in left if phone.kind == kind), None)
        if found:
            values[fieldname] = phone_text(found)
            left.remove(found)
    values["other_phones"] = [
        {"number": phone_text(phone), "kind": KIND_LABELS[phone.kind]} for phone in left
    ]
    return values


def phone_text(phone: Phone) -> str:
    """Write a number with its extension, as one types it."""
    return f"{phone.number} ext. {phone.extension}" if phone.extension else phone.number


def _shorten(values: dict[str, Any]) -> list[str]:
    shortened = []
    for name in (
        "first_name",
        "last_name",
        "job_title",
        "email",
        "phone",
        "mobile",
        "fax",
        "city",
        "pincode",
    ):
        if len(values.get(name) or "") > TEXT_LENGTH:
            values[name] = values[name][:TEXT_LENGTH]
            shortened.append(name)
    for name in ("address_line1", "address_line2"):
        if len(values.get(name) or "") > ADDRESS_LENGTH:
            values[name] = values[name][:ADDRESS_LENGTH]
            shortened.append(name)
    return shortened


def _card_details(person: Person) -> str:
    details = asdict(replace(person, photo=None))
    return json.dumps({key: value for key, value in details.items() if value}, ensure_ascii=False)


# -- from fields -------------------------------------------------------------


def _text(values: Mapping[str, Any], name: str) -> str:
    return str(values.get(name) or "")


def _stored_person(details: object) -> Person:
    """Read what ``_card_details`` wrote; anything else counts as nothing."""
    try:
        stored = json.loads(str(details or "{}"))
        known = {name.name for name in fields(Person)} - {"photo"}
        person = Person(**{key: value for key, value in stored.items() if key in known})
        person.emails = [EmailAddress(**entry) for entry in stored.get("emails", [])]
        person.phones = [Phone(**entry) for entry in stored.get("phones", [])]
        person.addresses = [PostalAddress(**entry) for entry in stored.get("addresses", [])]
        person.urls = [WebAddress(**entry) for entry in stored.get("urls", [])]
    except (ValueError, TypeError, AttributeError):
        return Person()
    return person


def _full_name(values: Mapping[str, Any], card: Person) -> str:
    """The card's own full name, while nobody has changed the name since."""
    first, last = _text(values, "first_name"), _text(values, "last_name")
    if card.full_name and (card.given_name, card.family_name) == (first, last):
        return card.full_name
    return f"{first} {last}".strip()


def _emails(values: Mapping[str, Any], known: Iterable[EmailAddress]) -> list[EmailAddress]:
    by_address = {entry.address: entry for entry in known}
    rows = [(_text(values, "email"), "Work")]
    rows += [(row["email"], row.get("kind") or "Other") for row in values.get("other_emails") or []]
    return [
        by_address.get(address) or EmailAddress(address, kind=KINDS[label])  # type: ignore[arg-type]
        for address, label in rows
        if address
    ]


def _phones(values: Mapping[str, Any], known: Iterable[Phone]) -> list[Phone]:
    by_text = {phone_text(entry): entry for entry in known}
    rows = [(_text(values, name), label) for name, label in _MAIN_PHONES]
    rows += [(row["number"], row.get("kind") or "Other") for row in values.get("other_phones") or []]
    return [
        by_text.get(number) or Phone(number, kind=KINDS[label])  # type: ignore[arg-type]
        for number, label in rows
        if number
    ]


_MAIN_PHONES = (("phone", "Work"), ("mobile", "Mobile"), ("fax", "Fax"))


def _addresses(values: Mapping[str, Any], known: Sequence[PostalAddress]) -> list[PostalAddress]:
    """The fields are the first address; the card's others follow as they were."""
    before = _first(known) or PostalAddress(kind="work")
    others = [entry for entry in known if entry is not before]
    lines = (_text(values, "address_line1"), _text(values, "address_line2"))
    street = {"street": lines[0], "extended": lines[1], "po_box": ""}
    if lines == (before.street or before.extended or before.po_box, _second_line(before)):
        street = {"street": before.street, "extended": before.extended, "po_box": before.po_box}
    main = replace(
        before,
        **street,
        postcode=_text(values, "pincode"),
        city=_text(values, "city"),
        region=_text(values, "region") or before.region,
        country=_text(values, "country") or before.country,
    )
    parts = (main.street, main.extended, main.po_box, main.postcode, main.city, main.region, main.country)
    return [main, *others] if any(parts) else others


def _urls(values: Mapping[str, Any], known: Sequence[WebAddress]) -> list[WebAddress]:
    website = _text(values, "website")
    if not website:
        return list(known[1:])
    if known and known[0].url == website:
        return list(known)
    return [WebAddress(website, kind="work"), *known[1:]]
