from frappe.model.document import Document


class SalesEntity(Document):
    pass
