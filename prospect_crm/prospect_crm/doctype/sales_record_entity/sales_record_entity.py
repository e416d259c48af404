import frappe
from frappe.model.document import Document


class SalesRecordEntity(Document):
    """An entity that may use a record, or that belongs to a set."""


def on_doctype_update() -> None:
    """The sets that hold an entity: asked for in every request of a restricted user."""
    frappe.db.add_index("Sales Record Entity", ["parenttype", "entity"], "entity_index")
