"""What the site already has of what the files name: companies, people, list entries.

Filled with a constant number of queries for each batch of candidates, under the user's own permissions.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import frappe

from prospect_crm.domain.contact_fields import TEXT_LENGTH
from prospect_crm.domain.message import Message
from prospect_crm.domain.normalize.countries import region_code
from prospect_crm.domain.normalize.phones import phone_digits
from prospect_crm.domain.normalize.text import fold
from prospect_crm.queries import companies, people
from prospect_crm.services.import_subscriptions import ImportedSubscriptions

if TYPE_CHECKING:
    from prospect_crm.domain.operation import Source
    from prospect_crm.services.import_candidates import Candidate

PERSON, COMPANY = "Contact Prospect", "Sales Prospect"
PHONE_FIELDS = ("phone", "mobile", "fax")
PHONE_TAIL = 8
"""So many last digits make two spellings of a number the same, with or without its country code."""


@dataclass(slots=True)
class Site:
    """Companies, people and lists as far as the files ask for them."""

    may_make_companies: bool = True
    companies: dict[str, list[str]] = field(default_factory=dict)
    planned_companies: dict[str, str] = field(default_factory=dict)
    by_email: dict[str, dict[str, Any]] = field(default_factory=dict)
    by_name: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    readable: set[str] = field(default_factory=set)
    seen: dict[str, Source] = field(default_factory=dict)
    lists: dict[str, dict[str, str]] = field(default_factory=dict)
    rights: dict[str, bool] = field(default_factory=dict)
    subscriptions: ImportedSubscriptions = field(default_factory=ImportedSubscriptions)

    # -- companies

    def find_companies(self, names: Sequence[str]) -> None:
        """Look up the companies of a batch, all that were not asked for before."""
        wanted = sorted({name for name in names if name and fold(name) not in self.companies})
        for name in wanted:
            self.companies.setdefault(fold(name), [])
        for company_name, records in companies.named(wanted).items():
            known = self.companies.setdefault(fold(company_name), [])
            known.extend(record for record in records if record not in known)
        self.readable |= _readable(
            COMPANY, [name for found in wanted for name in self.companies[fold(found)]]
        )

    def known_company(self, organisation: str) -> str | None:
        """The one company of this name that the user may read, or that this plan already makes."""
        key = fold(organisation)
        known = self.companies.get(key, [])
        if len(known) == 1 and known[0] in self.readable:
            return known[0]
        return self.planned_companies.get(key)

    def may_create_company(self, organisation: str) -> bool:
        """Whether a company of this name may be planned: nobody has it, and the user may create it."""
        key = fold(organisation)
        is_free = bool(key) and not self.companies.get(key) and len(organisation) <= TEXT_LENGTH
        return is_free and self.may_make_companies and self.may_create(COMPANY)

    def plan_company(self, organisation: str) -> str:
        """Give the company its name now, so that the people planned after it can link it."""
        return self.planned_companies.setdefault(fold(organisation), frappe.generate_hash(length=10))

    def why_not_linked(self, organisation: str) -> Message:
        """Say why a company that the file names is not linked."""
        known = [record for record in self.companies.get(fold(organisation), []) if record in self.readable]
        if len(known) > 1:
            return Message(
                "{number} companies are called “{name}”; link the right one afterwards.",
                {"number": len(known), "name": organisation},
            )
        return Message(
            "The company “{name}” could not be linked; its name is kept as text.", {"name": organisation}
        )

    # -- people

    def find_people(self, candidates: Sequence[Candidate]) -> None:
        """Look up who has an e-mail address or a name of the batch."""
        addresses = {address for entry in candidates for address in _emails(entry.contact.values)}
        found = []
        for row in people.with_emails(sorted(addresses)):
            self.by_email.setdefault(row["email"].lower(), row)
            found.append(row["name"])
        for row in people.with_full_names(sorted({full_name(entry.contact.values) for entry in candidates})):
            known = self.by_name.setdefault(fold(row["full_name"]), [])
            if row["name"] not in [other["name"] for other in known]:
                known.append(row)
            found.append(row["name"])
        self.readable |= _readable(PERSON, found)

    def duplicate_of(self, candidate: Candidate) -> Message | None:
        """Say which record, or which place of the files, already holds this person."""
        for key in _keys(candidate):
            if earlier := self.seen.get(key):
                return Message(
                    "Already in {file}, {place}.", {"file": earlier.file, "place": earlier.place or ""}
                )
        for address in _emails(candidate.contact.values):
            if row := self.by_email.get(address):
                return self._known(row, Message("same e-mail address"))
        for row in self.by_name.get(fold(full_name(candidate.contact.values)), []):
            if why := _same_person(row, candidate):
                return self._known(row, why)
        return None

    def _known(self, row: Mapping[str, Any], why: Message) -> Message:
        if row["name"] not in self.readable:
            return Message("A matching record exists that you may not read. Ask whoever manages your rights.")
        return Message(
            "Already here: {person} ({why}).",
            {"person": row["full_name"], "why": why, "record": row["name"], "doctype": PERSON},
        )

    def remember(self, candidate: Candidate) -> None:
        """Let later candidates of the same files find this one."""
        for key in _keys(candidate):
            self.seen[key] = candidate.source

    # -- lists

    def list_entry(self, doctype: str, word: str) -> str | None:
        """The entry that is called so, in whatever case and accents; a country in any language."""
        if doctype not in self.lists:
            self.lists[doctype] = _list_names(doctype)
        names = self.lists[doctype]
        if doctype == "Country":
            return names.get(fold(word)) or names.get(region_code(word, default="").lower())
        # translation: the entries of Frappe's own lists, such as Gender
        return names.get(fold(word)) or names.get(fold(frappe._(word)))

    def add_list_entry(self, doctype: str, word: str) -> None:
        """Count an entry as there: the plan makes it."""
        self.lists[doctype][fold(word)] = word

    def may_create(self, doctype: str) -> bool:
        """Whether the user may create such records."""
        if doctype not in self.rights:
            self.rights[doctype] = bool(frappe.has_permission(doctype, "create"))
        return self.rights[doctype]


def full_name(values: Mapping[str, Any]) -> str:
    """First and last name as the record will show them."""
    return f"{values.get('first_name') or ''} {values.get('last_name') or ''}".strip()


def _list_names(doctype: str) -> dict[str, str]:
    fields = ["name", "code"] if doctype == "Country" else ["name"]
    rows = frappe.get_list(doctype, fields=fields, limit_page_length=0)
    names = {fold(row.name): row.name for row in rows}
    return names | {row.code: row.name for row in rows if row.get("code")}


def _readable(doctype: str, names: Sequence[str]) -> set[str]:
    """Which of these records the user may read: one query, under Frappe's own list rules."""
    if not names or not frappe.has_permission(doctype, "read"):
        return set()
    return set(
        frappe.get_list(
            doctype, filters={"name": ["in", list(set(names))]}, pluck="name", limit_page_length=0
        )
    )


