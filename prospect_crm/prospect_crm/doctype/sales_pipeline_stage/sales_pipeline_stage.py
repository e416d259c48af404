from frappe.model.document import Document


class SalesPipelineStage(Document):
    """A stage of a pipeline: its kind and how likely it is to be won from there."""
