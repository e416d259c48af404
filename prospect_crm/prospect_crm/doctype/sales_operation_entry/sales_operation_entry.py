import frappe
from frappe.model.document import Document


class SalesOperationEntry(Document):
    pass


def on_doctype_update() -> None:
    """The indexes that apply and History read by."""
    frappe.db.add_index("Sales Operation Entry", ["operation", "state", "position"])
    frappe.db.add_index("Sales Operation Entry", ["target_name", "target_doctype"])
