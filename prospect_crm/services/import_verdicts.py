"""What would happen to each person of a file: new, already there, or refused, and which company they join."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

import frappe

from prospect_crm.domain.contact_fields import TEXT_LENGTH, ContactFields
from prospect_crm.domain.message import Message
from prospect_crm.domain.normalize.countries import region_code
from prospect_crm.domain.normalize.emails import normalise_email
from prospect_crm.domain.normalize.phones import phone_digits
from prospect_crm.domain.normalize.text import fold
from prospect_crm.domain.normalize.urls import normalise_url
from prospect_crm.domain.operation import Plan, Source
from prospect_crm.domain.pictures import is_whole_picture, picture_extension
from prospect_crm.queries import companies, people
from prospect_crm.services import messages
from prospect_crm.services.import_sources import Candidate

PERSON, COMPANY = "Contact Prospect", "Sales Prospect"
BATCH = 200
PHONE_FIELDS = ("phone", "mobile", "fax")
LIST_NAMES = {"Country": Message("countries"), "Sales Department": Message("departments")}
MATCH_TAIL = 8


def plans(candidates: Iterable[Candidate]) -> Iterator[Plan]:
    """Judge candidates batch by batch: a constant number of queries a batch, whatever its size."""
    site = _Site()
    source = iter(candidates)
    while batch := list(islice(source, BATCH)):
        yield from _batch_plans(batch, site)


def _batch_plans(batch: Sequence[Candidate], site: _Site) -> Iterator[Plan]:
    for candidate in batch:
        _check_values(candidate, site)
    taken = [candidate for candidate in batch if not candidate.refusal and not candidate.skip]
    site.find_companies([entry.contact.organisation for entry in taken])
    site.find_people(taken)
    for candidate in batch:
        yield from _candidate_plans(candidate, site)


def _candidate_plans(candidate: Candidate, site: _Site) -> Iterator[Plan]:
    person = Plan("create", PERSON, source=candidate.source, warnings=candidate.warnings)
    if candidate.refusal:
        person.state, person.reason = "refused", candidate.refusal
    elif candidate.skip:
        person.state, person.reason = "skipped", candidate.skip
        yield person
        return
    elif duplicate := site.duplicate_of(candidate):
        person.state, person.reason = "skipped", duplicate
    yield from _company_plan(candidate, site, may_create=person.state == "planned")
    person.changes = {name: (None, value) for name, value in candidate.contact.values.items()}
    if person.state != "refused":
        person.snapshot = _photo(candidate)
        site.remember(candidate)
    yield person


def _company_plan(candidate: Candidate, site: _Site, may_create: bool) -> Iterator[Plan]:
    """Link the company, plan it where it is missing, or keep its name as text."""
    organisation = candidate.contact.organisation
    if not organisation:
        return
    values = candidate.contact.values
    company = site.known_company(organisation)
    if not company and may_create and site.may_create_company(organisation):
        company = site.plan_company(organisation)
        source = Source(candidate.source.file, candidate.source.place, organisation)
        yield Plan("create", COMPANY, company, changes={"company_name": (None, organisation)}, source=source)
    if company:
        values.update(company=company, company_name=organisation)
    else:
        values["company_as_given"] = organisation[:TEXT_LENGTH]
        if may_create:
            candidate.warnings.append(site.why_not_linked(organisation))


def judge_again(entry: Mapping[str, Any], typed: Mapping[str, str]) -> Plan:
    """Give a new verdict on a stored entry, with what the user has typed in."""
    values = {name: after for name, (_before, after) in json.loads(entry["changes"] or "{}").items()}
    organisation = values.pop("company_as_given", "")
    _reason, warnings = messages.load(entry["reason"])
    values |= typed
    source = Source(entry["source_file"], messages.load_one(entry["source_place"]), _full_name(values))
    candidate = Candidate(source, ContactFields(values, organisation=organisation), warnings)
    *_companies, person = plans([candidate])
    return person


def readable_company(organisation: str) -> str | None:
    """The one company of this name that the user may read."""
    site = _Site()
    site.find_companies([organisation])
    return site.known_company(organisation)


# -- values ----------------------------------------------------------------------


def _check_values(candidate: Candidate, site: _Site) -> None:
    """Bring the values into the form the record stores; what has none is named and stays with the card."""
    if candidate.refusal or candidate.skip:
        return
    values = candidate.contact.values
    candidate.refusal = _missing_name(values, candidate)
    _check_emails(values, candidate)
    _check_website(values, candidate)
    _find_masters(candidate, site)
    if candidate.contact.shortened:
        names = ", ".join(sorted(candidate.contact.shortened))
        candidate.warnings.append(
            Message("Longer than its field takes; the whole text is kept with the card: {fields}.", {"fields": names})
        )


def _missing_name(values: dict[str, Any], candidate: Candidate) -> Message | None:
    first, last = values.get("first_name"), values.get("last_name")
    if first and last:
        return None
    if not first and not last and candidate.contact.organisation:
        return Message("This is a company, not a person: it has no first and no last name.")
    if not first and not last:
        return Message("First name and last name are missing.")
    if not first:
        return Message("The first name is missing. “{name}” was read as the last name.", {"name": last})
    return Message("The last name is missing. “{name}” was read as the first name.", {"name": first})


def _check_emails(values: dict[str, Any], candidate: Candidate) -> None:
    rows = [{"email": values.pop("email", ""), "kind": "Work"}, *values.pop("other_emails", [])]
    kept, seen = [], set()
    for row in rows:
        address = normalise_email(row["email"])
        if address and address not in seen:
            kept.append({**row, "email": address})
            seen.add(address)
        elif row["email"] and not address:
            candidate.warnings.append(
                Message("“{email}” is not a valid e-mail address; it is left out.", {"email": row["email"]})
            )
    if kept:
        values["email"] = kept[0]["email"]
    if kept[1:]:
        values["other_emails"] = kept[1:]


def _check_website(values: dict[str, Any], candidate: Candidate) -> None:
    typed = values.pop("website", "")
    url = normalise_url(typed)
    if url:
        values["website"] = url
    elif typed:
        candidate.warnings.append(
            Message("“{url}” is not a web address; it is kept with the card.", {"url": typed[:200]})
        )


def _find_masters(candidate: Candidate, site: _Site) -> None:
    contact = candidate.contact
    words = (
        ("salutation", "Salutation", contact.salutation),
        ("department", "Sales Department", contact.department),
        ("territory", "Sales Territory", contact.region),
        ("country", "Country", contact.country),
    )
    for fieldname, doctype, word in words:
        found = site.master(doctype, word) if word else None
        if found:
            contact.values[fieldname] = found
        elif word and doctype in LIST_NAMES:
            candidate.warnings.append(
                Message(
                    "“{value}” is not among your {list}; it is kept with the card.",
                    {"value": word, "list": LIST_NAMES[doctype]},
                )
            )


def _photo(candidate: Candidate) -> str:
    photo = candidate.contact.photo
    if not photo or not photo.content:
        if photo and photo.url:
            candidate.warnings.append(
                Message("The card only points at a photo on the web; it was not fetched.")
            )
        return ""
    if not picture_extension(photo.content) or not is_whole_picture(photo.content):
        candidate.warnings.append(Message("The photo is damaged or no picture; it is left out."))
        return ""
    return base64.b64encode(photo.content).decode()


# -- what the site holds -----------------------------------------------------------


@dataclass(slots=True)
class _Site:
    """What this site has, as far as the files ask for it; filled with one query a batch and a list."""

    companies: dict[str, list[str]] = field(default_factory=dict)
    planned_companies: dict[str, str] = field(default_factory=dict)
    by_email: dict[str, dict[str, Any]] = field(default_factory=dict)
    by_name: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    readable: set[str] = field(default_factory=set)
    seen: dict[str, Source] = field(default_factory=dict)
    masters: dict[str, dict[str, str]] = field(default_factory=dict)

    # companies

    def find_companies(self, names: Sequence[str]) -> None:
        wanted = sorted({name for name in names if name and fold(name) not in self.companies})
        for name in wanted:
            self.companies.setdefault(fold(name), [])
        for company_name, records in companies.named(wanted).items():
            known = self.companies.setdefault(fold(company_name), [])
            known.extend(record for record in records if record not in known)
        found = [record for name in wanted for record in self.companies[fold(name)]]
        self.readable |= _readable(COMPANY, found)

    def known_company(self, organisation: str) -> str | None:
        """The one company of this name that the user may read, or that this plan already makes."""
        key = fold(organisation)
        known = self.companies.get(key, [])
        if len(known) == 1 and known[0] in self.readable:
            return known[0]
        return self.planned_companies.get(key)

    def may_create_company(self, organisation: str) -> bool:
        key = fold(organisation)
        is_possible = key and not self.companies.get(key) and len(organisation) <= TEXT_LENGTH
        return bool(is_possible and frappe.has_permission(COMPANY, "create"))

    def plan_company(self, organisation: str) -> str:
        """Give the company its name now, so that the people planned after it can link it."""
        return self.planned_companies.setdefault(fold(organisation), frappe.generate_hash(length=10))

    def why_not_linked(self, organisation: str) -> Message:
        known = [record for record in self.companies.get(fold(organisation), []) if record in self.readable]
        if len(known) > 1:
            return Message(
                "{number} companies are called “{name}”; link the right one afterwards.",
                {"number": len(known), "name": organisation},
            )
        return Message(
            "The company “{name}” could not be linked; its name is kept as text.", {"name": organisation}
        )

    # people

    def find_people(self, candidates: Sequence[Candidate]) -> None:
        emails = {address for entry in candidates for address in _emails(entry.contact.values)}
        names = {_full_name(entry.contact.values) for entry in candidates}
        found = []
        for row in people.with_emails(sorted(emails)):
            self.by_email.setdefault(row["email"].lower(), row)
            found.append(row["name"])
        for row in people.with_full_names(sorted(names)):
            known = self.by_name.setdefault(fold(row["full_name"]), [])
            if row["name"] not in [other["name"] for other in known]:
                known.append(row)
            found.append(row["name"])
        self.readable |= _readable(PERSON, found)

    def duplicate_of(self, candidate: Candidate) -> Message | None:
        """Say which record, or which place of the files, already holds this person."""
        values = candidate.contact.values
        for key in _keys(candidate):
            if key in self.seen:
                earlier = self.seen[key]
                return Message(
                    "Already in {file}, {place}.", {"file": earlier.file, "place": earlier.place or ""}
                )
        for address in _emails(values):
            if row := self.by_email.get(address):
                return self._known(row, Message("same e-mail address"))
        for row in self.by_name.get(fold(_full_name(values)), []):
            if why := _same_person(row, candidate):
                return self._known(row, why)
        return None

    def _known(self, row: dict[str, Any], why: Message) -> Message:
        if row["name"] not in self.readable:
            return Message("A matching record exists that you may not read. Ask whoever manages your rights.")
        return Message(
            "Already here: {person} ({why}).",
            {"person": row["full_name"], "why": why, "record": row["name"], "doctype": PERSON},
        )

    def remember(self, candidate: Candidate) -> None:
        for key in _keys(candidate):
            self.seen[key] = candidate.source

    # lists

    def master(self, doctype: str, word: str) -> str | None:
        """The record of a list that is called so, in whatever case and accents; a country in any language."""
        if doctype not in self.masters:
            self.masters[doctype] = _master_names(doctype)
        names = self.masters[doctype]
        if doctype == "Country":
            return names.get(fold(word)) or names.get(region_code(word, default="").lower())
        return names.get(fold(word))


def _master_names(doctype: str) -> dict[str, str]:
    fields = ["name", "code"] if doctype == "Country" else ["name"]
    rows = frappe.get_list(doctype, fields=fields, limit_page_length=0)
    names = {fold(row.name): row.name for row in rows}
    names.update({row.code: row.name for row in rows if row.get("code")})
    return names


def _readable(doctype: str, names: Sequence[str]) -> set[str]:
    """Which of these records the user may read: one query, under Frappe's own list rules."""
    if not names or not frappe.has_permission(doctype, "read"):
        return set()
    found = frappe.get_list(doctype, filters={"name": ["in", list(set(names))]}, pluck="name", limit_page_length=0)
    return set(found)


