"""Records that a user may not read, and the endpoints that take the name of one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import frappe

from tests.factories import (
    make_address,
    make_company,
    make_contact,
    make_entity,
    make_lead,
    make_note,
    make_opportunity,
    make_person,
    make_task,
    make_user,
)
from tests.site.http_client import Client

if TYPE_CHECKING:
    import requests

MARK = "Zyzzyva"
"""Stands in every text of the hidden records, and nowhere else."""


@dataclass
class Hidden:
    """Hidden records by DocType, and a client whose user sees none of them."""

    names: dict[str, str]
    file: str
    client: Client

    def ask(self, method: str, /, **arguments: Any) -> requests.Response:
        return self.client.session.post(f"{self.client.base}/api/method/{method}", json=arguments)

    def get(self, path: str, /, **arguments: Any) -> requests.Response:
        return self.client.session.get(f"{self.client.base}{path}", params=arguments)


def made() -> list[Any]:
    """Make one record of each kind, all of an entity without members."""
    entity = make_entity("Paris")
    company = make_company(f"{MARK} SA", entities=[{"entity": entity.name}], phone="01 42 68 53 00")
    person = make_person(MARK, f"{MARK}ova", company=company.name, email="zyzzyva@hidden.example")
    contact = make_contact("Anne", "Client", client_account=company.name, designation=MARK)
    address = make_address(company)
    lead = make_lead(contact_prospect=person.name, short_description=MARK)
    deal = make_opportunity(company=company.name, title=MARK)
    task = make_task(person, subject=MARK, report=MARK, starts_on="2030-01-02 10:00:00")
    note = make_note(person, f"<p>{MARK}</p>")
    for record in (company, person, lead):
        record.add_comment("Comment", MARK)
        record.add_tag("hidden-tag")
        record.reload()
    person.update({"job_title": MARK}).save()
    return [company, person, contact, address, lead, deal, task, note]


@contextmanager
def hidden_records() -> Iterator[Hidden]:
    """Make the records, and take them away again."""
    names = {record.doctype: record.name for record in made()}
    file = frappe.get_doc(
        doctype="File",
        file_name=f"{MARK}.txt",
        content=MARK,
        is_private=1,
        attached_to_doctype="Contact Prospect",
        attached_to_name=names["Contact Prospect"],
    ).insert()
    user = make_user("outside@example.com", "Sales Prospector")
    frappe.db.commit()
    yield Hidden(names, file.file_url, Client(user))
    frappe.db.rollback()
    for doctype in ("Comment", "Version", "Tag Link"):
        frappe.db.delete(doctype)
    frappe.delete_doc("File", file.name, force=True, ignore_permissions=True)
    frappe.db.commit()


KINDS = (
    "Sales Prospect",
    "Contact Prospect",
    "Contact",
    "Address",
    "Sales Lead",
    "Sales Opportunity",
    "Sales Task",
    "Sales Note",
)
TITLES = {
    "Sales Prospect": "company_name",
    "Contact Prospect": "full_name",
    "Contact": "full_name",
    "Address": "address_title",
    "Sales Lead": "title",
    "Sales Opportunity": "title",
    "Sales Task": "subject",
    "Sales Note": "title",
}
SENT = '{{"doctype": "{doctype}", "name": "{name}", "{title}": "Taken", "modified": "2026-01-01"}}'
"""A document as the desk sends it whole."""

# What takes a DocType and a name: each answer for the hidden record must be free of it.
BY_NAME: dict[str, dict[str, str]] = {
    "frappe.client.get": {"doctype": "{doctype}", "name": "{name}"},
    "frappe.client.get_value": {
        "doctype": "{doctype}",
        "fieldname": "{title}",
        "filters": '{{"name": "{name}"}}',
    },
    "frappe.client.has_permission": {"doctype": "{doctype}", "docname": "{name}"},
    "frappe.client.get_doc_permissions": {"doctype": "{doctype}", "docname": "{name}"},
    "frappe.client.validate_link": {"doctype": "{doctype}", "docname": "{name}", "fields": '["{title}"]'},
    "frappe.client.is_document_amended": {"doctype": "{doctype}", "docname": "{name}"},
    "frappe.client.set_value": {
        "doctype": "{doctype}",
        "name": "{name}",
        "fieldname": "{title}",
        "value": "Taken",
    },
    "frappe.client.delete": {"doctype": "{doctype}", "name": "{name}"},
    "frappe.client.rename_doc": {"doctype": "{doctype}", "old_name": "{name}", "new_name": "taken"},
    "frappe.desk.form.load.getdoc": {"doctype": "{doctype}", "name": "{name}"},
    "frappe.desk.form.load.get_docinfo": {"doctype": "{doctype}", "name": "{name}"},
    "frappe.desk.form.load.get_communications": {"doctype": "{doctype}", "name": "{name}"},
    "frappe.desk.form.linked_with.get": {"doctype": "{doctype}", "docname": "{name}"},
    "frappe.desk.form.linked_with.get_submitted_linked_docs": {"doctype": "{doctype}", "name": "{name}"},
    "frappe.desk.form.document_follow.get_follow_users": {"doctype": "{doctype}", "doc_name": "{name}"},
    "frappe.desk.form.document_follow.follow_document": {
        "doctype": "{doctype}",
        "doc_name": "{name}",
        "user": "outside@example.com",
    },
    "frappe.desk.form.utils.add_comment": {
        "reference_doctype": "{doctype}",
        "reference_name": "{name}",
        "content": "x",
        "comment_email": "outside@example.com",
        "comment_by": "x",
    },
    "frappe.desk.form.assign_to.add": {
        "doctype": "{doctype}",
        "name": "{name}",
        "assign_to": '["outside@example.com"]',
    },
    "frappe.desk.like.toggle_like": {"doctype": "{doctype}", "name": "{name}", "add": "Yes"},
    "frappe.desk.link_preview.get_preview_data": {"doctype": "{doctype}", "docname": "{name}"},
    "frappe.desk.notifications.get_open_count": {"doctype": "{doctype}", "name": "{name}"},
    "frappe.desk.search.get_link_title": {"doctype": "{doctype}", "docname": "{name}"},
    "frappe.desk.doctype.tag.tag.add_tag": {"tag": "mine", "dt": "{doctype}", "dn": "{name}"},
    "frappe.desk.doctype.tag.tag.add_tags": {"tags": '["mine"]', "dt": "{doctype}", "docs": '["{name}"]'},
    "frappe.desk.doctype.tag.tag.remove_tag": {"tag": "hidden-tag", "dt": "{doctype}", "dn": "{name}"},
    "frappe.share.get_users": {"doctype": "{doctype}", "name": "{name}"},
    "frappe.share.add": {"doctype": "{doctype}", "name": "{name}", "user": "outside@example.com"},
    "frappe.www.printview.get_html_and_style": {"doc": "{doctype}", "name": "{name}"},
    "frappe.utils.print_format.download_pdf": {"doctype": "{doctype}", "name": "{name}"},
    "frappe.utils.print_format.download_multi_pdf": {
        "doctype": "{doctype}",
        "name": '["{name}"]',
        "format": "Standard",
    },
    "frappe.www.printview.get_rendered_raw_commands": {"doc": "{doctype}", "name": "{name}"},
    "frappe.model.rename_doc.update_document_title": {
        "doctype": "{doctype}",
        "docname": "{name}",
        "title": "Taken",
        "name": "",
    },
    "prospect_crm.api.rights.who_can_see": {"doctype": "{doctype}", "name": "{name}"},
    "frappe.client.cancel": {"doctype": "{doctype}", "name": "{name}"},
    "frappe.client.attach_file": {
        "doctype": "{doctype}",
        "docname": "{name}",
        "filename": "x",
        "filedata": "x",
    },
    "frappe.client.save": {"doc": SENT},
    "frappe.client.submit": {"doc": SENT},
    "frappe.client.bulk_update": {
        "docs": '[{{"doctype": "{doctype}", "docname": "{name}", "{title}": "Taken"}}]'
    },
    "frappe.core.doctype.communication.email.make": {
        "doctype": "{doctype}",
        "name": "{name}",
        "recipients": "somebody@example.com",
    },
    "frappe.desk.form.save.savedocs": {"doc": SENT, "action": "Save"},
    "frappe.desk.form.save.cancel": {"doctype": "{doctype}", "name": "{name}"},
    "frappe.desk.form.assign_to.get": {"args": '{{"doctype": "{doctype}", "name": "{name}"}}'},
    "frappe.share.set_permission": {
        "doctype": "{doctype}",
        "name": "{name}",
        "user": "outside@example.com",
        "permission_to": "read",
    },
    "frappe.share.remove": {"doctype": "{doctype}", "name": "{name}", "user": "outside@example.com"},
    "run_doc_method": {"dt": "{doctype}", "dn": "{name}", "method": "x"},
    "upload_file": {"doctype": "{doctype}", "docname": "{name}", "file_url": "https://example.com/x"},
}


def filled(template: dict[str, str], doctype: str, name: str) -> dict[str, str]:
    places = {"doctype": doctype, "name": name, "title": TITLES[doctype]}
    return {key: value.format(**places) for key, value in template.items()}
