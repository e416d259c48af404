"""Skills of people need a right of their own."""

from __future__ import annotations

from frappe.model.document import Document

from prospect_crm.permissions import rights


def check_skills_right(document: Document) -> None:
    """Raise PermissionError when somebody without the right changes a person's skills."""
    if document.flags.ignore_permissions or rights.holds("skills"):
        return
    before = document.get_doc_before_save()
    if _levels(document) != (_levels(before) if before else {}):
        rights.refuse("skills")


def _levels(document: Document) -> dict[str, str]:
    return {row.skill: row.level or "" for row in document.get("skills") or []}
