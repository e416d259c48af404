"""Plans of people who become client contacts, a batch at a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import frappe

from prospect_crm.domain.conversion.company import COMPANY, Customer, plan_company
from prospect_crm.domain.conversion.field_map import PERSON_TO_CONTACT
from prospect_crm.domain.conversion.person import ADDRESS, CONTACT, PERSON, PersonFacts, plan_person
from prospect_crm.domain.conversion.plan import ConversionPlan, Record
from prospect_crm.domain.message import Message
from prospect_crm.integrations.erpnext.customers import Customers
from prospect_crm.permissions.conditions import allowed_names
from prospect_crm.queries import conversions
from prospect_crm.services import conversion_fields, conversion_matches
from prospect_crm.services.conversion_names import Names
from prospect_crm.services.plain_text import as_plain_text
from prospect_crm.services.regions import phone_region

Values = Mapping[str, Any]
NO_COMPANY = Message(
    "{person} belongs to no company. Convert this person alone, and say which client account it is."
)
COMPANY_HIDDEN = Message(
    "The company of {person} may not be read or changed by you. Ask whoever manages your rights."
)
MAY_BE_KNOWN = Message("May already be the client contact {contact}. Convert this person alone, and choose.")
HIDDEN_MATCH = Message("A matching record exists that you may not read. Ask whoever manages your rights.")


class PeoplePlanner:
    """Remembers what the operation makes along the way: names that are taken, companies that are clients by then."""

    def __init__(self, choices: Mapping[str, Any], is_bulk: bool, at: str) -> None:
        self.choices, self.is_bulk, self.at = choices, is_bulk, at
        self.pairs = conversion_fields.field_map(PERSON_TO_CONTACT, PERSON, CONTACT)
        self.region = phone_region()
        self.country = frappe.db.get_default("country") or ""
        self.contact_names, self.address_names = Names(CONTACT), Names(ADDRESS)
        self.may_add_address = bool(frappe.has_permission(ADDRESS, "create"))
        self.clients: set[str] = set()
        self.finder = Customers(as_plain_text)

    def __call__(self, people: Sequence[Values]) -> Iterator[ConversionPlan]:
        """Plan these people, in their order, each company that several of them share before them."""
        self._read(people)
        for person in people:
            account = self._account(person)
            if account is None or (refusal := self._refusal(person)):
                why = refusal if account is not None else self._no_account(person)
                yield _refused(person, why)
                continue
            if self._is_shared(account):
                self.clients.add(account["name"])
                customer = self.customers.get(account["name"])
                yield plan_company(account, self.at, customer)
            yield plan_person(person, self._facts(person, account))
            if self.is_bulk:
                self.clients.add(account["name"])

    # -- reading --------------------------------------------------------------

    def _read(self, people: Sequence[Values]) -> None:
        chosen = [self.choices[name] for name in ("account",) if name in self.choices]
        names = list(dict.fromkeys([*chosen, *[row["company"] for row in people if row.get("company")]]))
        readable = allowed_names(COMPANY, names) if names else set()
        self.accounts = conversion_fields.read(COMPANY, sorted(readable))
        self.writable = allowed_names(COMPANY, readable, "write") if readable else set()
        to_convert = [row for row in self.accounts.values() if row["account_type"] != "Client"]
        self.customers: dict[str, Customer] = self.finder.of(to_convert)
        self.sizes = Counter(row.get("company") for row in people)
        self.addresses = conversions.addresses_of(sorted(readable))
        self.photos = conversions.photos_of([row["name"] for row in people if row.get("image")])
        self.contact_names.prepare([row["full_name"] for row in people])
        self.address_names.prepare([_address_title(row) for row in self.accounts.values()])
        self._read_contacts(people)

    def _read_contacts(self, people: Sequence[Values]) -> None:
        self.matches = conversion_matches.known_contacts(people) if self.is_bulk else {}
        names = [match.name for match in self.matches.values()]
        if "contact" in self.choices:
            names.append(self.choices["contact"])
        readable = allowed_names(CONTACT, names, "write") if names else set()
        self.contacts = conversion_fields.read(CONTACT, sorted(readable), "full_name", "contact_prospect")

    # -- choosing -------------------------------------------------------------

    def _account(self, person: Values) -> Values | None:
        """The client account: the known contact's, the person's company, or the one that was chosen."""
        contact = self._contact(person)
        name = (contact or {}).get("client_account") or person.get("company") or self.choices.get("account")
        if name:
            account = self.accounts.get(name) or self._account_of_contact(contact, name)
            is_client = bool(account) and account["account_type"] == "Client"
            return account if is_client or name in self.writable else None
        title = self.choices.get("account_name")
        return self._new_account(person, title) if title and not self.is_bulk else None

    def _account_of_contact(self, contact: Values | None, name: str) -> Values | None:
        if not contact or not allowed_names(COMPANY, [name]):
            return None
        return conversion_fields.read(COMPANY, [name]).get(name)

    def _new_account(self, person: Values, title: str) -> Values:
        return {
            "name": frappe.generate_hash(length=10),
            "company_name": title,
            "account_type": "Client",
            "status": "Converted",
            "converted_on": self.at,
            "sales_rep": person.get("sales_rep"),
            "entities": person.get("entities"),
            "territory": person.get("territory"),
        }

    def _no_account(self, person: Values) -> Message:
        sentence = COMPANY_HIDDEN if person.get("company") else NO_COMPANY
        return Message(sentence.template, {"person": person["full_name"]})

    def _contact(self, person: Values) -> Values | None:
        """The known Contact to complete: the one the user chose, in bulk the one that matches."""
        if not self.is_bulk:
            return self.contacts.get(self.choices.get("contact", ""))
        match = self.matches.get(person["name"])
        return self.contacts.get(match.name) if match and self.choices.get("duplicates") == "use" else None

    def _refusal(self, person: Values) -> Message | None:
        """In bulk nobody looks at a possible duplicate: it is left out unless the user said what to do."""
        match = self.matches.get(person["name"])
        wish = self.choices.get("duplicates", "leave")
        if not match or wish == "create" or (wish == "use" and match.name in self.contacts):
            return None
        if match.name not in self.contacts:
            return HIDDEN_MATCH
        values = {"contact": match.title, "record": match.name, "doctype": CONTACT}
        return Message(MAY_BE_KNOWN.template, values)

    def _is_shared(self, account: Values) -> bool:
        is_open = account["account_type"] != "Client" and account["name"] not in self.clients
        return self.is_bulk and is_open and self.sizes[account["name"]] > 1

    # -- facts ----------------------------------------------------------------

    def _facts(self, person: Values, account: Values) -> PersonFacts:
        contact = self._contact(person)
        is_new = account["name"] not in self.accounts and "erp_name" not in account
        return PersonFacts(
            account=account,
            at=self.at,
            contact_name=contact["name"] if contact else self.contact_names.give(person["full_name"]),
            is_new_account=is_new,
            is_client_by_then=account["name"] in self.clients,
            contact=contact,
            customer=self._customer(account, is_new),
            address_name=self.address_names.give(_address_title(account)) if self.may_add_address else "",
            known_addresses=self.addresses.get(account["name"], ()),
            default_country=self.country,
            photo=next(
                (row for row in self.photos.get(person["name"], ()) if row["file_url"] == person["image"]),
                None,
            ),
            photo_name=frappe.generate_hash(length=10),
            pairs=self.pairs,
            overwrite=self.choices.get("overwrite", ()),
            region=self.region,
        )

    def _customer(self, account: Values, is_new: bool) -> Customer | None:
        if is_new:
            return self.finder.of([account]).get(account["name"])
        return self.customers.get(account["name"])


def _address_title(account: Values) -> str:
    return f"{account['company_name']}-{frappe._('Office')}"


def _refused(person: Values, why: Message) -> ConversionPlan:
    record = Record(PERSON, person["name"], person["full_name"])
    return ConversionPlan(source=record, result=Record("", "", ""), refusal=why)
