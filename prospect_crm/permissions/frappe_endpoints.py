"""Frappe's own endpoints, as far as they forget to ask for permission on a record, or know nothing of our rights."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import unquote

import frappe
from frappe import _

from prospect_crm.permissions import reports, rights
from prospect_crm.permissions.rules import RULES

PDF, *PDFS = (
    f"frappe.utils.print_format.{name}"
    for name in ("download_pdf", "download_multi_pdf", "download_multi_pdf_async")
)
"""One record as a file; many in one: Frappe leaves out the refused ones, and answers with an error where none is left."""

COMMUNICATION = "frappe.core.doctype.communication"

UPLOADS = ("upload_file", "frappe.handler.upload_file")

FORGETFUL: dict[str, tuple[str | None, str, str]] = {
    "frappe.desk.search.get_link_title": ("doctype", "docname", "read"),
    "frappe.client.validate_link": ("doctype", "docname", "read"),
    "frappe.client.is_document_amended": ("doctype", "docname", "read"),
    "frappe.desk.form.linked_with.get": ("doctype", "docname", "read"),
    "frappe.desk.form.linked_with.get_submitted_linked_docs": ("doctype", "name", "read"),
    "frappe.desk.form.document_follow.get_follow_users": ("doctype", "doc_name", "read"),
    "frappe.desk.form.document_follow.update_follow": ("doctype", "doc_name", "read"),
    "frappe.desk.form.document_follow.follow_document": ("doctype", "doc_name", "read"),
    "frappe.desk.form.document_follow.unfollow_document": ("doctype", "doc_name", "read"),
    "frappe.desk.form.utils.add_comment": ("reference_doctype", "reference_name", "read"),
    "frappe.desk.form.assign_to.add": ("doctype", "name", "write"),
    "frappe.desk.form.assign_to.remove": ("doctype", "name", "write"),
    "frappe.desk.like.toggle_like": ("doctype", "name", "read"),
    "frappe.desk.link_preview.get_preview_data": ("doctype", "docname", "read"),
    "frappe.desk.notifications.get_open_count": ("doctype", "name", "read"),
    "frappe.desk.doctype.tag.tag.add_tag": ("dt", "dn", "write"),
    "frappe.desk.doctype.tag.tag.remove_tag": ("dt", "dn", "write"),
    "frappe.share.get_users": ("doctype", "name", "read"),
    "frappe.client.rename_doc": ("doctype", "old_name", "write"),
    "frappe.model.rename_doc.update_document_title": ("doctype", "docname", "write"),
    "frappe.contacts.doctype.contact.contact.get_contact_details": (None, "contact", "read"),
    "frappe.contacts.doctype.contact.contact.invite_user": (None, "contact", "write"),
}
"""Endpoint -> (argument with the DocType, argument with the name, permission); without the first it is a Contact."""

TELLING: dict[str, tuple[str | None, str, str]] = {
    "frappe.client.get": ("doctype", "name", "read"),
    "frappe.client.set_value": ("doctype", "name", "read"),
    "frappe.client.delete": ("doctype", "name", "read"),
    "frappe.client.get_doc_permissions": ("doctype", "docname", "read"),
    "frappe.desk.form.load.getdoc": ("doctype", "name", "read"),
    "frappe.desk.form.load.get_docinfo": ("doctype", "name", "read"),
    "frappe.client.cancel": ("doctype", "name", "read"),
    "frappe.client.attach_file": ("doctype", "docname", "read"),
    f"{COMMUNICATION}.email.make": ("doctype", "name", "read"),
    "frappe.desk.form.load.get_communications": ("doctype", "name", "read"),
    "frappe.desk.form.save.cancel": ("doctype", "name", "read"),
    "frappe.share.add": ("doctype", "name", "read"),
    "frappe.share.set_permission": ("doctype", "name", "read"),
    "frappe.www.printview.get_html_and_style": ("doc", "name", "read"),
    "frappe.www.printview.get_rendered_raw_commands": ("doc", "name", "read"),
    PDF: ("doctype", "name", "read"),
    "run_doc_method": ("dt", "dn", "read"),
    "runserverobj": ("dt", "dn", "read"),
    **dict.fromkeys(UPLOADS, ("doctype", "docname", "read")),
}
"""Endpoint that asks for permission, but tells a hidden name from one that is not there -> the same."""

RECORDS = FORGETFUL | TELLING
RESOURCE = re.compile(r"^/api/(?:v1/)?resource/([^/]+)/([^/]+)|^/api/v2/document/([^/]+)/([^/]+)")

LISTS = {
    "frappe.desk.reportview.export_query": "export_xlsx",
    "frappe.client.insert_many": "create_many",
    "frappe.core.doctype.data_import.data_import.download_template": "export_xlsx",
}
"""Endpoint on many records of a DocType -> the right it needs, beside Frappe's own permission."""

PREPARED = "frappe.core.doctype.prepared_report.prepared_report"
REPORTS = (
    "frappe.desk.query_report.run",
    "frappe.desk.query_report.export_query",
    f"{PREPARED}.make_prepared_report",
)
"""What runs a report, and answers with it now or later."""

