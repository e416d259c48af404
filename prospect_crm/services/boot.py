"""What the desk offers, narrowed to the user's rights: what is not granted is not shown."""

from __future__ import annotations

import frappe

from prospect_crm.permissions import rights

OFFERED = {
    "contact_prospects": {
        "Contact Prospect": ("can_read", "can_select", "can_search", "can_get_report", "all_read"),
    },
    "contact_prospects_write": {"Contact Prospect": ("can_create", "can_write", "in_create")},
    "import_files": {"Contact Prospect": ("can_import",)},
    "export_xlsx": {
        name: ("can_export",)
        for name in (
            "Contact Prospect",
            "Sales Prospect",
            "Sales Lead",
            "Sales Opportunity",
            "Sales Task",
            "Contact",
        )
    },
    "own_notes": {"Sales Note": ("can_create",)},
}
"""Right -> DocType -> lists of the boot's user that name the DocType only with the right."""


def narrow(bootinfo: frappe._dict) -> None:
    """Tell the desk the user's rights, and take away what the missing ones would allow."""
    if frappe.session.user == "Guest":
        return
    held = rights.held()
    bootinfo.prospect_crm_rights = sorted(held)
    for right, doctypes in OFFERED.items():
        if right in held:
            continue
        for doctype, names in doctypes.items():
            for name in names:
                offered = bootinfo.user.get(name)
                if isinstance(offered, list) and doctype in offered:
                    offered.remove(doctype)
