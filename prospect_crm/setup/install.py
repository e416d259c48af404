"""What install-app adds beside the DocTypes."""

from __future__ import annotations

from collections.abc import Iterable

import frappe

from prospect_crm.services import derived_rebuild
from prospect_crm.setup.custom_fields import add_custom_fields
from prospect_crm.setup.records import MASTERS, ROLES, Rows
from prospect_crm.setup.rights import add_permissions_of_frappe, add_rights
from prospect_crm.setup.server_scripts import add_server_scripts


def after_install() -> None:
    """Insert what the app needs to be usable at once; migrate never comes here, so edits stay."""
    add_roles()
    add_custom_fields()
    add_masters(MASTERS)
    add_rights()
    add_permissions_of_frappe()
    add_address_template()
    add_server_scripts()
    derived_rebuild.rebuild("Contact")


def add_roles() -> None:
    """Make the roles, or leave them as they are."""
    for role in ROLES:
        if not frappe.db.exists("Role", role):
            frappe.get_doc(doctype="Role", role_name=role, desk_access=1).insert(ignore_permissions=True)


def add_address_template() -> None:
    """Give the site a default Address Template where it has none: without one, no record with an address opens."""
    if frappe.db.exists("Address Template", {"is_default": 1}):
        return
    country = frappe.db.get_default("country") or "France"
    if frappe.db.exists("Country", country) and not frappe.db.exists("Address Template", country):
        template = {"doctype": "Address Template", "country": country, "is_default": 1}
        frappe.get_doc(template).insert(ignore_permissions=True)


def add_masters(doctypes: Iterable[str]) -> None:
    """Fill each of these lists that is still empty, in the site's language."""
    language = "fr" if (frappe.db.get_default("lang") or "").startswith("fr") else "en"
    for doctype in doctypes:
        if frappe.db.count(doctype):
            continue
        rows: Rows = MASTERS[doctype][language]
        for row in rows:
            frappe.get_doc({"doctype": doctype, **row}).insert(ignore_permissions=True)
