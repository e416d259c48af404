from __future__ import annotations

import frappe
from frappe import _
from frappe.contacts.address_and_contact import delete_contact_and_address, load_address_and_contact
from frappe.model.document import Document

from prospect_crm.domain.company_columns import COMPANY_COLUMNS, company_columns
from prospect_crm.queries import groups, people


class SalesProspect(Document):
    """A company one would like to do business with, or does: a legal person."""

    def onload(self) -> None:
        load_address_and_contact(self)

    def validate(self) -> None:
        self.company_name = (self.company_name or "").strip()
        self.check_contact_details()
        self.check_parent_company()
        self.assign_when_new()

    def on_update(self) -> None:
        if any(self.has_value_changed(source) for source in COMPANY_COLUMNS.values()):
            people.update_company_columns(self.name, company_columns(self.as_dict()))

    def on_trash(self) -> None:
        delete_contact_and_address(self.doctype, self.name)

    def check_contact_details(self) -> None:
        from prospect_crm.services.contact_details import check_company_numbers, check_emails, check_website

        check_emails(self, "email")
        check_website(self)
        check_company_numbers(self)

    def check_parent_company(self) -> None:
        """A group is a tree: nobody is their own ancestor."""
        if self.parent_company and self.name in groups.ancestors(self.parent_company):
            frappe.throw(
                _("{0} cannot be the parent company: it belongs to {1} itself.").format(
                    frappe.bold(frappe.db.get_value("Sales Prospect", self.parent_company, "company_name")),
                    frappe.bold(self.company_name),
                )
            )

    def assign_when_new(self) -> None:
        """New becomes Assigned with the first rep."""
        if self.status == "New" and self.sales_rep:
            self.status = "Assigned"
