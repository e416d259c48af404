"""What uninstall-app takes away beside the DocTypes: everything elsewhere that points at them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import frappe

from prospect_crm.queries.bulk_write import drop_columns
from prospect_crm.setup.custom_fields import delete_custom_fields
from prospect_crm.setup.records import MODULE, ROLES

# Rows that say nothing once the record they hang on is gone; other rows are only unlinked.
GO_WITH_THEIR_RECORD = {
    "Access Log",
    "Activity Log",
    "Comment",
    "Deleted Document",
    "DocShare",
    "Document Follow",
    "Energy Point Log",
    "List Filter",
    "Notification Log",
    "Tag Link",
    "ToDo",
    "User Permission",
    "Version",
    "View Log",
}


def before_uninstall() -> None:
    """Leave no file, comment, share, setting, role or job of ours behind."""
    from prospect_crm import demo

    demo.forget()
    doctypes = frappe.get_all("DocType", filters={"module": MODULE}, pluck="name")
    delete_files(doctypes)
    for doctype, fieldname, is_required in references_to_doctypes():
        if doctype in doctypes:
            continue
        if is_required or doctype in GO_WITH_THEIR_RECORD:
            frappe.db.delete(doctype, {fieldname: ["in", doctypes]})
        else:
            unlink(doctype, fieldname, doctypes)
    delete_named_after(doctypes)
    delete_jobs()
    delete_roles()
    for doctype, columns in delete_custom_fields().items():
        drop_columns(doctype, columns)


def references_to_doctypes() -> Iterator[tuple[str, str, bool]]:
    """Find every column that names a DocType: (DocType, fieldname, whether the row cannot be without)."""
    rows = frappe.get_all(
        "DocField",
        filters={"fieldtype": "Link", "options": "DocType"},
        fields=["parent", "fieldname", "reqd"],
    )
    for row in rows:
        meta = frappe.get_meta(row.parent)
        if not meta.issingle and not meta.get("is_virtual") and frappe.db.table_exists(row.parent):
            yield row.parent, row.fieldname, bool(row.reqd or meta.istable)


def unlink(doctype: str, fieldname: str, doctypes: Sequence[str]) -> None:
    """Empty the link and the record's name beside it; the row itself belongs to somebody else."""
    values: dict[str, None] = {fieldname: None}
    for field in frappe.get_meta(doctype).get("fields", {"fieldtype": "Dynamic Link", "options": fieldname}):
        values[field.fieldname] = None
    frappe.db.set_value(doctype, {fieldname: ["in", doctypes]}, values, update_modified=False)


def delete_files(doctypes: Sequence[str]) -> None:
    """Delete attached files from the disk too, unless another record holds the same content."""
    for name in frappe.get_all("File", filters={"attached_to_doctype": ["in", doctypes]}, pluck="name"):
        frappe.delete_doc("File", name, ignore_permissions=True, force=True, delete_permanently=True)


def delete_named_after(doctypes: Sequence[str]) -> None:
    """Settings and permissions that carry a DocType's name without a link to it."""
    frappe.db.delete("List View Settings", {"name": ["in", doctypes]})
    frappe.db.delete("Custom DocPerm", {"parent": ["in", doctypes]})
    frappe.db.delete("Property Setter", {"doc_type": ["in", doctypes]})
    frappe.db.delete("__UserSettings", {"doctype": ["in", doctypes]})
    frappe.db.delete("__global_search", {"doctype": ["in", doctypes]})


def delete_jobs() -> None:
    """The scheduler must not look for our functions any more."""
    for name in frappe.get_all(
        "Scheduled Job Type", filters={"method": ["like", "prospect_crm.%"]}, pluck="name"
    ):
        frappe.db.delete("Scheduled Job Log", {"scheduled_job_type": name})
        frappe.db.delete("Scheduled Job Type", {"name": name})


def delete_roles() -> None:
    """Take the roles from users, profiles and permissions, then delete them."""
    for doctype in ("Has Role", "Custom DocPerm", "DocPerm"):
        frappe.db.delete(doctype, {"role": ["in", ROLES]})
    for role in ROLES:
        if frappe.db.exists("Role", role):
            frappe.delete_doc("Role", role, ignore_permissions=True, force=True)
