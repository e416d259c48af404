"""Export of people from the desk."""

from typing import Literal

import frappe

from prospect_crm.api.arguments import as_list
from prospect_crm.api.guard import complete
from prospect_crm.services import exports


@frappe.whitelist(methods=["POST"])
@complete
def vcards(names: str | list, version: Literal["3.0", "4.0"] = "3.0", as_zip: bool = False) -> None:
    """Download the vCards of these people: one file, or a ZIP of one file a person."""
    file = exports.export_vcards(as_list(names, str), version=version, as_zip=bool(as_zip))
    frappe.local.response.filename = file.name
    frappe.local.response.filecontent = file.content
    frappe.local.response.type = "download"
