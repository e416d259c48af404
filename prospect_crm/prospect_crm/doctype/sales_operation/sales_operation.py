from frappe.model.document import Document


class SalesOperation(Document):
    pass
