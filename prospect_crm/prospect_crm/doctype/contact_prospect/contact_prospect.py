from __future__ import annotations

import frappe
from frappe import _
from frappe.model.document import Document

from prospect_crm.domain.company_columns import COMPANY_COLUMNS, company_columns


class ContactProspect(Document):
    """A person one would like to do business with: attached to a company, or free."""

    def validate(self) -> None:
        self.set_full_name()
        self.check_contact_details()
        self.assign_when_new()
        self.set_company_columns()

    def set_full_name(self) -> None:
        """Both names are required (S2); white space alone is no name."""
        for fieldname in ("first_name", "last_name"):
            self.set(fieldname, (self.get(fieldname) or "").strip())
            if not self.get(fieldname) and not self.flags.ignore_mandatory:
                label = _(self.meta.get_label(fieldname), context=self.doctype)
                frappe.throw(_("{0} is required.").format(label), frappe.MandatoryError)
        self.full_name = f"{self.first_name} {self.last_name}".strip()

    def check_contact_details(self) -> None:
        from prospect_crm.services.contact_details import check_emails, check_website

        check_emails(self, "email", "other_emails")
        check_website(self)

    def assign_when_new(self) -> None:
        """New becomes Assigned with the first rep."""
        if self.status == "New" and self.sales_rep:
            self.status = "Assigned"

    def set_company_columns(self) -> None:
        company = None
        if self.company:
            company = frappe.db.get_value(
                "Sales Prospect", self.company, list(COMPANY_COLUMNS.values()), as_dict=True
            )
            self.company_as_given = None
        self.update(company_columns(company))
