from frappe.model.document import Document

from prospect_crm.queries import operations


class SalesOperation(Document):
    """One change of many records: what was planned, by whom, and what came of each record."""

    def on_trash(self) -> None:
        operations.delete_entries(self.name)
