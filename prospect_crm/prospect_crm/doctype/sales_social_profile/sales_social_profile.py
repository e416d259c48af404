from frappe.model.document import Document


class SalesSocialProfile(Document):
    pass
