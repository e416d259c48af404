"""What differs between the versions of Frappe; nothing else in the app asks for the version."""

from __future__ import annotations

import json
import sys

import frappe
from frappe.desk.doctype.tag.tag import delete_tags_for_document
from frappe.model import delete_doc as deletion
from frappe.model.document import Document
from frappe.utils.global_search import delete_for_document

MAJOR = int(frappe.__version__.split(".")[0])

NO_OBJECTION: bool | None = True if MAJOR >= 16 else None
"""What a has_permission hook answers when it does not refuse: up to 15, True would silence other apps' hooks;
from 16 on, anything but True refuses."""


def erase(document: Document, *, ignore_permissions: bool = False) -> None:
    """Delete a record as Frappe's ``delete_doc`` does, within this transaction.

    Frappe leaves comments, shares and assignments to a job that runs even if the deletion is rolled back, and that
    would take them from a record brought back meanwhile. No "Deleted Document" is made: the journal has the rows.
    """
    document.flags.ignore_permissions = ignore_permissions
    deletion.check_permission_and_not_submitted(document)
    document.run_method("on_trash")
    document.flags.in_delete = True
    document.run_method("on_change")
    deletion.check_if_doc_is_linked(document)
    deletion.check_if_doc_is_dynamically_linked(document)
    deletion.delete_from_table(document.doctype, document.name, [], document)
    document.run_method("after_delete")
    deletion.delete_dynamic_links(document.doctype, document.name)
    document.clear_cache()
    delete_for_document(document)
    delete_tags_for_document(document)
    document.notify_update()


def connection_errors() -> tuple[type[Exception], ...]:
    """Give what the database driver raises when the server is gone: pymysql up to 15, mysqlclient from 16 on."""
    operational = frappe.db.OperationalError
    driver = sys.modules[operational.__module__]
    return operational, driver.InterfaceError


def events_to_send() -> list[list]:
    """Give the realtime events that Frappe sends after this commit, as [event, message, room]; changes count."""
    return getattr(frappe.local, "_realtime_log", [])


def list_of_mail(group: str) -> dict[str, str]:
    """Give the column of the Email Queue that tells of which mailing list a mail is, and what stands in it.

    Up to 15 it is a text of 140 characters, from 16 on an object that goes into the links of Frappe's own.
    """
    if frappe.get_meta("Email Queue").has_field("unsubscribe_param"):
        return {"unsubscribe_param": group[:140]}
    return {"unsubscribe_params": json.dumps({"list": group}) if group else ""}
