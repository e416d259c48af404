from frappe.model.document import Document


class SalesTerritory(Document):
    pass
