from __future__ import annotations

from frappe.model.document import Document

from prospect_crm.services import labels


class SalesLabel(Document):
    """A tag of Frappe with a colour, offered for some types of records."""

    def validate(self) -> None:
        self.label_name = labels.checked_name(self.label_name)

    def after_insert(self) -> None:
        labels.make_tag(self.label_name)

    def after_rename(self, old: str, new: str, merge: bool = False) -> None:
        labels.rename_tag(old, new)

    def on_update(self) -> None:
        labels.forget()

    def on_trash(self) -> None:
        labels.forget()