def _emails(values: Mapping[str, Any]) -> list[str]:
    rows = values.get("other_emails") or []
    return [address for address in (values.get("email"), *(row["email"] for row in rows)) if address]


def _phones(values: Mapping[str, Any]) -> set[str]:
    rows = values.get("other_phones") or []
    numbers = [*(values.get(name) for name in PHONE_FIELDS), *(row["number"] for row in rows)]
    digits = (phone_digits(number) for number in numbers if number)
    return {found[-PHONE_TAIL:] for found in digits if len(found) >= PHONE_TAIL}


def _keys(candidate: Candidate) -> list[str]:
    """What makes two people of the files the same: an e-mail address, or the name with a phone or company."""
    values = candidate.contact.values
    name = fold(full_name(values))
    keys = [f"email:{address}" for address in _emails(values)]
    keys += [f"phone:{name}:{phone}" for phone in sorted(_phones(values))]
    company = fold(candidate.contact.organisation)
    return [*keys, f"company:{name}:{company}"] if company or not keys else keys


def _same_person(row: Mapping[str, Any], candidate: Candidate) -> Message | None:
    """Two people of one name are the same with a phone or company in common, or when one has nothing else."""
    ours = _phones(candidate.contact.values)
    if _phones({name: row.get(name) for name in PHONE_FIELDS}) & ours:
        return Message("same name and phone number")
    company = fold(row.get("company_name") or row.get("company_as_given") or "")
    if company and company == fold(candidate.contact.organisation):
        return Message("same name and company")
    has_nothing = not ours and not _emails(candidate.contact.values) and not candidate.contact.organisation
    return Message("same name, and nothing that tells them apart") if has_nothing else None
