"""The rights and their first grant, and what our roles need of Frappe's own DocTypes."""

from __future__ import annotations

import frappe
from frappe.permissions import add_permission, update_permission_property

from prospect_crm.permissions import rights, viewer
from prospect_crm.permissions.declaration import EVERYBODYS_ROLE, MANAGER, PROSPECTOR, READER, RIGHTS

FRAPPE_PERMISSIONS = {
    "Contact": {
        PROSPECTOR: ("read", "write", "create", "print", "email", "report", "export"),
        MANAGER: ("read", "write", "create", "delete", "print", "email", "report", "export", "share"),
        READER: ("read", "print", "report"),
    },
    "Address": {
        PROSPECTOR: ("read", "write", "create", "print"),
        MANAGER: ("read", "write", "create", "delete", "print"),
        READER: ("read", "print"),
    },
    "Email Group Member": {
        PROSPECTOR: ("read", "write", "create", "delete"),
        MANAGER: ("read", "write", "create", "delete"),
        EVERYBODYS_ROLE: ("read", "write", "create", "delete"),
    },
}
"""Role -> what it may do, beside the roles that Frappe and other apps have given the DocType."""


def add_rights() -> None:
    """Insert the rights that are not there; an administrator's grants stay as they are."""
    for position, right in enumerate(RIGHTS, start=1):
        words = {
            "group": right.group.template,
            "title": right.title.template,
            "description": right.description.template,
            "position": position,
        }
        if frappe.db.exists("Sales Right", right.key):
            frappe.db.set_value("Sales Right", right.key, words, update_modified=False)
            continue
        roles = [{"role": role} for role in right.roles]
        document = {"doctype": "Sales Right", "right_key": right.key, "roles": roles, **words}
        frappe.get_doc(document).insert(ignore_permissions=True)
    rights.forget()
    viewer.forget()


def add_permissions_of_frappe() -> None:
    """Let our roles use contacts and addresses, once; a role that has a permission already keeps it as it is."""
    for doctype, roles in FRAPPE_PERMISSIONS.items():
        for role, properties in roles.items():
            if frappe.db.exists("Custom DocPerm", {"parent": doctype, "role": role, "permlevel": 0}):
                continue
            add_permission(doctype, role, 0)
            for ptype in properties:
                update_permission_property(doctype, role, 0, ptype, 1, validate=False)