ADD_TAGS = "frappe.desk.doctype.tag.tag.add_tags"
UPDATE_MANY = "frappe.client.bulk_update"
MANY = (*PDFS, ADD_TAGS, UPDATE_MANY)
SUGGESTIONS = ("frappe.desk.search.search_link", "frappe.desk.search.search_widget")
"""With ``ignore_user_permissions`` they would leave out every other condition too."""

CONTACT = "frappe.contacts.doctype.contact.contact"
CARDS = tuple(f"{CONTACT}.{name}" for name in ("download_vcard", "download_vcards"))
"""Frappe's vCards of contacts, in the versions that have them."""


def check(method: str, form: dict[str, Any]) -> None:
    """Raise PermissionError where a request to one of these endpoints asks for what the user may not have."""
    if method not in (*RECORDS, *LISTS, *REPORTS, *SUGGESTIONS, *CARDS, *MANY) or _is_upload_to_come(
        method, form
    ):
        return
    # a refusal is a sentence; tracebacks stay in the server's logs
    frappe.local.flags.disable_traceback = True
    if method in RECORDS:
        _check_record(RECORDS[method], form)
    elif method in LISTS and _doctype_of(form) in RULES:
        rights.require(LISTS[method])
    elif method in REPORTS:
        _check_report(form)
    elif method in MANY:
        _check_many(method, form)
    elif method in SUGGESTIONS and form.get("doctype") in RULES:
        form.pop("ignore_user_permissions", None)
    elif method in CARDS:
        rights.require("export_vcf")


def check_path(path: str, form: dict[str, Any]) -> None:
    """Raise PermissionError where REST is asked for a record that the user may not read, or that is not there.

    The page to print answers to both that it is not there: what is raised before a page is served has the status 200.
    """
    doctype = form.get("doctype") if path.strip("/") == "printview" else None
    if doctype in RULES and not may(str(doctype), str(form.get("name")), "read"):
        form["name"] = "-"
    if found := RESOURCE.match(path):
        doctype, name = (unquote(part) for part in found.groups() if part)
        if doctype in RULES:
            frappe.local.flags.disable_traceback = True
            _require(doctype, name, "read")


def _check_record(arguments: tuple[str | None, str, str], form: dict[str, Any]) -> None:
    doctype = form.get(arguments[0]) if arguments[0] else "Contact"
    if doctype not in RULES:
        return
    name = form.get(arguments[1]) or _found(str(doctype), form.get("filters"))
    if name:
        _require(str(doctype), str(name), arguments[2])


def _is_upload_to_come(method: str, form: dict[str, Any]) -> bool:
    """Whether a file is for a form before its first Save, which the desk calls "new-sales-note-1" until then."""
    kind = frappe.scrub(str(form.get("doctype"))).replace("_", "-")
    return method in UPLOADS and str(form.get("docname")).startswith(f"new-{kind}-")


def _found(doctype: str, filters: Any) -> str | None:
    """Give the name that a record is asked for by its values; "-" is none."""
    if not filters:
        return None
    try:
        wanted = frappe.parse_json(filters) if isinstance(filters, str) else filters
        return str(frappe.db.get_value(doctype, wanted) or "-")
    except Exception:
        return "-"  # forged: no record has such values


def _check_report(form: dict[str, Any]) -> None:
    reports.require_all_records(str(form.get("report_name")))
    filters = form.get("filters")
    found = frappe.parse_json(filters) if isinstance(filters, str) and filters else filters
    prepared = found.get("prepared_report_name") if isinstance(found, dict) else None
    if prepared and not frappe.has_permission("Prepared Report", "read", doc=str(prepared)):
        frappe.clear_messages()
        frappe.throw(_("This record is not there, or you may not read it."), frappe.PermissionError)


def _check_many(method: str, form: dict[str, Any]) -> None:
    if method == ADD_TAGS:
        _check_records(form.get("dt"), form.get("docs"), "write")
        return
    if method == UPDATE_MANY:
        documents = form.get("docs")
        for one in frappe.parse_json(documents) if isinstance(documents, str) else documents or []:
            _check_records(one.get("doctype"), [one.get("docname")], "read")
        return
    kinds = form.get("doctype")
    for doctype, names in kinds.items() if isinstance(kinds, dict) else [(kinds, form.get("name"))]:
        _check_records(doctype, names, "print")


def _check_records(doctype: Any, names: Any, ptype: str) -> None:
    if doctype not in RULES:
        return
    for name in frappe.parse_json(names) if isinstance(names, str) else names or []:
        _require(str(doctype), str(name), ptype)


def may(doctype: str, name: str, ptype: str) -> bool:
    """Say whether the user may do this to a record; of one that is not there they may not."""
    return bool(frappe.db.exists(doctype, name) and frappe.has_permission(doctype, ptype, doc=name))


def _require(doctype: str, name: str, ptype: str) -> None:
    """A record that is not there and one that may not be read answer alike."""
    if not may(doctype, name, ptype):
        frappe.clear_messages()
        frappe.throw(_("This record is not there, or you may not read it."), frappe.PermissionError)


def _doctype_of(form: dict[str, Any]) -> str:
    if form.get("doctype"):
        return str(form["doctype"])
    documents = form.get("docs")
    found = frappe.parse_json(documents) if isinstance(documents, str) else documents
    first = found[0] if isinstance(found, list) and found else {}
    return str(first.get("doctype", "")) if isinstance(first, dict) else ""
