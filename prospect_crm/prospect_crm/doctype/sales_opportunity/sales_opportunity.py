from __future__ import annotations

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import flt, now_datetime

from prospect_crm.domain.lead import status_with_opportunity
from prospect_crm.services import derived_columns, derived_spread, pipelines, values
from prospect_crm.services.linked_records import refuse_while_linked
from prospect_crm.services.rep_notices import notify_new_rep


class SalesOpportunity(Document):
    """A deal in the making, in a stage of a pipeline; README.md tells its life."""

    def validate(self) -> None:
        self.check_company_or_person()
        pipelines.set_stage(self)
        self.set_probability()
        self.set_closing()
        derived_columns.set_opportunity(self)
        values.set_currency(self)
        values.clear_erp_link(self)

    def on_update(self) -> None:
        derived_spread.from_lead_or_opportunity(self)
        self.tell_lead()
        notify_new_rep(self)

    def on_trash(self) -> None:
        refuse_while_linked(self)

    def check_company_or_person(self) -> None:
        if not (self.company or self.contact_prospect or self.contact):
            frappe.throw(
                _("An opportunity needs a company or a person. Choose one, or add it first."),
                frappe.MandatoryError,
            )

    def set_probability(self) -> None:
        """What is won is certain, what is lost is not coming."""
        if self.status == "Won":
            self.probability = 100
        elif self.status == "Lost":
            self.probability = 0
        if not 0 <= flt(self.probability) <= 100:
            frappe.throw(_("The probability is a share between 0 and 100 %."))

    def set_closing(self) -> None:
        if self.status == "Lost" and not (self.lost_reason or "").strip():
            frappe.throw(_("Say why the opportunity was lost: the reason is empty."), frappe.MandatoryError)
        if self.status == "Open":
            self.closed_on = self.lost_reason = None
        elif not self.closed_on or self.has_value_changed("status"):
            self.closed_on = now_datetime()

    def tell_lead(self) -> None:
        """Won or lost, so is the lead; open again, the lead is wanted again."""
        if not self.lead or not self.has_value_changed("status"):
            return
        if self.flags.in_insert and self.status == "Open":  # nothing was decided yet
            return
        lead = frappe.get_doc("Sales Lead", self.lead)
        status = status_with_opportunity(lead.status, self.status)
        if lead.status == status:
            return
        lead.status = status
        # permission: follows from the opportunity, which the user may write
        lead.save(ignore_permissions=True)


def on_doctype_update() -> None:
    """What an ERP holds of it, it holds once."""
    frappe.db.add_unique("Sales Opportunity", ["erp_doctype", "erp_name"], "erp_unique")
