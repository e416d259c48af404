from frappe.model.document import Document


class SalesSector(Document):
    pass
