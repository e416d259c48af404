"""What matching looks at: a record's values in their normalised form, computed once per record."""

from __future__ import annotations

import re
from functools import lru_cache
from string import punctuation
from typing import TYPE_CHECKING

from rapidfuzz import process
from rapidfuzz.distance import OSA

from prospect_crm.domain.normalize.companies import company_key, distinctive_words, parse_company_name
from prospect_crm.domain.normalize.company_numbers import siren_of
from prospect_crm.domain.normalize.countries import region_code
from prospect_crm.domain.normalize.emails import email_match_key, is_role_address
from prospect_crm.domain.normalize.first_names import known_first_name
from prospect_crm.domain.normalize.names import family_name_key, given_name_key, split_full_name, squeeze
from prospect_crm.domain.normalize.phones import is_mobile, normalise_phone
from prospect_crm.domain.normalize.sounds import sound
from prospect_crm.domain.normalize.streets import city_key, number_and_street
from prospect_crm.domain.normalize.text import word_set, words
from prospect_crm.domain.normalize.urls import company_domain
from prospect_crm.domain.person import Person, PostalAddress

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from prospect_crm.domain.company import Company

_STRUCTURES = word_set(
    "holding participations participation financiere invest investissement investissements"
)
LIST_FEATURES = frozenset({"emails", "mobiles", "phones", "switchboards", "lines"})
PERSON_FEATURES = (
    *(
        "given",
        "given_known",
        "given_sound",
        "family",
        "family_sound",
        "emails",
        "email",
        "email_number",
        "mailbox",
        "mobiles",
        "phones",
        "switchboards",
        "lines",
        "company",
        "domain",
    ),
    *("street", "number", "extended", "postcode", "city", "birthday"),
)
COMPANY_FEATURES = (
    *(
        "name",
        "name_sound",
        "root",
        "structure",
        "forms",
        "siren",
        "emails",
        "email",
        "email_number",
        "phones",
        "switchboards",
        "lines",
        "domain",
        "domain_number",
    ),
    *("street", "number", "extended", "postcode", "city"),
)
_FIVE_DIGITS = frozenset({"FR", "DE", "ES", "IT", "US"})
"""Countries whose postcodes have five digits: a spreadsheet that took one for a number lost its leading zero."""
_OTHER_THAN_DIGITS = re.compile(r"\D+")
_YEAR_LAST = re.compile(r"(\d{1,2})\D(\d{1,2})\D(\d{4})")


_NO_ADDRESS = PostalAddress()
_MARKS = {ord(mark): None for mark in punctuation}


class Features(dict[str, "str | tuple[str, ...]"]):
    """Feature name to normalised text, or to a tuple for ``LIST_FEATURES``; empty where the record has none."""

    __slots__ = ()

    def text(self, feature: str) -> str:
        value = self.get(feature, "")
        return value if isinstance(value, str) else ""

    def values_of(self, feature: str) -> tuple[str, ...]:
        value = self.get(feature, ())
        return value if isinstance(value, tuple) else (value,)


def person_features(
    person: Person, shared_lines: Collection[str] = (), default_region: str = "FR"
) -> Features:
    """The features of a person; ``shared_lines`` are E.164 numbers known as switchboards (see ``shared_lines``).

    An organisation's domain is read from the e-mail addresses first, then from the web addresses.
    """
    features, names = Features(), _names(person)
    address = person.addresses[0] if person.addresses else _NO_ADDRESS
    region = region_code(address.country, default_region)
    emails = [entry.address for entry in person.emails]
    own, desks = _own_and_desks(_email_keys(emails))
    features["given"], features["given_known"], features["given_sound"] = _given(names[0])
    features["family"], features["family_sound"] = _family(names[1])
    features["company"] = company_key(person.organisation)
    features["domain"] = _domain(emails) or _domain([entry.url for entry in person.urls])
    features["birthday"] = _birthday(person.birthday) if person.birthday else ""
    features["mailbox"] = _telling_mailbox(own[0], names) if own else ""
    _add_emails(features, own)
    _add_lines(features, _numbers([phone.number for phone in person.phones], region), desks, shared_lines)
    features["mobiles"] = tuple([number for number in features.values_of("phones") if is_mobile(number)])
    _add_address(features, address, region)
    return features


@lru_cache(maxsize=65_536)
def _given(name: str) -> tuple[str, str, str]:
    """The first name, which frequent one it is, and its sound."""
    key = given_name_key(name)
    return key, known_first_name(key), sound(key)


@lru_cache(maxsize=65_536)
def _family(name: str) -> tuple[str, str]:
    key = family_name_key(name)
    return key, sound(key)


def company_features(
    company: Company, shared_lines: Collection[str] = (), default_region: str = "FR"
) -> Features:
    """The features of a company; a desk's mailbox is its own."""
    features, region = Features(), region_code(company.country, default_region)
    address = PostalAddress(street=company.street, postcode=company.postcode, city=company.city)
    _add_company_name(features, company.name)
    features["siren"] = siren_of(company.siren, company.siret, company.vat_number)
    domain = _domain([company.website, *company.emails])
    features["domain"] = domain
    features["domain_number"] = (_digits(domain) or "none") if domain else ""
    _add_emails(features, _email_keys(company.emails))
    _add_lines(features, _numbers(company.phones, region), (), shared_lines)
    _add_address(features, address, region)
    return features


