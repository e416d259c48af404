from __future__ import annotations

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import now_datetime

from prospect_crm.services import derived_columns, derived_spread, lead_sources, values
from prospect_crm.services.linked_records import refuse_while_linked
from prospect_crm.services.rep_notices import notify_new_rep


class SalesLead(Document):
    """A chance to win a company, a person or both; README.md tells its life."""

    def before_insert(self) -> None:
        lead_sources.set_source(self)

    def validate(self) -> None:
        self.check_company_or_person()
        self.check_same_company()
        derived_columns.set_lead(self)
        self.date_prospecting_action()
        values.set_currency(self)
        values.clear_erp_link(self)

    def on_update(self) -> None:
        derived_spread.from_lead_or_opportunity(self)
        notify_new_rep(self)

    def on_trash(self) -> None:
        refuse_while_linked(self)

    def check_company_or_person(self) -> None:
        if not (self.company or self.contact_prospect or self.contact):
            frappe.throw(
                _("A lead needs a company or a person. Choose one, or add it first."), frappe.MandatoryError
            )
        if self.contact_prospect and self.contact:
            frappe.throw(_("A lead has one person: choose either a contact prospect or a client contact."))

    def check_same_company(self) -> None:
        """A person's company is the lead's, where the lead names none."""
        if self.company:
            return
        if self.contact_prospect:
            self.company = frappe.db.get_value("Contact Prospect", self.contact_prospect, "company")
        elif self.contact:
            self.company = frappe.db.get_value("Contact", self.contact, "client_account")

    def date_prospecting_action(self) -> None:
        if not self.prospecting_action:
            self.prospecting_action_on = None
        elif self.has_value_changed("prospecting_action"):
            self.prospecting_action_on = now_datetime()


def on_doctype_update() -> None:
    """The inbox as it opens, newest first; and what an ERP holds of a lead, it holds once."""
    frappe.db.add_index("Sales Lead", ["inbox_state", "creation"], "inbox_index")
    frappe.db.add_unique("Sales Lead", ["erp_doctype", "erp_name"], "erp_unique")
