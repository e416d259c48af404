"""What matching looks at: a record's values in their normalised form, computed once per record."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from prospect_crm.domain.normalize.companies import company_key, distinctive_words, parse_company_name
from prospect_crm.domain.normalize.company_numbers import siren_of
from prospect_crm.domain.normalize.countries import region_code
from prospect_crm.domain.normalize.emails import email_match_key, is_role_address
from prospect_crm.domain.normalize.names import family_name_key, given_name_key, split_full_name, squeeze
from prospect_crm.domain.normalize.phones import normalise_phone
from prospect_crm.domain.normalize.text import word_set, words
from prospect_crm.domain.normalize.urls import company_domain
from prospect_crm.domain.person import Person, PostalAddress

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from prospect_crm.domain.company import Company

_STRUCTURES = word_set(
    "holding participations participation financiere invest investissement investissements"
)
LIST_FEATURES = frozenset({"emails", "phones", "switchboards", "lines"})
PERSON_FEATURES = (
    *(
        "given",
        "family",
        "emails",
        "email",
        "email_number",
        "mailbox",
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
_STREET_WORDS = {
    "av": "avenue",
    "ave": "avenue",
    "bd": "boulevard",
    "bld": "boulevard",
    "blvd": "boulevard",
    "bvd": "boulevard",
    "all": "allee",
    "ch": "chemin",
    "chem": "chemin",
    "che": "chemin",
    "cres": "crescent",
    "crt": "court",
    "ct": "court",
    "fbg": "faubourg",
    "imp": "impasse",
    "ln": "lane",
    "pl": "place",
    "r": "rue",
    "rd": "road",
    "rte": "route",
    "sq": "square",
    "st": "saint",
    "ste": "sainte",
    "str": "strasse",
    "za": "zone artisanale",
    "zi": "zone industrielle",
}
_FIVE_DIGITS = frozenset({"FR", "DE", "ES", "IT", "US"})
"""Countries whose postcodes have five digits: a spreadsheet that took one for a number lost its leading zero."""
_OTHER_THAN_DIGITS = re.compile(r"\D+")
_NUMBER = re.compile(r"\d+[a-z]?")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


class Features(dict[str, "str | tuple[str, ...]"]):
    """Feature name to normalised text, or to a tuple for ``LIST_FEATURES``; what is empty is left out."""

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
    given, family = _names(person)
    address = person.addresses[0] if person.addresses else PostalAddress()
    emails = [entry.address for entry in person.emails]
    keys = _email_keys(emails)
    region = region_code(address.country, default_region)
    birthday = _digits(person.birthday)
    numbers = _numbers((phone.number for phone in person.phones), region)
    return _without_blanks(
        given=given_name_key(given),
        family=family_name_key(family),
        company=company_key(person.organisation),
        domain=_domain([*emails, *(entry.url for entry in person.urls)]),
        birthday=birthday if len(birthday) >= 8 else "",
        **_email_features(keys, names=(given, family)),
        **_line_features(numbers, keys, shared_lines),
        **_address_features(address, region),
    )


def company_features(
    company: Company, shared_lines: Collection[str] = (), default_region: str = "FR"
) -> Features:
    """The features of a company."""
    address = PostalAddress(
        street=company.street, postcode=company.postcode, city=company.city, country=company.country
    )
    region = region_code(company.country, default_region)
    numbers = _numbers(company.phones, region)
    domain = _domain([company.website, *company.emails])
    return _without_blanks(
        name=company_key(company.name),
        structure=" ".join(sorted(_STRUCTURES.intersection(words(company.name)))) or "none",
        forms=" ".join(parse_company_name(company.name).forms),
        root="".join(sorted(distinctive_words(company.name))),
        siren=siren_of(company.siren, company.siret, company.vat_number),
        domain=domain,
        domain_number=(_digits(domain) or "none") if domain else "",
        **_email_features(_email_keys(company.emails)),
        **_line_features(numbers, (), shared_lines),
        **_address_features(address, region),
    )


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
    found = (normalise_phone(number, region) for number in numbers if number)
    return tuple(dict.fromkeys(phone.e164 for phone in found if phone))


def _email_keys(emails: Iterable[str]) -> tuple[str, ...]:
    return tuple(key for email in emails if (key := email_match_key(email)))


def _email_features(keys: tuple[str, ...], names: tuple[str, ...] = ()) -> dict[str, str | tuple[str, ...]]:
    """The addresses; for a person without those of a desk, and the mailbox where it tells more than the name."""
    own = tuple(dict.fromkeys(key for key in keys if not names or not is_role_address(key)))
    first = own[0] if own else ""
    mailbox = first.partition("@")[0]
    is_telling = names and len(mailbox) > 4 and not _is_made_of(mailbox, names)
    return {
        "emails": own,
        "email": first,
        "email_number": (_digits(first) or "none") if first else "",
        "mailbox": mailbox if is_telling else "",
    }


def _is_made_of(mailbox: str, names: tuple[str, ...]) -> bool:
    """Whether the mailbox holds one of the names: every Jean Dupont may have been given "j.dupont"."""
    letters = squeeze(mailbox)
    return any(part in letters for name in names for part in _parts(name))


@lru_cache(maxsize=65_536)
def _parts(name: str) -> tuple[str, ...]:
    """The name in one word, and its words, those of three letters or more."""
    return tuple(part for part in dict.fromkeys((squeeze(name), *words(name))) if len(part) > 2)


def _line_features(
    numbers: tuple[str, ...], keys: tuple[str, ...], shared_lines: Collection[str]
) -> dict[str, str | tuple[str, ...]]:
    """Lines of one's own, and those that several people answer: switchboards and desks' mailboxes."""
    desks = tuple(key for key in keys if is_role_address(key))
    own = tuple(number for number in numbers if number not in shared_lines)
    switchboards = tuple(number for number in numbers if number in shared_lines) + desks
    return {"phones": own, "switchboards": switchboards, "lines": own + switchboards}


def _address_features(address: PostalAddress, region: str) -> dict[str, str | tuple[str, ...]]:
    number, street = _number_and_street(address.street)
    postcode = squeeze(address.postcode)
    if region in _FIVE_DIGITS and len(postcode) == 4 and postcode.isdigit():
        postcode = "0" + postcode
    return {
        "street": street,
        "number": number,
        "extended": squeeze(address.extended),
        "postcode": postcode,
        "city": _city(address.city),
    }


@lru_cache(maxsize=16_384)
def _number_and_street(text: str) -> tuple[str, str]:
    """The house number and the street in one word, its abbreviations written out: "12 bis, av. Foch"."""
    tokens = list(words(text))
    if tokens and tokens[-1] == "st":
        tokens[-1] = "street"
    found = next((token for token in tokens if _NUMBER.fullmatch(token)), "")
    kept = [_STREET_WORDS.get(word, word) for word in tokens if word != found and word not in ("bis", "ter")]
    return found.rstrip(_LETTERS).lstrip("0"), "".join(kept)


@lru_cache(maxsize=16_384)
def _city(text: str) -> str:
    """The city in one word: without "cedex 9" or an arrondissement, "St" written out."""
    tokens = [_STREET_WORDS.get(word, word) if word in ("st", "ste") else word for word in words(text)]
    if "cedex" in tokens[1:]:
        tokens = tokens[: tokens.index("cedex", 1)]
    return "".join(token for token in tokens if not token.isdigit()) or "".join(tokens)


def _domain(texts: Iterable[str]) -> str:
    return next((domain for text in texts if text and (domain := company_domain(text))), "")


def _digits(text: str) -> str:
    return _OTHER_THAN_DIGITS.sub("", text) if text else ""


def _without_blanks(**features: str | tuple[str, ...]) -> Features:
    return Features({name: value for name, value in features.items() if value})