def _add_company_name(features: Features, name: str) -> None:
    key = company_key(name)
    features["name"], features["name_sound"] = key, sound(key)
    features["structure"] = " ".join(sorted(_structures(name))) or "none"
    features["forms"] = " ".join(parse_company_name(name).forms)
    features["root"] = "".join(sorted(distinctive_words(name)))


@lru_cache(maxsize=65_536)
def _structures(name: str) -> frozenset[str]:
    """The words of a holding in a name, also where one letter is wrong or two changed places ("Hodling")."""
    found = {
        process.extractOne(word, _STRUCTURES, scorer=OSA.distance, score_cutoff=1) for word in words(name)
    }
    return frozenset(match[0] for match in found if match)


def features_of(
    record: Person | Company, shared_lines: Collection[str] = (), default_region: str = "FR"
) -> Features:
    """The features of either kind of record; phones of a record without a country are read in the default one."""
    if isinstance(record, Person):
        return person_features(record, shared_lines, default_region)
    return company_features(record, shared_lines, default_region)


def _names(person: Person) -> tuple[str, str]:
    if person.given_name.strip() and person.family_name.strip():
        return person.given_name, person.family_name
    full = person.full_name or person.given_name or person.family_name
    if person.full_name.strip() or not (person.given_name or person.family_name).strip():
        return split_full_name(full)
    return person.given_name, person.family_name


def _numbers(numbers: Iterable[str], region: str) -> tuple[str, ...]:
    found = [phone.e164 for number in numbers if number and (phone := normalise_phone(number, region))]
    return tuple(dict.fromkeys(found))


def _email_keys(emails: Iterable[str]) -> tuple[str, ...]:
    return tuple([key for email in emails if (key := email_match_key(email))])


def _own_and_desks(keys: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """A person's own addresses, and those of desks that several people answer."""
    desks = tuple([key for key in keys if is_role_address(key)])
    return (tuple([key for key in keys if key not in desks]), desks) if desks else (keys, ())


def _add_emails(features: Features, keys: tuple[str, ...]) -> None:
    own = tuple(dict.fromkeys(keys)) if len(keys) > 1 else keys
    email = own[0] if own else ""
    features["emails"], features["email"] = own, email
    features["email_number"] = (_digits(email) or "none") if email else ""


def _telling_mailbox(email: str, names: tuple[str, str]) -> str:
    """The mailbox where it tells more than the name."""
    mailbox = email.partition("@")[0]
    return mailbox if len(mailbox) > 4 and not _is_made_of(mailbox, names) else ""


def _is_made_of(mailbox: str, names: tuple[str, str]) -> bool:
    """Whether the mailbox holds one of the names: every Jean Dupont may have been given "j.dupont"."""
    letters = mailbox.translate(_MARKS) if mailbox.isascii() else squeeze(mailbox)
    return any([part in letters for name in names for part in _parts(name)])


@lru_cache(maxsize=65_536)
def _parts(name: str) -> tuple[str, ...]:
    """The name in one word, and its words, those of three letters or more."""
    return tuple(part for part in dict.fromkeys((squeeze(name), *words(name))) if len(part) > 2)


def _add_lines(
    features: Features, numbers: tuple[str, ...], desks: tuple[str, ...], shared_lines: Collection[str]
) -> None:
    """Lines of one's own, and those that several people answer: switchboards and desks' mailboxes."""
    shared = (
        (*(number for number in numbers if number in shared_lines), *desks) if shared_lines or desks else ()
    )
    own = tuple([number for number in numbers if number not in shared_lines]) if shared else numbers
    features["phones"], features["switchboards"], features["lines"] = own, shared, own + shared


def _add_address(features: Features, address: PostalAddress, region: str) -> None:
    features["number"], features["street"] = number_and_street(address.street)
    postcode = squeeze(address.postcode)
    if len(postcode) == 4 and region in _FIVE_DIGITS and postcode.isdigit():
        postcode = "0" + postcode
    features["postcode"] = postcode
    features["city"] = city_key(address.city)
    features["extended"] = squeeze(address.extended) if address.extended else ""


def _domain(texts: Iterable[str]) -> str:
    return next((domain for text in texts if text and (domain := company_domain(text))), "")


def _birthday(text: str) -> str:
    """A whole date as eight digits, the year first also where it is written last; else ""."""
    found = _YEAR_LAST.fullmatch(text.strip())
    digits = "{2}{1:0>2}{0:0>2}".format(*found.groups()) if found else _digits(text)
    return digits if len(digits) >= 8 else ""


def _digits(text: str) -> str:
    return _OTHER_THAN_DIGITS.sub("", text) if text else ""
