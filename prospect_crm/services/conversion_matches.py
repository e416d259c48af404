"""Whom a person may already be: known people by indexed columns, judged by the thin scorer of ``domain.matching``.

Only what the user may read is shown; of the rest there is one sentence: a matching record exists, ask NAME.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import frappe

from prospect_crm.domain.derived.search_text import word
from prospect_crm.domain.matching.scoring import compare
from prospect_crm.domain.normalize.phones import phone_digits
from prospect_crm.domain.person import EmailAddress, Person, Phone, PostalAddress
from prospect_crm.permissions import rights
from prospect_crm.permissions.conditions import allowed_names
from prospect_crm.queries import conversions
from prospect_crm.queries.search import names_with
from prospect_crm.services import conversion_fields, messages

if TYPE_CHECKING:
    from prospect_crm.domain.matching.scoring import PairScore

POSSIBLE, STRONG = 0.5, 0.9
"""Probabilities from which a match is shown, and from which it is chosen."""
MOST = 3
PHONE_TAIL = 8
REASONS = 3
BEGINNING = 3
PEOPLE = ("Contact", "Contact Prospect")
NAMES = ("first_name", "last_name", "company_name", "sales_rep")
ADDRESS = ("address_line1", "address_line2", "city", "pincode", "country")
READ = {
    "Contact": (*NAMES, "designation", "email_ids", "phone_nos"),
    "Contact Prospect": (
        *(*NAMES, *ADDRESS, "job_title", "email", "phone", "mobile", "other_emails", "other_phones"),
        "company_as_given",
    ),
}
"""Kind of person -> what the scorer looks at."""


@dataclass(slots=True)
class Match:
    """A known person who may be the same: why, and how strongly (``probability`` between 0 and 1)."""

    doctype: str
    name: str
    title: str
    company: str
    rep: str
    probability: float
    reasons: list[str]
    is_strong: bool


@dataclass(slots=True)
class Matches:
    """What was found: the strongest first; ``ask`` names whom to ask about matches that may not be read."""

    found: list[Match] = field(default_factory=list)
    ask: str = ""


def matches_of(person: Mapping[str, Any], doctypes: Sequence[str] = PEOPLE) -> Matches:
    """Find the known people of these kinds who may be this person; ``person`` has a Contact Prospect's fields."""
    found = Matches()
    for doctype in doctypes:
        names = [name for name in _candidates(doctype, person) if name != person.get("name")]
        more = shown(doctype, _judged(doctype, _read(doctype, names).values(), person))
        found = Matches([*found.found, *more.found], found.ask or more.ask)
    found.found.sort(key=lambda match: -match.probability)
    del found.found[MOST:]
    return found


def shown(doctype: str, judged: Sequence[Match]) -> Matches:
    """Give the strongest matches that the user may read, and whom to ask about those that they may not."""
    strongest = sorted(judged, key=lambda match: -match.probability)
    readable = allowed_names(doctype, [match.name for match in judged]) if judged else set()
    hidden = [match for match in strongest if match.name not in readable]
    matches = Matches([match for match in strongest if match.name in readable][:MOST])
    for match in (*matches.found, *hidden[:1]):
        match.rep = frappe.utils.get_fullname(match.rep) if match.rep else ""
    if hidden:
        matches.ask = hidden[0].rep or rights.whom_to_ask()
    return matches


def known_contacts(people: Sequence[Mapping[str, Any]]) -> dict[str, Match]:
    """Give, of many people, those who strongly match a contact: person -> match.

    Looked at are contacts with one of their e-mail addresses, a phone spelled like one of theirs, or their name at one
    of their companies.
    """
    keys = {person["name"]: _keys(person) for person in people}
    accounts = {person["company"] for person in people if person.get("company")}
    contacts = conversions.contacts_with({key for those in keys.values() for key in those}, accounts)
    rows = _read("Contact", sorted({name for names in contacts.values() for name in names}))
    found: dict[str, Match] = {}
    for person in people:
        names = {name for key in keys[person["name"]] for name in contacts.get(key, ())}
        judged = _judged("Contact", [rows[name] for name in names if name in rows], person)
        strongest = max(judged, key=lambda match: match.probability, default=None)
        if strongest and strongest.is_strong:
            found[person["name"]] = strongest
    return found


