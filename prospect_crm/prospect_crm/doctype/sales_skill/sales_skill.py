from frappe.model.document import Document


class SalesSkill(Document):
    pass
