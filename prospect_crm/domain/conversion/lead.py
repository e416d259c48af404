"""Sales Lead -> Sales Opportunity: converting is not winning."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from prospect_crm.domain.conversion.company import COMPANY
from prospect_crm.domain.conversion.contact_details import as_contact
from prospect_crm.domain.conversion.field_map import (
    COMPANY_TO_COMPANY,
    LEAD_TO_OPPORTUNITY,
    PERSON_TO_CONTACT,
    PERSON_TO_PERSON,
    FieldMap,
)
from prospect_crm.domain.conversion.filling import fill, new_values
from prospect_crm.domain.conversion.plan import ConversionPlan, Facts, Record
from prospect_crm.domain.message import Message

if TYPE_CHECKING:
    from collections.abc import Mapping

LEAD, OPPORTUNITY = "Sales Lead", "Sales Opportunity"
PERSON_LINKS = {"Contact Prospect": "contact_prospect", "Contact": "contact"}


@dataclass(slots=True, kw_only=True)
class LeadFacts(Facts):
    """What a lead's conversion depends on beside the lead.

    ``company`` and ``person`` are the lead's own; ``other_company`` and ``other_person`` the known ones that the
    user chose instead (``other_person_doctype`` says which kind). ``choices`` are fields of the opportunity.
    """

    opportunity: str
    choices: Mapping[str, Any] = field(default_factory=dict)
    company: Mapping[str, Any] | None = None
    person: Mapping[str, Any] | None = None
    person_doctype: str = ""
    other_company: Mapping[str, Any] | None = None
    other_person: Mapping[str, Any] | None = None
    other_person_doctype: str = ""
    pairs: FieldMap = LEAD_TO_OPPORTUNITY


def plan_lead(lead: Mapping[str, Any], facts: LeadFacts) -> ConversionPlan:
    """Plan one lead's conversion."""
    title = str(facts.choices.get("title") or lead.get("title") or "")
    plan = ConversionPlan(
        source=Record(LEAD, lead["name"], str(lead.get("title") or "")),
        result=Record(OPPORTUNITY, facts.opportunity, title),
    )
    links = {**_company(plan, lead, facts), **_person(plan, lead, facts)}
    values = {**new_values(fill(facts.pairs, lead)), **links, **facts.choices, "lead": lead["name"]}
    plan.create(OPPORTUNITY, facts.opportunity, {**values, "title": title}, title)
    plan.update(LEAD, lead["name"], _became(lead, facts))
    plan.leaves.append(
        Message(
            "The lead leaves the inbox and points to the opportunity. Its status stays; it becomes Won or Lost"
            " when the opportunity does."
        )
    )
    return plan


def _company(plan: ConversionPlan, lead: Mapping[str, Any], facts: LeadFacts) -> dict[str, Any]:
    known = facts.other_company
    if known is None:
        if facts.company:
            plan.linked.append(Record(COMPANY, facts.company["name"], facts.company["company_name"]))
        return {"company": lead.get("company")}
    plan.linked.append(Record(COMPANY, known["name"], known["company_name"]))
    filling = fill(
        COMPANY_TO_COMPANY, facts.company or {}, known, overwrite=facts.overwrite, region=facts.region
    )
    plan.tell(COMPANY, filling)
    plan.update(COMPANY, known["name"], filling.changes)
    return {"company": known["name"]}


def _person(plan: ConversionPlan, lead: Mapping[str, Any], facts: LeadFacts) -> dict[str, Any]:
    known, doctype = facts.other_person, facts.other_person_doctype
    if known is None:
        if facts.person:
            title = str(facts.person.get("full_name") or "")
            plan.linked.append(Record(facts.person_doctype, facts.person["name"], title))
        return {name: lead.get(name) for name in PERSON_LINKS.values()}
    plan.linked.append(Record(doctype, known["name"], str(known.get("full_name") or "")))
    _fill_person(plan, known, facts)
    return {link: known["name"] if kind == doctype else None for kind, link in PERSON_LINKS.items()}


def _fill_person(plan: ConversionPlan, known: Mapping[str, Any], facts: LeadFacts) -> None:
    is_contact = facts.other_person_doctype == "Contact"
    # a picture is a file that hangs on one person: it is not lent to another
    pairs = tuple(p for p in PERSON_TO_CONTACT if p.source != "image") if is_contact else PERSON_TO_PERSON
    own = facts.person or {}
    filling = fill(
        pairs,
        as_contact(own) if is_contact else own,
        known,
        overwrite=facts.overwrite,
        region=facts.region,
    )
    plan.tell(facts.other_person_doctype, filling)
    plan.update(facts.other_person_doctype, known["name"], filling.changes)


def _became(lead: Mapping[str, Any], facts: LeadFacts) -> dict[str, tuple[Any, Any]]:
    return {
        "inbox_state": (lead.get("inbox_state"), "Converted"),
        "opportunity": (lead.get("opportunity"), facts.opportunity),
        "converted_on": (lead.get("converted_on"), facts.at),
    }
