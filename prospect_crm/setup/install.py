"""What install-app adds beside the DocTypes."""

from __future__ import annotations

import frappe

from prospect_crm.setup.records import MASTERS, ROLES


def after_install() -> None:
    """Insert what the app needs to be usable at once; migrate never comes here, so edits stay."""
    add_roles()
    add_masters()


def add_roles() -> None:
    """Make the roles, or leave them as they are."""
    for role in ROLES:
        if not frappe.db.exists("Role", role):
            frappe.get_doc(doctype="Role", role_name=role, desk_access=1).insert(ignore_permissions=True)


def add_masters() -> None:
    """Fill each list that is still empty, in the site's language."""
    language = "fr" if (frappe.db.get_default("lang") or "").startswith("fr") else "en"
    for doctype, (fieldname, names) in MASTERS.items():
        if frappe.db.count(doctype):
            continue
        for name in names[language]:
            frappe.get_doc({"doctype": doctype, fieldname: name}).insert(ignore_permissions=True)
