"""What hangs on a record and keeps it from being deleted (S2: only a record that nothing is attached to)."""

from __future__ import annotations

import frappe
from frappe import _
from frappe.model.document import Document

LINKS = {
    "Sales Prospect": (
        ("Contact Prospect", "company"),
        ("Contact", "client_account"),
        ("Sales Lead", "company"),
        ("Sales Opportunity", "company"),
        ("Sales Prospect", "parent_company"),
    ),
    "Contact Prospect": (("Sales Lead", "contact_prospect"), ("Sales Opportunity", "contact_prospect")),
    "Contact": (("Sales Lead", "contact"), ("Sales Opportunity", "contact")),
    "Sales Lead": (("Sales Opportunity", "lead"),),
    "Sales Opportunity": (),
}
ABOUT = ("Sales Task", "Sales Note")


def refuse_while_linked(document: Document) -> None:
    """Raise LinkExistsError with a sentence that names the types of what is attached."""
    types = attached_types(document.doctype, document.name)
    if types:
        title = frappe.utils.escape_html(document.get_title() or document.name)
        frappe.throw(
            _(
                "{0} cannot be deleted: records of these types are attached to it: {1}. Delete them first."
            ).format(frappe.bold(title), ", ".join(_(doctype) for doctype in types)),
            frappe.LinkExistsError,
        )


def attached_types(doctype: str, name: str) -> list[str]:
    """Give the DocTypes that have a record attached to this one."""
    found = [child for child, link in LINKS[doctype] if frappe.db.exists(child, {link: name})]
    about = {"reference_doctype": doctype, "reference_name": name}
    return list(dict.fromkeys([*found, *[child for child in ABOUT if frappe.db.exists(child, about)]]))
