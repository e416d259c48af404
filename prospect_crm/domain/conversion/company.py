"""Sales Prospect -> client: the account itself, and the ERP's customer where there is one."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from prospect_crm.domain.conversion.plan import ConversionPlan, Record
from prospect_crm.domain.message import Message

if TYPE_CHECKING:
    from collections.abc import Mapping

COMPANY = "Sales Prospect"


@dataclass(frozen=True, slots=True)
class Customer(Record):
    """The customer that an ERP keeps for a client account: a known one, or one to make from ``values``."""

    values: dict[str, Any] = field(default_factory=dict)


def plan_company(company: Mapping[str, Any], at: str, customer: Customer | None = None) -> ConversionPlan:
    """Plan that a company becomes a client; ``at`` is the date and time of the conversion."""
    itself = Record(COMPANY, company["name"], company["company_name"])
    plan = ConversionPlan(source=itself, result=itself)
    if company.get("account_type") == "Client":
        plan.refusal = Message("{company} is a client already.", {"company": company["company_name"]})
        return plan
    become_client(plan, company, at, customer)
    return plan


def become_client(
    plan: ConversionPlan, company: Mapping[str, Any], at: str, customer: Customer | None
) -> None:
    """Add the steps that make a company a client, with its customer."""
    changes = {
        "account_type": (company.get("account_type"), "Client"),
        "status": (company.get("status"), "Converted"),
        "converted_on": (company.get("converted_on"), at),
    }
    if company.get("status") == "Converted":
        del changes["status"]
    if customer and not company.get("erp_name"):
        add_customer(plan, customer)
        changes |= {"erp_doctype": (None, customer.doctype), "erp_name": (None, customer.name)}
    plan.update(COMPANY, company["name"], changes)
    plan.changed.append(
        Message(
            "{company} becomes a client. Its people, leads and history stay with it.",
            {"company": company["company_name"]},
        )
    )


def add_customer(plan: ConversionPlan, customer: Customer) -> None:
    """Make the customer, or link the known one."""
    if customer.values:
        plan.create(customer.doctype, customer.name, customer.values, customer.title)
    else:
        plan.linked.append(Record(customer.doctype, customer.name, customer.title))
