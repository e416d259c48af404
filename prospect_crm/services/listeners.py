"""Who listens to changes of a kind of record, and so decides how many of them are written.

With nobody listening, a statement writes what a thousand documents would; with somebody, each record is saved as a
document and everybody hears of it. What is not known to be silent counts as listening.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import frappe

from prospect_crm.domain.message import Message

APP = "prospect_crm."
EVENTS = ("before_validate", "validate", "before_save", "before_change", "on_update", "on_change")
INSERTING = ("before_insert", "after_insert", "before_naming", "autoname")

TABLES = (
    ("Server Script", {"script_type": "DocType Event", "disabled": 0}, "reference_doctype"),
    ("Notification", {"enabled": 1}, "document_type"),
    ("Webhook", {"enabled": 1}, "webhook_doctype"),
    ("Assignment Rule", {"disabled": 0}, "document_type"),
    ("Workflow", {"is_active": 1}, "document_type"),
    ("Milestone Tracker", {"disabled": 0}, "document_type"),
    ("Energy Point Rule", {"enabled": 1}, "reference_doctype"),
)
"""What an administrator sets up to listen: DocType, when it is active, and the field with what it listens to."""

JUDGED = ("reqd", "unique", "mandatory_depends_on", "fetch_from", "set_only_once", "non_negative")
"""What a field may demand that only a document's own validation judges."""


def reason_for_documents(doctype: str, fieldnames: Iterable[str], *, is_new: bool = False) -> Message | None:
    """Say why records of this kind have to be saved one by one when these fields change; ``None``: nobody listens.

    ``is_new``: such records are made, too.
    """
    events = (*EVENTS, *INSERTING) if is_new else EVENTS
    return _set_up(doctype) or _of_other_apps(doctype, events) or _demanding(doctype, fieldnames)


def _set_up(doctype: str) -> Message | None:
    for table, active, column in TABLES:
        if frappe.db.table_exists(table) and (
            name := frappe.db.get_value(table, {**active, column: doctype})
        ):
            # translation: the kinds in _sentences
            return Message("{kind} “{name}” listens to every change.", {"kind": Message(table), "name": name})
    return None


def _of_other_apps(doctype: str, events: Iterable[str]) -> Message | None:
    hooks = frappe.get_doc_hooks()
    for kind in (doctype, "*"):
        for event in events:
            for path in hooks.get(kind, {}).get(event, []):
                if not path.startswith(APP) and not _is_inert(path, doctype):
                    return Message("“{path}” of another app listens to every change.", {"path": path})
    overridden = frappe.get_hooks("override_doctype_class", {}).get(doctype)
    if overridden and not overridden[-1].startswith(APP):
        return Message("“{path}” of another app listens to every change.", {"path": overridden[-1]})
    return None


def _is_inert(path: str, doctype: str) -> bool:
    predicate = KNOWN_INERT.get(path)
    return bool(predicate and predicate(doctype))


def _always(_doctype: str) -> bool:
    return True


def _no_agreement(doctype: str) -> bool:
    """ERPNext's service levels: silent unless an agreement is about this kind of record."""
    table = "Service Level Agreement"
    return not frappe.db.table_exists(table) or not frappe.db.exists(table, {"document_type": doctype})


def _no_google_account(_doctype: str) -> bool:
    """Frappe's own push to Google: silent unless somebody has connected an account."""
    return not frappe.db.count("Google Contacts")


CORE = "frappe.core.doctype"
KNOWN_INERT: dict[str, Callable[[str], bool]] = {
    "frappe.desk.notifications.clear_doctype_notifications": _always,
    "frappe.workflow.doctype.workflow_action.workflow_action.process_workflow_actions": _always,
    "frappe.automation.doctype.assignment_rule.assignment_rule.apply": _always,
    "frappe.automation.doctype.assignment_rule.assignment_rule.update_due_date": _always,
    "frappe.core.doctype.file.utils.attach_files_to_document": _always,
    "frappe.core.doctype.user_type.user_type.apply_permissions_for_non_standard_user_type": _always,
    "frappe.social.doctype.energy_point_rule.energy_point_rule.process_energy_points": _always,
    "frappe.automation.doctype.milestone_tracker.milestone_tracker.evaluate_milestone": _always,
    # Frappe 16: what the kinds of record that grant permissions log, none of ours
    f"{CORE}.permission_log.permission_log.make_perm_log": _always,
    "frappe.integrations.doctype.google_contacts.google_contacts.insert_contacts_to_google_contacts": _no_google_account,
    "frappe.integrations.doctype.google_contacts.google_contacts.update_contacts_to_google_contacts": _no_google_account,
    "erpnext.setup.doctype.transaction_deletion_record.transaction_deletion_record.check_for_running_deletion_job": _always,
    "erpnext.support.doctype.service_level_agreement.service_level_agreement.apply": _no_agreement,
    "erpnext.support.doctype.service_level_agreement.service_level_agreement.on_communication_update": _always,
}
"""Hooks on every kind of record -> whether they are silent on this one; those of Frappe act on what ``TABLES`` asks,
ERPNext's guard of a company's deletion on ERPNext's own companies."""


def _demanding(doctype: str, fieldnames: Iterable[str]) -> Message | None:
    """A field of the administrator's own making, or one that was made stricter, asks for the document's validation."""
    setters = frappe.get_all(
        "Property Setter", filters={"doc_type": doctype, "property": ["in", JUDGED]}, pluck="field_name"
    )
    custom = [field for field in frappe.get_meta(doctype).get_custom_fields() if not _is_ours(field)]
    demanding = [field.fieldname for field in custom if any(field.get(name) for name in JUDGED)]
    strict = [*demanding, *filter(None, setters)]
    touched = [name for name in fieldnames if name in {field.fieldname for field in custom}]
    for name in (*strict, *touched):
        return Message("The field “{field}” is checked document by document.", {"field": name})
    return None


def _is_ours(field: frappe.model.document.Document) -> bool:
    return field.get("module") == "Prospect CRM"


def _sentences() -> None:
    """The kinds above, for those who translate."""
    for kind in (
        Message("Server Script"),
        Message("Notification"),
        Message("Webhook"),
        Message("Assignment Rule"),
        Message("Workflow"),
        Message("Milestone Tracker"),
        Message("Energy Point Rule"),
    ):
        str(kind)
