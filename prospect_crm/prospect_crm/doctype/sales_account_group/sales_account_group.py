from frappe.model.document import Document


class SalesAccountGroup(Document):
    pass
