"""Makes the demo's records one after the other, and remembers which and in what order."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import frappe
from frappe.desk.doctype.tag.tag import DocTags
from frappe.model.document import Document
from frappe.utils import getdate, now_datetime

from prospect_crm.demo import lists
from prospect_crm.services import pipelines

Values = dict[str, Any]


class Maker:
    """``made`` holds (DocType, name) in the order of making: deleted the other way round."""

    def __init__(self, kept: list[tuple[str, str]] | None = None) -> None:
        """``kept`` are records of an earlier demo that are still there: known by their titles."""
        self.made = list(kept or [])
        self.names = {(doctype, self._title(doctype, name)): name for doctype, name in self.made}

    # -- parts ---------------------------------------------------------------

    def insert(self, doctype: str, values: Values) -> Document:
        """Insert a document, and the list entries that it names and the site does not have."""
        values = lists.in_site_language(values)
        for list_of, name in lists.missing_entries(values):
            self.insert(list_of, {lists.TITLES[list_of]: name})
        document = frappe.get_doc({"doctype": doctype, **values})
        document.flags.no_welcome_mail = True
        document.insert(ignore_permissions=True)
        self.made.append((doctype, document.name))
        return document

    def remember(self, document: Document, title: str | None, days_ago: int, owner: str | None) -> None:
        """Let others name it by its title, and be as old as the data say."""
        if title:
            self.names.setdefault((document.doctype, title), document.name)
        moment = now_datetime() - timedelta(days=days_ago, minutes=len(self.made) % 400)
        stamp = {"creation": moment, "modified": moment, "owner": owner or document.owner}
        frappe.db.set_value(document.doctype, document.name, stamp, update_modified=False)

    def is_there(self, doctype: str, title: str | None) -> bool:
        return (doctype, title) in self.names

    @staticmethod
    def _title(doctype: str, name: str) -> str:
        return frappe.db.get_value(doctype, name, frappe.get_meta(doctype).get_title_field()) or name

    def name_of(self, doctype: str, title: str | None) -> str | None:
        return self.names[(doctype, title)] if title else None

    # -- a record of each kind ------------------------------------------------

    def user(self, values: Values) -> None:
        """A demo user holds their role alone: Frappe makes a site's first desk user a System Manager."""
        if frappe.db.exists("User", values["email"]):
            return
        with as_import():
            self.insert("User", {"send_welcome_email": 0, "enabled": 1, **values})
        roles = [row["role"] for row in values["roles"]]
        frappe.db.delete("Has Role", {"parent": values["email"], "role": ["not in", roles]})

    def list_entry(self, doctype: str, title: str, values: Values) -> None:
        if not frappe.db.exists(doctype, values[title]):
            self.insert(doctype, values)

    def company(self, values: Values) -> None:
        if self.is_there("Sales Prospect", values["company_name"]):
            return
        parent = self.name_of("Sales Prospect", values.pop("parent_company", None))
        days_ago = values.pop("days_ago")
        document = self.insert("Sales Prospect", {**values, "parent_company": parent, **_entities(values)})
        self.remember(document, document.company_name, days_ago, document.sales_rep)

    def person(self, values: Values) -> None:
        if self.is_there("Contact Prospect", f"{values['first_name']} {values['last_name']}"):
            return
        company = self.name_of("Sales Prospect", values.pop("company", None))
        days_ago = values.pop("days_ago")
        document = self.insert("Contact Prospect", {**values, "company": company, **_entities(values)})
        self.remember(document, document.full_name, days_ago, document.sales_rep)
        if company and not frappe.db.exists("Dynamic Link", {"parenttype": "Address", "link_name": company}):
            self._address(company, values)

    def _address(self, company: str, person: Values) -> None:
        """A company has its address where the first of its people works."""
        place = {name: person[name] for name in ("address_line1", "city", "pincode", "country")}
        title = frappe.db.get_value("Sales Prospect", company, "company_name")
        link = {"link_doctype": "Sales Prospect", "link_name": company}
        self.insert("Address", {"address_title": title, "address_type": "Office", **place, "links": [link]})

    def client_contact(self, values: Values) -> None:
        if self.is_there("Contact", f"{values['first_name']} {values['last_name']}"):
            return
        account = self.name_of("Sales Prospect", values.pop("client"))
        email, phone, mobile = (values.pop(name) for name in ("email", "phone", "mobile"))
        phones = [{"phone": phone, "is_primary_phone": 1}]
        if mobile:
            phones.append({"phone": mobile, "is_primary_mobile_no": 1})
        rows = {"email_ids": [{"email_id": email, "is_primary": 1}], "phone_nos": phones}
        with as_import():
            document = self.insert("Contact", {**values, **rows, "client_account": account})
        self.remember(document, f"{document.first_name} {document.last_name}", 200, document.sales_rep)

    def lead(self, values: Values) -> None:
        if values.get("title") and self.is_there("Sales Lead", values["title"]):
            return
        days_ago, labels = values.pop("days_ago"), values.pop("labels", [])
        document = self.insert("Sales Lead", self._parties(values))
        self.remember(document, values.get("title"), days_ago, document.sales_rep)
        self.label("Sales Lead", document.name, labels)

    def opportunity(self, values: Values) -> None:
        if self.is_there("Sales Opportunity", values["title"]):
            return
        pipeline = pipelines.default_pipeline()
        stage = lists.stage(pipeline, values.pop("stage"))
        closes = getdate() + timedelta(days=values.pop("expected_in_days"))
        lead = self.name_of("Sales Lead", values.pop("lead", None))
        values = {**self._parties(values), "pipeline": pipeline, "stage": stage, "lead": lead}
        document = self.insert("Sales Opportunity", {**values, "expected_close_on": closes})
        self.remember(document, document.title, 30, document.sales_rep)
        if lead:
            opportunity = {"opportunity": document.name, "inbox_state": "Converted"}
            frappe.db.set_value("Sales Lead", lead, opportunity, update_modified=False)

    def task(self, values: Values) -> None:
        days, time = values.pop("days"), values.pop("time")
        starts_on = None if days is None else f"{getdate() + timedelta(days=days)} {time}:00"
        values = {**self._reference(values), "starts_on": starts_on}
        if values["status"] == "Done" and starts_on:
            values["completed_on"] = starts_on
        document = self.insert("Sales Task", values)
        self.remember(document, None, max(0, 5 - (days or 0)), document.sales_rep)

    def note(self, values: Values) -> None:
        author = values.pop("author")
        document = self.insert("Sales Note", self._reference(values))
        self.remember(document, None, 4, author)

    def label(self, doctype: str, name: str, labels: list[str]) -> None:
        for label in labels:
            label = lists.entry("Sales Label", label)
            if not frappe.db.exists("Sales Label", label):
                self.insert("Sales Label", {"label_name": label})
            DocTags(doctype).add(name, label)

    def _parties(self, values: Values) -> Values:
        company = self.name_of("Sales Prospect", values.pop("company", None))
        person = self.name_of("Contact Prospect", values.pop("person", None))
        return {**values, "company": company, "contact_prospect": person}

    def _reference(self, values: Values) -> Values:
        doctype, title = values.pop("about"), values.pop("title")
        return {
            **values,
            "reference_doctype": doctype,
            "reference_name": self.name_of(doctype, title),
        }


def _entities(values: Values) -> Values:
    return {"entities": [{"entity": name} for name in values.get("entities", [])]}


@contextmanager
def as_import() -> Iterator[None]:
    """Frappe looks an avatar up over the network for each contact with an e-mail address, but not in an import."""
    before = frappe.flags.in_import
    frappe.flags.in_import = True
    try:
        yield
    finally:
        frappe.flags.in_import = before
