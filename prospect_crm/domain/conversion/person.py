"""Contact Prospect -> Contact with its client account: the person in the hands of those who serve clients."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from prospect_crm.domain.conversion.company import COMPANY, Customer, add_customer, become_client
from prospect_crm.domain.conversion.contact_details import (
    address_of,
    as_contact,
    equal_address,
    missing_parts,
)
from prospect_crm.domain.conversion.field_map import PERSON_TO_CONTACT, FieldMap
from prospect_crm.domain.conversion.filling import fill, is_blank, new_values
from prospect_crm.domain.conversion.plan import ConversionPlan, Facts, Record
from prospect_crm.domain.message import Message

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

PERSON, CONTACT, ADDRESS, FILE = "Contact Prospect", "Contact", "Address", "File"


@dataclass(slots=True, kw_only=True)
class PersonFacts(Facts):
    """What a person's conversion depends on beside the person.

    ``account`` are the values of the client account (``is_new_account``: it is made, under its name);
    ``is_client_by_then``: another conversion of the same operation makes it a client. ``contact`` is the known
    Contact to complete, ``None`` to make one. The names are those that new records get.
    """

    account: Mapping[str, Any]
    contact_name: str
    is_new_account: bool = False
    is_client_by_then: bool = False
    contact: Mapping[str, Any] | None = None
    customer: Customer | None = None
    address_name: str = ""
    known_addresses: Sequence[Mapping[str, Any]] = ()
    default_country: str = ""
    photo: Mapping[str, Any] | None = None
    photo_name: str = ""
    pairs: FieldMap = PERSON_TO_CONTACT


def plan_person(person: Mapping[str, Any], facts: PersonFacts) -> ConversionPlan:
    """Plan one person's conversion; ``person`` has its child tables as lists of rows."""
    contact_title = str((facts.contact or person).get("full_name") or "")
    plan = ConversionPlan(
        source=Record(PERSON, person["name"], str(person.get("full_name") or "")),
        result=Record(CONTACT, facts.contact_name, contact_title),
    )
    _account(plan, facts)
    address = _address(plan, person, facts)
    _contact(plan, person, facts, address)
    _photo(plan, person, facts)
    plan.update(PERSON, person["name"], _became(person, facts))
    plan.changed.append(
        Message("The contact prospect stays, says “Converted”, and points to the client contact.")
    )
    return plan


def _account(plan: ConversionPlan, facts: PersonFacts) -> None:
    account, customer = facts.account, facts.customer
    record = Record(COMPANY, account["name"], account["company_name"])
    if facts.is_new_account:
        if customer:
            add_customer(plan, customer)
        erp = {"erp_doctype": customer.doctype, "erp_name": customer.name} if customer else {}
        plan.create(COMPANY, record.name, {**_without_name(account), **erp}, record.title)
        return
    plan.linked.append(record)
    if account.get("account_type") != "Client" and not facts.is_client_by_then:
        become_client(plan, account, facts.at, customer)


def _without_name(values: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if key != "name"}


def _address(plan: ConversionPlan, person: Mapping[str, Any], facts: PersonFacts) -> str:
    """Make the person's Address, or find it among the account's; gives its name, "" without one."""
    values = address_of(person, facts.default_country)
    if not values or (facts.contact or {}).get("address"):
        return ""
    if missing_parts(values):
        plan.notes.append(
            Message("The address lacks its street, city or country; it stays with the contact prospect.")
        )
        return ""
    if known := equal_address(values, facts.known_addresses):
        return known
    title = str(facts.account["company_name"])
    head = {"address_title": title, "address_type": "Office", "links": _links(facts)}
    plan.create(
        ADDRESS, facts.address_name, head | values, ", ".join([values["address_line1"], values["city"]])
    )
    return facts.address_name


def _contact(plan: ConversionPlan, person: Mapping[str, Any], facts: PersonFacts, address: str) -> None:
    known = facts.contact
    filling = fill(facts.pairs, as_contact(person), known, overwrite=facts.overwrite, region=facts.region)
    own = {
        "client_account": facts.account["name"],
        "company_name": facts.account["company_name"],
        "contact_prospect": person["name"],
        "address": address,
    }
    if known is None:
        values = {**new_values(filling), **own, "links": _links(facts)}
        plan.create(CONTACT, facts.contact_name, values, plan.result.title)
        return
    plan.linked.append(Record(CONTACT, str(known["name"]), str(known.get("full_name") or "")))
    plan.tell(CONTACT, filling)
    plan.update(CONTACT, str(known["name"]), filling.changes | _blank_only(own, known))


def _blank_only(values: Mapping[str, Any], known: Mapping[str, Any]) -> dict[str, tuple[Any, Any]]:
    return {
        name: (known.get(name), value)
        for name, value in values.items()
        if not is_blank(value) and is_blank(known.get(name))
    }


def _links(facts: PersonFacts) -> list[dict[str, Any]]:
    """Frappe's Dynamic Links: the account, and the ERP's customer so that the ERP shows contact and address too."""
    title = facts.account["company_name"]
    links = [{"link_doctype": COMPANY, "link_name": facts.account["name"], "link_title": title}]
    erp = (
        (facts.customer.doctype, facts.customer.name)
        if facts.customer
        else (
            facts.account.get("erp_doctype"),
            facts.account.get("erp_name"),
        )
    )
    if erp[0] and erp[1]:
        links.append({"link_doctype": erp[0], "link_name": erp[1], "link_title": title})
    return links


def _photo(plan: ConversionPlan, person: Mapping[str, Any], facts: PersonFacts) -> None:
    """Whoever may read the contact may see its picture: a private file is attached to it too."""
    step = next((step for step in plan.steps if step.doctype == CONTACT), None)
    if not facts.photo or not step or "image" not in step.changes:
        return
    values = {**facts.photo, "attached_to_doctype": CONTACT, "attached_to_name": facts.contact_name}
    plan.create(
        FILE, facts.photo_name, {**values, "attached_to_field": "image"}, str(facts.photo["file_name"])
    )


def _became(person: Mapping[str, Any], facts: PersonFacts) -> dict[str, tuple[Any, Any]]:
    changes: dict[str, tuple[Any, Any]] = {
        "contact": (person.get("contact"), facts.contact_name),
        "converted_on": (person.get("converted_on"), facts.at),
    }
    if person.get("status") != "Converted":
        changes["status"] = (person.get("status"), "Converted")
    if is_blank(person.get("company")):
        changes["company"] = (person.get("company"), facts.account["name"])
    return changes
