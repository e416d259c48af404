from __future__ import annotations

import frappe
from frappe import _
from frappe.model.document import Document

from prospect_crm.services import contact_details, derived_columns, derived_spread, subscription_moves
from prospect_crm.services.linked_records import refuse_while_linked
from prospect_crm.services.rep_notices import notify_new_rep
from prospect_crm.services.skills import check_skills_right


class ContactProspect(Document):
    """A person one would like to do business with: attached to a company, or free."""

    def onload(self) -> None:
        company = derived_columns.company_of(self.company)
        self.set_onload("company_has_sector", bool(company and company["sector"]))

    def validate(self) -> None:
        self.set_full_name()
        self.check_contact_details()
        self.assign_when_new()
        check_skills_right(self)
        if self.company:
            self.company_as_given = None
        derived_columns.set_person(self)

    def on_update(self) -> None:
        derived_spread.from_person(self)
        notify_new_rep(self)
        subscription_moves.follow_address(self)

    def on_trash(self) -> None:
        refuse_while_linked(self)

    def after_delete(self) -> None:
        subscription_moves.leave(self)

    def set_full_name(self) -> None:
        """Both names are required (S2); white space alone is no name."""
        for fieldname in ("first_name", "last_name"):
            self.set(fieldname, (self.get(fieldname) or "").strip())
            if not self.get(fieldname) and not self.flags.ignore_mandatory:
                label = _(self.meta.get_label(fieldname), context=self.doctype)
                frappe.throw(_("{0} is required.").format(label), frappe.MandatoryError)
        self.full_name = f"{self.first_name} {self.last_name}".strip()

    def check_contact_details(self) -> None:
        contact_details.check_emails(self, "email", "other_emails")
        contact_details.check_website(self)
        contact_details.check_phones(self, "phone", "mobile", "fax")

    def assign_when_new(self) -> None:
        """New becomes Assigned with the first rep."""
        if self.status == "New" and self.sales_rep:
            self.status = "Assigned"
