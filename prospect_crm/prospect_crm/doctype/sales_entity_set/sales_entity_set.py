from frappe.model.document import Document


class SalesEntitySet(Document):
    """A distinct set of entities; records name theirs in ``entity_set``, so one index answers who may see them."""
