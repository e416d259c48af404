from __future__ import annotations

from datetime import timedelta

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint, get_datetime, now_datetime

from prospect_crm.services import derived_columns, references, values
from prospect_crm.services.rep_notices import notify_new_rep

REMINDERS = {
    "At the Time": timedelta(),
    "15 Minutes Before": timedelta(minutes=15),
    "1 Hour Before": timedelta(hours=1),
    "1 Day Before": timedelta(days=1),
}


class SalesTask(Document):
    """Something to do about a record, and what came of it; README.md tells its life."""

    def validate(self) -> None:
        references.check(self)
        derived_columns.set_task(self)
        self.set_end()
        self.set_completion()
        self.set_reminder()
        values.clear_erp_link(self)

    def on_update(self) -> None:
        self.refresh_references()
        notify_new_rep(self)

    def after_delete(self) -> None:
        derived_columns.refresh_activity(self.reference_doctype, self.reference_name)

    def set_end(self) -> None:
        if cint(self.duration_minutes) < 0:
            frappe.throw(_("The duration cannot be negative."))
        self.ends_on = None
        if self.starts_on:
            self.ends_on = get_datetime(self.starts_on) + timedelta(minutes=cint(self.duration_minutes))

    def set_completion(self) -> None:
        if self.status != "Done":
            self.completed_on = None
        elif not self.completed_on:
            self.completed_on = now_datetime()

    def set_reminder(self) -> None:
        """A reminder is due once: setting date, reminder or status again makes it due again."""
        if not any(self.has_value_changed(name) for name in ("starts_on", "reminder", "status")):
            return
        self.remind_on = None
        if self.starts_on and self.reminder and self.status not in ("Done", "Cancelled"):
            self.remind_on = get_datetime(self.starts_on) - REMINDERS[self.reminder]

    def refresh_references(self) -> None:
        """The record it is about, and the one it was about before."""
        before = self.get_doc_before_save()
        about = {(self.reference_doctype, self.reference_name)}
        if before:
            about.add((before.reference_doctype, before.reference_name))
        for doctype, name in about:
            derived_columns.refresh_activity(doctype, name)


def on_doctype_update() -> None:
    """The tasks of a record in their order, what gives it its next task, and what decides who sees it."""
    frappe.db.add_index(
        "Sales Task", ["reference_name", "reference_doctype", "status", "starts_on"], "about_index"
    )
    # who sees a task is decided by these three: restricted lists are counted in this index alone
    frappe.db.add_index("Sales Task", ["reference_doctype", "entity_set", "reference_name"], "seen_index")
    frappe.db.add_unique("Sales Task", ["erp_doctype", "erp_name"], "erp_unique")
