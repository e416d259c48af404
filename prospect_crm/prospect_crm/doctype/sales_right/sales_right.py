from __future__ import annotations

from frappe.model.document import Document

from prospect_crm.permissions import rights, viewer


class SalesRight(Document):
    """What an administrator may grant to roles; System Manager holds every right."""

    def on_update(self) -> None:
        rights.forget()
        viewer.forget()
