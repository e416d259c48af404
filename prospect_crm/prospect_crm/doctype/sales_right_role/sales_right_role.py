from frappe.model.document import Document


class SalesRightRole(Document):
    """A role that holds a right."""
