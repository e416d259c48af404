"""Plans of leads that become opportunities, a batch at a time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

import frappe
from frappe import _

from prospect_crm.domain.conversion.company import COMPANY
from prospect_crm.domain.conversion.field_map import LEAD_TO_OPPORTUNITY
from prospect_crm.domain.conversion.lead import LEAD, OPPORTUNITY, PERSON_LINKS, LeadFacts, plan_lead
from prospect_crm.permissions.conditions import allowed_names
from prospect_crm.services import conversion_fields, pipelines
from prospect_crm.services.conversion_choices import OF_OPPORTUNITY
from prospect_crm.services.regions import phone_region

if TYPE_CHECKING:
    from prospect_crm.domain.conversion.plan import ConversionPlan

Values = Mapping[str, Any]


class LeadPlanner:
    """Fills in what the dialog asks: pipeline and stage are the first ones where none is chosen."""

    def __init__(self, choices: Mapping[str, Any], is_bulk: bool, at: str) -> None:
        self.choices, self.at, self.is_bulk = choices, at, is_bulk
        self.pairs = conversion_fields.field_map(LEAD_TO_OPPORTUNITY, LEAD, OPPORTUNITY)
        self.region = phone_region()
        self.opportunity = opportunity_values(choices)
        if is_bulk:
            self.opportunity.pop("title", None)
            self.opportunity.pop("value", None)

    def __call__(self, leads: Sequence[Values]) -> Iterator[ConversionPlan]:
        self._read(leads)
        for lead in leads:
            yield plan_lead(lead, self._facts(lead))

    def _read(self, leads: Sequence[Values]) -> None:
        """Companies and people that the user may read; one that is hidden is linked all the same, and not named."""
        self.companies = _readable(COMPANY, [lead.get("company") for lead in leads])
        self.people = {
            doctype: _readable(doctype, [lead.get(link) for lead in leads], "full_name")
            for doctype, link in PERSON_LINKS.items()
        }

    def _facts(self, lead: Values) -> LeadFacts:
        kind = next((doctype for doctype, link in PERSON_LINKS.items() if lead.get(link)), "")
        other = self._chosen(self.choices.get("person_doctype", ""), self.choices.get("person"))
        return LeadFacts(
            at=self.at,
            opportunity=frappe.generate_hash(length=10),
            choices=self.opportunity,
            company=self.companies.get(lead.get("company")),
            person=self.people.get(kind, {}).get(lead.get(PERSON_LINKS.get(kind, ""))),
            person_doctype=kind,
            other_company=self._chosen(COMPANY, self.choices.get("company"), lead.get("company")),
            other_person=other,
            other_person_doctype=self.choices.get("person_doctype", "") if other else "",
            pairs=self.pairs,
            overwrite=self.choices.get("overwrite", ()),
            region=self.region,
        )

    def _chosen(self, doctype: str, name: str | None, own: str | None = None) -> Values | None:
        """The known record that the user chose instead; ValidationError where they may not change it."""
        if self.is_bulk or not name or name == own or doctype not in (COMPANY, *PERSON_LINKS):
            return None
        if name not in allowed_names(doctype, [name], "write"):
            frappe.throw(_("This record is not there, or you may not read it."), frappe.DoesNotExistError)
        further = () if doctype == COMPANY else ("full_name",)
        return conversion_fields.read(doctype, [name], *further).get(name)


def _readable(doctype: str, names: Sequence[str | None], *further: str) -> dict[str | None, Values]:
    wanted = sorted({name for name in names if name})
    readable = allowed_names(doctype, wanted) if wanted else set()
    return dict(conversion_fields.read(doctype, sorted(readable), *further)) if readable else {}


def opportunity_values(choices: Mapping[str, Any]) -> dict[str, Any]:
    """Give what the dialog says of the opportunity, with the pipeline, stage and visibility it would get anyway."""
    values = {name: choices[name] for name in OF_OPPORTUNITY if name in choices}
    values["pipeline"] = values.get("pipeline") or pipelines.default_pipeline()
    if not values["pipeline"] or not frappe.db.exists("Sales Pipeline", values["pipeline"]):
        frappe.throw(_("There is no pipeline yet. Add a Sales Pipeline with its stages first."))
    stages = frappe.get_cached_doc("Sales Pipeline", values["pipeline"]).stages
    if values.get("stage") not in [stage.stage_name for stage in stages]:
        values["stage"] = stages[0].stage_name
    values.setdefault("visibility", "Everyone")
    _check(values)
    return values


def _check(values: Mapping[str, Any]) -> None:
    """What the dialog sends exists, so that nothing is planned which cannot be written."""
    is_known = values["visibility"] in ("Everyone", "Entity", "Private")
    for field, doctype in (("sales_rep", "User"), ("currency", "Currency")):
        is_known &= not values.get(field) or bool(frappe.db.exists(doctype, values[field]))
    if values.get("expected_close_on"):
        is_known &= _is_date(values["expected_close_on"])
    if not is_known:
        frappe.throw(_("The request is not complete. Reload the page and try again."))


def _is_date(text: str) -> bool:
    try:
        return bool(datetime.strptime(text, "%Y-%m-%d"))
    except ValueError:
        return False
