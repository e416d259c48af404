"""People in, vCard 3.0 or 4.0 out: UTF-8, CRLF, folded, with FN, N and a lower-case TYPE always there."""

from __future__ import annotations

import binascii
import re
from typing import TYPE_CHECKING, Literal

from .addresses import is_uri, uri_text
from .content_line import one_line_value, parameters_text
from .escaping import escape
from .extras import altid_of_name, groups_in, writable_extras
from .folding import folded
from .kinds import tells_kind
from .names import full_name_of, split_full_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from prospect_crm.domain.person import (
        EmailAddress,
        Person,
        Phone,
        Photo,
        PostalAddress,
        SocialProfile,
        WebAddress,
    )

Version = Literal["3.0", "4.0"]

PRODUCT = "-//Prospect CRM//vCard//EN"
_PHONE_TYPES = {
    "work": ["work", "voice"],
    "mobile": ["cell"],
    "home": ["home", "voice"],
    "fax": ["fax"],
    "pager": ["pager"],
    "other": ["voice"],
}
_NETWORK_TYPES = {"x": "twitter"}
_TELEPHONE_URI_NUMBER = re.compile(r"\+?[0-9().-]+")
_TELEPHONE_URI_EXTENSION = re.compile(r"[0-9().-]+")
_BIRTHDAY_WITHOUT_YEAR = re.compile(r"--(\d\d)-?(\d\d)")
# Apple's way of writing a birthday without a year in 3.0, which has none.
_OMITTED_YEAR = "1604"


def write_card(person: Person, *, version: Version = "3.0") -> bytes:
    """``person`` as one vCard, with its line ends."""
    return b"".join(folded(line) for line in _CardWriter(person, version).lines())


def write_cards(people: Iterable[Person], *, version: Version = "3.0") -> Iterator[bytes]:
    """One file of many people, card by card."""
    for person in people:
        yield write_card(person, version=version)


