"""All rows of a record that is deleted, and their way back: names, children, comments, tags, files, links."""

from __future__ import annotations

import base64
import json
import zlib
from typing import Any

import frappe
from frappe.model.document import Document
from frappe.utils.global_search import update_global_search

from prospect_crm import compat
from prospect_crm.domain.message import DomainError, Message
from prospect_crm.permissions import viewer
from prospect_crm.queries import bulk_write, records
from prospect_crm.services import (
    derived_columns,
    derived_rebuild,
    listeners,
    record_values,
    subscription_moves,
)

HELD_BY = {
    "Comment": ("reference_doctype", "reference_name"),
    "Communication Link": ("link_doctype", "link_name"),
    "DocShare": ("share_doctype", "share_name"),
    "Document Follow": ("ref_doctype", "ref_docname"),
    "Email Unsubscribe": ("reference_doctype", "reference_name"),
    "Notification Log": ("document_type", "document_name"),
    "Tag Link": ("document_type", "document_name"),
    "ToDo": ("reference_type", "reference_name"),
    "Version": ("ref_doctype", "docname"),
    "View Log": ("reference_doctype", "reference_name"),
}
"""What Frappe deletes along with a record, and the two columns that name it."""

LET_GO = {
    "Communication": ("reference_doctype", "reference_name"),
    "Activity Log": ("reference_doctype", "reference_name"),
}
"""What Frappe keeps, but without the record's name."""

JOURNAL = "Sales Operation"
MEMBER = "Email Group Member"
Rows = list[dict[str, Any]]


def take(document: Document) -> str:
    """Give all that a deletion of the record would take away, as text; nothing is written."""
    addresses = [frappe.get_doc("Address", name) for name in _addresses_of_it_alone(document)]
    members = [frappe.get_doc(MEMBER, name) for name in subscription_moves.leaving(document)]
    return _packed([_taken(one) for one in (document, *addresses, *members)])


def erase(document: Document, operation: str, *, ignore_permissions: bool = False) -> None:
    """Delete a record whose snapshot was taken; its files wait at the operation.

    Raises what Frappe's own deletion raises: PermissionError, LinkExistsError, what on_trash refuses.
    """
    for name in _addresses_of_it_alone(document):
        address = frappe.get_doc("Address", name)
        _move_files(address.doctype, address.name, operation)
        # permission: as Frappe does it, an address goes with the only company it belongs to
        compat.erase(address, ignore_permissions=True)
    _move_files(document.doctype, document.name, operation)
    # permission: the caller says when this is the undo of what an operation made
    compat.erase(document, ignore_permissions=ignore_permissions)


def restore(snapshot: str) -> None:
    """Bring a record back as it was, with what went with it; DomainError when its name is taken meanwhile."""
    for taken in reversed(_unpacked(snapshot)):
        doctype, name = taken["doctype"], taken["name"]
        if doctype == MEMBER and subscription_moves.is_there(taken["rows"][MEMBER][0]):
            if len(_unpacked(snapshot)) == 1:
                raise DomainError(
                    Message("The address is on this list again, or opted out; it was left alone.")
                )
            continue
        if frappe.db.exists(doctype, name):
            raise DomainError(Message("A record of this name is there again; it was left alone."))
        for table, rows in taken["rows"].items():
            _insert(table, rows)
        for table, names in taken["let_go"].items():
            _name_again(table, names, doctype, name)
        _bring_files_back(doctype, name, taken["files"])
        _follow_up(doctype, name)


# -- taking --------------------------------------------------------------------


def _taken(document: Document) -> dict[str, Any]:
    doctype, name = document.doctype, document.name
    rows = {doctype: records.whole_rows(doctype, {"name": name})}
    for field in document.meta.get_table_fields():
        rows[field.options] = records.whole_rows(field.options, {"parenttype": doctype, "parent": name})
    for table, (kind_column, name_column) in HELD_BY.items():
        rows[table] = records.whole_rows(table, {kind_column: doctype, name_column: name})
    return {
        "doctype": doctype,
        "name": name,
        "rows": {table: found for table, found in rows.items() if found},
        "let_go": {
            table: names for table in LET_GO if (names := _names(table, LET_GO[table], doctype, name))
        },
        "files": _files(doctype, name),
    }


def _names(table: str, columns: tuple[str, str], doctype: str, name: str) -> list[str]:
    return [
        row["name"] for row in records.whole_rows(table, dict(zip(columns, (doctype, name), strict=True)))
    ]


def _files(doctype: str, name: str) -> list[str]:
    return _names("File", ("attached_to_doctype", "attached_to_name"), doctype, name)


def _move_files(doctype: str, name: str, operation: str) -> None:
    """Frappe deletes a record's files from the disk, which no rollback brings back: they change hands before."""
    for file in _files(doctype, name):
        frappe.db.set_value(
            "File",
            file,
            {"attached_to_doctype": JOURNAL, "attached_to_name": operation},
            update_modified=False,
        )


def _addresses_of_it_alone(document: Document) -> list[str]:
    """The addresses that Frappe deletes together with a company: those linked to nothing else."""
    if document.doctype != "Sales Prospect":
        return []
    about = {"link_doctype": document.doctype, "link_name": document.name, "parenttype": "Address"}
    names = frappe.get_all("Dynamic Link", filters=about, pluck="parent", distinct=True, order_by=None)
    return [name for name in names if frappe.db.count("Dynamic Link", {"parent": name}) == 1]


def _packed(kept: list[dict[str, Any]]) -> str:
    text = json.dumps(kept, default=record_values.plain, ensure_ascii=False, separators=(",", ":"))
    return base64.b85encode(zlib.compress(text.encode(), 9)).decode()


# -- bringing back ---------------------------------------------------------------


def _unpacked(snapshot: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(zlib.decompress(base64.b85decode(snapshot)))
    return found


def _insert(table: str, rows: Rows) -> None:
    """A column that an upgrade has dropped since is left out."""
    there = set(frappe.db.get_table_columns(table))
    columns = [column for column in rows[0] if column in there]
    bulk_write.insert_rows(table, columns, [[row[column] for column in columns] for row in rows])


def _name_again(table: str, names: list[str], doctype: str, name: str) -> None:
    kind_column, name_column = LET_GO[table]
    for held in names:
        if not frappe.db.get_value(table, held, name_column):
            frappe.db.set_value(table, held, {kind_column: doctype, name_column: name}, update_modified=False)


def _bring_files_back(doctype: str, name: str, files: list[str]) -> None:
    for file in files:
        if frappe.db.get_value("File", file, "attached_to_doctype") == JOURNAL:
            frappe.db.set_value(
                "File",
                file,
                {"attached_to_doctype": doctype, "attached_to_name": name},
                update_modified=False,
            )


def _follow_up(doctype: str, name: str) -> None:
    """What follows from other records may have changed since, and whoever listens hears that the record is there."""
    viewer.forget()  # its shares are back
    derived_rebuild.refresh(doctype, [name])
    document = frappe.get_doc(doctype, name)
    if doctype == MEMBER:
        subscription_moves.count_again([document.email_group])
    elif doctype == "Sales Task":
        derived_columns.refresh_activity(document.reference_doctype, document.reference_name)
    else:
        derived_columns.refresh_activity(doctype, name)
    if listeners.reason_for_documents(doctype, ()):
        document.run_method("after_insert")
        document.run_method("on_update")
    update_global_search(document)
    document.clear_cache()
