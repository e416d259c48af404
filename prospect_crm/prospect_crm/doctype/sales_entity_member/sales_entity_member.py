from frappe.model.document import Document


class SalesEntityMember(Document):
    """A user who sees the records of an entity."""