def _keys(person: Mapping[str, Any]) -> set[tuple[str, str]]:
    """What makes a contact worth comparing, as ``conversions.contacts_with`` looks for it."""
    known = _as_person(person)
    keys = {("email", email.address.casefold()) for email in known.emails}
    keys |= {("phone", phone.number) for phone in known.phones}
    return keys | ({("name", person["full_name"].casefold())} if person.get("full_name") else set())


# -- candidates ---------------------------------------------------------------


def _candidates(doctype: str, person: Mapping[str, Any]) -> list[str]:
    emails = [person["email"]] if person.get("email") else []
    names: list[str] = []
    if doctype == "Contact":
        names += conversions.with_emails("Contact", emails)
        if person.get("company"):
            names += conversions.contacts_of_account(person["company"], _beginnings(person))
    else:
        names += conversions.with_emails("Contact Prospect", emails)
    for tail in _phone_tails(person):
        found = names_with(doctype, [tail], conversions.SHARED + 1)
        names += found if len(found) <= conversions.SHARED else []
    terms = word(person.get("full_name")).split()
    names += names_with(doctype, terms, conversions.MOST_CANDIDATES) if terms else []
    return list(dict.fromkeys(names))


def _beginnings(person: Mapping[str, Any]) -> list[str]:
    """How a last name begins, whichever cell it was typed into."""
    names = (person.get("last_name") or "", person.get("first_name") or "")
    return [name.strip()[:BEGINNING] for name in names if name.strip()]


def _phone_tails(person: Mapping[str, Any]) -> list[str]:
    """The last digits of the phones, as the search text has them; many who share one are told apart by their names."""
    digits = [phone_digits(person.get(name) or "")[-PHONE_TAIL:] for name in ("mobile", "phone")]
    return [tail for tail in dict.fromkeys(digits) if len(tail) == PHONE_TAIL]


# -- judging --------------------------------------------------------------------


def _read(doctype: str, names: Sequence[str]) -> dict[str, dict[str, Any]]:
    further = ("full_name", "client_name") if doctype == "Contact" else ("full_name", "company_name")
    return conversion_fields.read(doctype, names, *further, only=READ[doctype]) if names else {}


def _judged(doctype: str, rows: Iterable[Mapping[str, Any]], person: Mapping[str, Any]) -> list[Match]:
    ours = _as_person(person)
    scored = [(row, compare(ours, _as_person(_named_alike(doctype, row)))) for row in rows]
    return [
        match(
            score,
            doctype=doctype,
            name=row["name"],
            title=row.get("full_name") or row["name"],
            company=row.get("client_name") or row.get("company_name") or "",
            rep=row.get("sales_rep") or "",
        )
        for row, score in scored
        if score.probability >= POSSIBLE
    ]


def match(score: PairScore, **facts: str) -> Match:
    """Give a match with its strongest reasons, in the user's language."""
    reasons = [messages.translated(reason) for reason in score.explanation[:REASONS]]
    is_strong = score.probability >= STRONG
    return Match(**facts, probability=score.probability, reasons=reasons, is_strong=is_strong)


def _named_alike(doctype: str, row: Mapping[str, Any]) -> dict[str, Any]:
    """A Contact under the fieldnames of a Contact Prospect."""
    if doctype != "Contact":
        return dict(row)
    return {
        **row,
        "company_name": row.get("client_name") or row.get("company_name"),
        "job_title": row.get("designation"),
        "other_emails": [{"email": email["email_id"]} for email in row.get("email_ids") or []],
        "other_phones": [{"number": phone["phone"]} for phone in row.get("phone_nos") or []],
    }


def _as_person(row: Mapping[str, Any]) -> Person:
    emails = [row.get("email"), *[other["email"] for other in row.get("other_emails") or []]]
    phones = [
        row.get("phone"),
        row.get("mobile"),
        *[other["number"] for other in row.get("other_phones") or []],
    ]
    address = PostalAddress(
        street=row.get("address_line1") or "",
        extended=row.get("address_line2") or "",
        city=row.get("city") or "",
        postcode=row.get("pincode") or "",
        country=row.get("country") or "",
    )
    return Person(
        given_name=row.get("first_name") or "",
        family_name=row.get("last_name") or "",
        organisation=row.get("company_name") or row.get("company_as_given") or "",
        job_title=row.get("job_title") or "",
        emails=[EmailAddress(email) for email in dict.fromkeys(filter(None, emails))],
        phones=[Phone(number) for number in dict.fromkeys(filter(None, phones))],
        addresses=[address] if row.get("city") or row.get("address_line1") else [],
    )
