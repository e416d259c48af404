from __future__ import annotations

import frappe
from frappe import _
from frappe.contacts.address_and_contact import delete_contact_and_address, load_address_and_contact
from frappe.model.document import Document

from prospect_crm.queries import groups
from prospect_crm.services import contact_details, derived_columns, derived_spread, subscription_moves, values
from prospect_crm.services.linked_records import refuse_while_linked
from prospect_crm.services.rep_notices import notify_new_rep


class SalesProspect(Document):
    """A company one would like to do business with, or does: a legal person."""

    def onload(self) -> None:
        load_address_and_contact(self)

    def validate(self) -> None:
        self.company_name = (self.company_name or "").strip()
        self.check_contact_details()
        self.check_parent_company()
        self.check_stays_client()
        self.assign_when_new()
        values.clear_erp_link(self)
        derived_columns.set_company(self)

    def on_update(self) -> None:
        derived_spread.from_company(self)
        notify_new_rep(self)
        subscription_moves.follow_address(self)

    def on_trash(self) -> None:
        refuse_while_linked(self)
        delete_contact_and_address(self.doctype, self.name)

    def after_delete(self) -> None:
        subscription_moves.leave(self)

    def check_contact_details(self) -> None:
        contact_details.check_emails(self, "email")
        contact_details.check_website(self)
        contact_details.check_company_numbers(self)
        contact_details.check_phones(self, "phone", "fax")

    def check_parent_company(self) -> None:
        """A group is a tree: nobody is their own ancestor."""
        if self.parent_company and self.name in groups.ancestors(self.parent_company):
            frappe.throw(
                _("{0} cannot be the parent company: it belongs to {1} itself.").format(
                    frappe.bold(frappe.db.get_value("Sales Prospect", self.parent_company, "company_name")),
                    frappe.bold(self.company_name),
                )
            )

    def check_stays_client(self) -> None:
        """A client contact has a client account, so an account that has some stays a client."""
        if self.account_type != "Prospect" or self.is_new() or not self.has_value_changed("account_type"):
            return
        if frappe.db.exists("Contact", {"client_account": self.name}):
            frappe.throw(
                _("{0} has client contacts, so it stays a client.").format(
                    frappe.bold(frappe.utils.escape_html(self.company_name))
                )
            )

    def assign_when_new(self) -> None:
        """New becomes Assigned with the first rep."""
        if self.status == "New" and self.sales_rep:
            self.status = "Assigned"


def on_doctype_update() -> None:
    """What an ERP holds of it, it holds once."""
    frappe.db.add_unique("Sales Prospect", ["erp_doctype", "erp_name"], "erp_unique")
