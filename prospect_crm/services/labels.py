"""Sales Labels over Frappe's own tags: the same name, with a colour and a place."""

from __future__ import annotations

import frappe
from frappe import _

from prospect_crm.queries import tags

CACHE_KEY = "prospect_crm_labels"


def checked_name(name: str | None) -> str:
    """Give the name without spaces around it; Frappe keeps a record's tags in one text, parted by commas."""
    stripped = (name or "").strip()
    if "," in stripped:
        frappe.throw(_("A label cannot hold a comma. Use two labels, or another sign."))
    return stripped


def make_tag(name: str) -> None:
    """Make the tag of a label, or leave the one that is there."""
    if not frappe.db.exists("Tag", name):
        # permission: whoever may add a label; Frappe lets any user make tags
        frappe.get_doc({"doctype": "Tag", "name": name}).insert(ignore_permissions=True)


def rename_tag(old: str, new: str) -> None:
    """Let every record that carries the label carry the new name, a statement a kind of record."""
    make_tag(new)
    for doctype in tags.doctypes_with(old):
        tags.rename(doctype, old, new)
    frappe.db.delete("Tag", {"name": old})
    forget()


def forget() -> None:
    """Read the labels anew, now and once the change is committed: somebody may read the old ones in between."""
    _delete_kept()
    frappe.db.after_commit.add(_delete_kept)


def _delete_kept() -> None:
    frappe.cache().delete_value(CACHE_KEY)


def all_labels() -> list[dict[str, object]]:
    """Give each label with its colour and the types of records it is offered for (empty: all)."""
    return frappe.cache().get_value(CACHE_KEY, _read)


def _read() -> list[dict[str, object]]:
    rows = frappe.get_all("Sales Label", fields=["name", "color"], order_by="name")
    types: dict[str, list[str]] = {}
    for row in frappe.get_all("Sales Label Document Type", fields=["parent", "document_type"]):
        types.setdefault(row.parent, []).append(row.document_type)
    return [{**row, "document_types": types.get(row.name, [])} for row in rows]


def add_to_boot(bootinfo: frappe._dict) -> None:
    """Give the desk the colours of labels."""
    if frappe.session.user != "Guest":
        bootinfo.prospect_crm_labels = all_labels()
