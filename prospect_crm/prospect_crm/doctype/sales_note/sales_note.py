from __future__ import annotations

from html import unescape

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import strip_html

from prospect_crm.services import derived_columns, mentions, references

TITLE_LENGTH = 100


class SalesNote(Document):
    """What somebody wrote down about a record: shared or private, pinned or not; README.md tells its life."""

    def validate(self) -> None:
        references.check(self, is_required=True)
        self.check_content()
        self.set_title()
        derived_columns.set_note(self)

    def on_update(self) -> None:
        mentions.notify(self)

    def check_content(self) -> None:
        if not self.attachment and not self.plain_text() and "<img" not in (self.content or ""):
            frappe.throw(_("The note is empty: write something, or attach a file."), frappe.MandatoryError)

    def set_title(self) -> None:
        text = self.plain_text() or (self.attachment or "").rsplit("/", 1)[-1] or _("Picture")
        self.title = text if len(text) <= TITLE_LENGTH else text[: TITLE_LENGTH - 1].rstrip() + "…"

    def plain_text(self) -> str:
        return " ".join(unescape(strip_html(self.content or "")).split())


def on_doctype_update() -> None:
    """The notes of a record, those of their authors, and the newest ones."""
    frappe.db.add_index("Sales Note", ["reference_name", "reference_doctype", "is_pinned"], "about_index")
    frappe.db.add_index("Sales Note", ["owner"], "owner_index")
    frappe.db.add_index("Sales Note", ["creation"], "creation_index")
