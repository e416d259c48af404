from frappe.model.document import Document


class SalesLabelDocumentType(Document):
    """A type of record that a label is offered for."""
