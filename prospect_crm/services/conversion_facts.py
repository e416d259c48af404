"""Reads what conversions depend on, many sources at once, and gives their plans.

A constant number of queries a batch; everything under the user's own permissions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any

from frappe.utils import now

from prospect_crm.domain.conversion.company import COMPANY, plan_company
from prospect_crm.domain.conversion.plan import ConversionPlan, Record
from prospect_crm.domain.message import Message
from prospect_crm.integrations.erpnext.customers import Customers
from prospect_crm.permissions.conditions import allowed_names
from prospect_crm.queries import conversions
from prospect_crm.services import (
    conversion_company_matches,
    conversion_fields,
    conversion_leads,
    conversion_people,
)
from prospect_crm.services.conversion_outcomes import already
from prospect_crm.services.conversion_people import HIDDEN_MATCH
from prospect_crm.services.plain_text import as_plain_text
from prospect_crm.services.record_changes import FORBIDDEN, GONE

if TYPE_CHECKING:
    from prospect_crm.services.conversion_matches import Match

BATCH = 200
MAY_BE_CLIENT = Message("May already be the client {client}. Convert this company alone, and look.")
TITLES = {"Contact Prospect": "full_name", "Sales Lead": "title", "Sales Prospect": "company_name"}


def plans_of(
    doctype: str, names: Sequence[str], choices: Mapping[str, Any], *, is_bulk: bool
) -> Iterator[ConversionPlan]:
    """Plan the conversion of each of these sources, in their order; what cannot be has a refusal.

    In bulk, plans may depend on those before them: a company of several people becomes a client first, on its own.
    """
    planner = PLANNERS[doctype](choices, is_bulk, now())
    source = iter(dict.fromkeys(names))
    while batch := list(islice(source, BATCH)):
        yield from _batch(doctype, batch, planner)


def _batch(doctype: str, names: list[str], planner: Callable[..., Any]) -> Iterator[ConversionPlan]:
    readable = allowed_names(doctype, names)
    writable = allowed_names(doctype, readable, "write")
    became = conversions.became(doctype, list(readable))
    rows = conversion_fields.read(doctype, [name for name in names if name in readable], TITLES[doctype])
    ready = [rows[name] for name in names if name in writable and name in rows and name not in became]
    planned = iter(planner(ready))
    for name in names:
        if name not in rows:
            yield refused(doctype, name, "", GONE)
        elif name in became:
            yield refused(doctype, name, rows[name][TITLES[doctype]], already(doctype, became[name]))
        elif name not in writable:
            yield refused(doctype, name, rows[name][TITLES[doctype]], FORBIDDEN)
        else:
            yield from _until(planned, name)


def _until(planned: Iterator[ConversionPlan], name: str) -> Iterator[ConversionPlan]:
    """The plan of this source, and before it what it stands on."""
    for plan in planned:
        yield plan
        if plan.source.name == name:
            return


def refused(doctype: str, name: str, title: str | None, why: Message) -> ConversionPlan:
    """Give a plan that does nothing, and why."""
    record = Record(doctype, name, title or "")
    return ConversionPlan(source=record, result=Record("", "", ""), refusal=why)


class CompanyPlanner:
    """Sales Prospects that become clients."""

    def __init__(self, choices: Mapping[str, Any], is_bulk: bool, at: str) -> None:
        self.at, self.customers = at, Customers(as_plain_text)
        self.is_asked = is_bulk and choices.get("duplicates") != "create"

    def __call__(self, companies: Sequence[Mapping[str, Any]]) -> Iterator[ConversionPlan]:
        """Plan these companies; in bulk those are left out that may be clients already, unless the user said otherwise."""
        known = conversion_company_matches.known_clients(companies) if self.is_asked else {}
        readable = allowed_names(COMPANY, [match.name for match in known.values()]) if known else set()
        found = self.customers.of([company for company in companies if company["name"] not in known])
        for company in companies:
            name = company["name"]
            if match := known.get(name):
                yield refused(COMPANY, name, company["company_name"], _may_be(match, readable))
            else:
                yield plan_company(company, self.at, found.get(name))


def _may_be(match: Match, readable: set[str]) -> Message:
    if match.name not in readable:
        return HIDDEN_MATCH
    return Message(MAY_BE_CLIENT.template, {"client": match.title, "record": match.name, "doctype": COMPANY})


PLANNERS: dict[str, Callable[..., Any]] = {
    "Contact Prospect": conversion_people.PeoplePlanner,
    "Sales Lead": conversion_leads.LeadPlanner,
    COMPANY: CompanyPlanner,
}
