from frappe.model.document import Document


class SalesContactSkill(Document):
    pass