class _CardWriter:
    def __init__(self, person: Person, version: Version) -> None:
        self.person = person
        self.version = version
        self.groups = groups_in(person.extras)
        self.next_group = 0

    def lines(self) -> Iterator[str]:
        yield from ("BEGIN:VCARD", f"VERSION:{self.version}", f"PRODID:{PRODUCT}")
        yield from self._identity()
        yield from self._names()
        yield from self._work()
        yield from self._contact()
        yield from self._about()
        yield from writable_extras(self.person.extras, self.version)
        yield "END:VCARD"

    def _identity(self) -> Iterator[str]:
        uid = self.person.uid
        if uid:
            parameters = ";VALUE=text" if self.version == "4.0" and not is_uri(uid) else ""
            yield f"UID{parameters}:{_text(uid)}"
        if self.person.revised:
            yield f"REV:{_text(self.person.revised)}"

    def _names(self) -> Iterator[str]:
        person = self.person
        given, family = person.given_name, person.family_name
        if not (given or family) and person.full_name != person.organisation:
            given, family = split_full_name(person.full_name)
        yield f"FN:{_text(_full_name(person))}"
        parts = (family, given, person.additional_names, person.prefix, person.suffix)
        altid = altid_of_name(person.extras) if self.version == "4.0" else ""
        yield f"N{altid}:{_structured(parts)}"
        if person.nickname:
            yield f"NICKNAME:{_text(person.nickname)}"

    def _work(self) -> Iterator[str]:
        person = self.person
        if person.organisation or person.department:
            department = [person.department] if person.department else []
            yield f"ORG:{_structured([person.organisation, *department])}"
        if person.job_title:
            yield f"TITLE:{_text(person.job_title)}"
        if person.role:
            yield f"ROLE:{_text(person.role)}"

    def _contact(self) -> Iterator[str]:
        for phone in self.person.phones:
            yield from self._labelled(phone.label, self._phone(phone))
        for email in self.person.emails:
            yield from self._labelled(email.label, self._email(email))
        for address in self.person.addresses:
            yield from self._labelled(address.label, self._address(address))
        for web in self.person.urls:
            yield from self._labelled(web.label, _url(web))
        for profile in self.person.social_profiles:
            yield _social_profile(profile)

    def _about(self) -> Iterator[str]:
        person = self.person
        if person.birthday:
            yield self._birthday(person.birthday)
        if person.categories:
            yield f"CATEGORIES:{','.join(_text(name) for name in person.categories)}"
        if person.note:
            yield f"NOTE:{_text(person.note)}"
        if person.photo is not None and (person.photo.content or person.photo.url):
            yield self._photo(person.photo)

    def _labelled(self, label: str, line: str) -> Iterator[str]:
        """``line``, in a group with the user's own word for it as Apple and Google write one."""
        if not label:
            yield line
            return
        self.next_group += 1
        while f"item{self.next_group}" in self.groups:
            self.next_group += 1
        yield f"item{self.next_group}.{line}"
        yield f"item{self.next_group}.X-ABLabel:{_text(label)}"

    def _types(self, types: list[str], is_preferred: bool) -> str:
        preferred = is_preferred and self.version == "3.0"
        text = "".join(f";TYPE={name}" for name in [*types, *(["pref"] if preferred else [])])
        return f"{text};PREF=1" if is_preferred and self.version == "4.0" else text

    def _phone(self, phone: Phone) -> str:
        types = self._types([*_PHONE_TYPES[phone.kind], *_stated_other(phone)], phone.is_preferred)
        if not phone.extension:
            return f"TEL{types}:{_text(phone.number)}"
        if self.version == "4.0" and _fits_telephone_uri(phone):
            return f"TEL;VALUE=uri{types}:tel:{phone.number};ext={phone.extension}"
        extension = parameters_text({"X-EXTENSION": [phone.extension]})
        return f"TEL{types}{extension}:{_text(phone.number)} ext. {_text(phone.extension)}"

    def _email(self, email: EmailAddress) -> str:
        kind = [email.kind] if email.kind != "other" else _stated_other(email)
        return f"EMAIL{self._types(['internet', *kind], email.is_preferred)}:{_text(email.address)}"

    def _address(self, address: PostalAddress) -> str:
        parts = (
            address.po_box,
            address.extended,
            address.street,
            address.city,
            address.region,
            address.postcode,
            address.country,
        )
        return f"ADR{self._types([address.kind], address.is_preferred)}:{_structured(parts)}"

    def _birthday(self, birthday: str) -> str:
        if self.version == "4.0":
            return f"BDAY:{_basic_date(birthday)}"
        without_year = _BIRTHDAY_WITHOUT_YEAR.fullmatch(birthday)
        if without_year is None:
            return f"BDAY:{_text(birthday)}"
        month, day = without_year.groups()
        return f"BDAY;X-APPLE-OMIT-YEAR={_OMITTED_YEAR}:{_OMITTED_YEAR}-{month}-{day}"

    def _photo(self, photo: Photo) -> str:
        if not photo.content:
            return f"PHOTO;VALUE=uri:{uri_text(photo.url)}"
        content = binascii.b2a_base64(photo.content, newline=False).decode("ascii")
        media_type = photo.media_type or "image/jpeg"
        if self.version == "4.0":
            return f"PHOTO:data:{uri_text(media_type)};base64,{content}"
        subtype = {"TYPE": [media_type.rpartition("/")[2].lower()]}
        return f"PHOTO;ENCODING=b{parameters_text(subtype)}:{content}"


def _stated_other(entry: Phone | EmailAddress) -> list[str]:
    """An entry of no kind says so only where its label would be taken for one."""
    return ["other"] if entry.kind == "other" and tells_kind([entry.label.lower()]) else []


def _full_name(person: Person) -> str:
    parts = (person.prefix, person.given_name, person.additional_names, person.family_name, person.suffix)
    known = (person.full_name, full_name_of(*parts), person.nickname, person.organisation)
    others = (*(email.address for email in person.emails), *(phone.number for phone in person.phones))
    return next(filter(None, (*known, *others)), "")


def _text(text: str) -> str:
    return one_line_value(escape(text.replace("\r\n", "\n")))


def _structured(parts: Iterable[str]) -> str:
    return ";".join(_text(part) for part in parts)


def _url(web: WebAddress) -> str:
    return f"URL;TYPE={web.kind}:{uri_text(web.url)}"


def _social_profile(profile: SocialProfile) -> str:
    types = parameters_text({"TYPE": [_NETWORK_TYPES.get(profile.network, profile.network)]})
    value = uri_text(profile.value) if is_uri(profile.value) else _text(profile.value)
    return f"X-SOCIALPROFILE{types}:{value}"


def _fits_telephone_uri(phone: Phone) -> bool:
    number = _TELEPHONE_URI_NUMBER.fullmatch(phone.number)
    return number is not None and _TELEPHONE_URI_EXTENSION.fullmatch(phone.extension) is not None


def _basic_date(birthday: str) -> str:
    """4.0 writes 19850412, --0412, 1985-04 and 1985 (RFC 6350 section 4.3.1)."""
    return _text(
        birthday
        if len(birthday) == len("1985-04") and birthday[0] != "-"
        else birthday[:2] + birthday[2:].replace("-", "")
    )
