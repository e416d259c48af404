from frappe.model.document import Document


class SalesRecordEntity(Document):
    pass
