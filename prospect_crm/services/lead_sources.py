"""By which path a lead came in (S3)."""

from __future__ import annotations

import frappe
from frappe.model.document import Document

DEFAULT = "Manually Created"
WEB_FORM = "frappe.website.doctype.web_form.web_form.accept"
API_PATHS = ("/api/resource/", "/api/v1/resource/", "/api/v2/document/", "/api/method/frappe.client.")


def set_source(document: Document) -> None:
    """Set the source by the path, unless whoever makes the lead names another one."""
    if not document.source or document.source == DEFAULT:
        document.source = current_source()


def current_source() -> str:
    """Say how the record that is being made comes in, in the words of the field ``source``."""
    if frappe.flags.in_import or frappe.flags.sales_operation_kind == "Import":
        return "Import"
    request = getattr(frappe.local, "request", None)
    if request is None:
        return "Workflow Automation" if getattr(frappe.local, "job", None) else DEFAULT
    if frappe.form_dict.get("cmd") == WEB_FORM or request.path.endswith(WEB_FORM):
        return "Web Forms"
    if frappe.flags.in_safe_exec:
        return "Workflow Automation"
    return "API" if request.path.startswith(API_PATHS) else DEFAULT
