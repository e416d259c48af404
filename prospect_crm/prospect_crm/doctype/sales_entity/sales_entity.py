from __future__ import annotations

from frappe.model.document import Document

from prospect_crm.permissions import viewer
from prospect_crm.services.entity_sets import drop_sets_of


class SalesEntity(Document):
    """A business unit that may use a record."""

    def on_update(self) -> None:
        viewer.forget()

    def on_trash(self) -> None:
        drop_sets_of(self.name)
        viewer.forget()
