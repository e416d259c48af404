from frappe.model.document import Document


class SalesOrigin(Document):
    pass
