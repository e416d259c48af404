from frappe.model.document import Document


class ProspectCRMSettings(Document):
    """What administrators choose for the whole site."""
