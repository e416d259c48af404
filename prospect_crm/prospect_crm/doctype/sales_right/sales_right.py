from __future__ import annotations

import frappe
from frappe.model.document import Document

from prospect_crm.permissions import rights, viewer


class SalesRight(Document):
    """What an administrator may grant to roles; System Manager holds every right."""

    def on_update(self) -> None:
        rights.forget()
        # somebody else may have read the old grants again before this change was committed
        frappe.db.after_commit.add(rights.forget)
        viewer.forget()
