from frappe.model.document import Document


class ContactProspectEmail(Document):
    pass