def _emails(values: dict[str, Any]) -> list[str]:
    rows = values.get("other_emails") or []
    return [address for address in (values.get("email"), *(row["email"] for row in rows)) if address]


def _phones(values: dict[str, Any]) -> set[str]:
    rows = values.get("other_phones") or []
    numbers = [*(values.get(name) for name in PHONE_FIELDS), *(row["number"] for row in rows)]
    return {digits[-MATCH_TAIL:] for number in numbers if number and len(digits := phone_digits(number)) >= MATCH_TAIL}


def _full_name(values: dict[str, Any]) -> str:
    return f"{values.get('first_name', '')} {values.get('last_name', '')}".strip()


def _keys(candidate: Candidate) -> list[str]:
    """What makes two people of the files the same: an e-mail address, or the name with a phone or company."""
    values = candidate.contact.values
    name = fold(_full_name(values))
    keys = [f"email:{address}" for address in _emails(values)]
    keys += [f"phone:{name}:{phone}" for phone in sorted(_phones(values))]
    beside = fold(candidate.contact.organisation)
    if beside or not keys:
        keys.append(f"company:{name}:{beside}")
    return keys


def _same_person(row: dict[str, Any], candidate: Candidate) -> Message | None:
    """Two people of one name are the same with a phone or company in common, or when one has nothing else."""
    theirs = _phones({name: row.get(name) for name in PHONE_FIELDS})
    ours = _phones(candidate.contact.values)
    if theirs & ours:
        return Message("same name and phone number")
    company = fold(row.get("company_name") or row.get("company_as_given") or "")
    if company and company == fold(candidate.contact.organisation):
        return Message("same name and company")
    has_nothing = not ours and not _emails(candidate.contact.values) and not candidate.contact.organisation
    return Message("same name, and nothing that tells them apart") if has_nothing else None
