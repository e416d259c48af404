from frappe.model.document import Document


class SalesDepartment(Document):
    pass
