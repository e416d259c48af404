from frappe.model.document import Document


class ContactProspectPhone(Document):
    pass
