"""Who can see a record, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document

from prospect_crm.permissions.conditions import visible_names
from prospect_crm.permissions.viewer import entities_of, viewer

MOST = 200


@dataclass(frozen=True)
class Onlooker:
    """A user who can see a record: their name, whether they may change it, and why they see it."""

    user: str
    full_name: str
    may_write: bool
    reasons: list[str]


def who_can_see(doctype: str, name: str) -> list[Onlooker]:
    """Name the enabled desk users who can read a record, with the reasons; the reader has to be one of them.

    At most two hundred users with a role of the DocType are asked; of a record shared with everyone, as many of all.
    """
    document = frappe.get_doc(doctype, name)
    shares = frappe.share.get_users(doctype, name)
    found = []
    for user, full_name in _candidates(doctype, shares):
        if frappe.has_permission(doctype, "read", doc=document, user=user):
            may_write = bool(frappe.has_permission(doctype, "write", doc=document, user=user))
            found.append(Onlooker(user, full_name, may_write, _reasons(document, user, shares)))
    frappe.clear_messages()
    return found


def _candidates(doctype: str, shares: list[dict[str, Any]]) -> list[tuple[str, str]]:
    """Users with a role that reads the DocType, or with whom the record is shared."""
    user, role = frappe.qb.DocType("User"), frappe.qb.DocType("Has Role")
    enabled = frappe.qb.from_(user).select(user.name, user.full_name).where(user.enabled == 1)
    query = enabled.where(user.user_type == "System User").orderby(user.full_name).limit(MOST)
    if not any(share["everyone"] for share in shares):
        roles = [row.role for row in frappe.get_meta(doctype).permissions if row.read and not row.permlevel]
        query = query.join(role).on(role.parent == user.name).distinct()
        query = query.where((role.parenttype == "User") & role.role.isin(roles))
    named = query.run()
    more = {share["user"] for share in shares if share["user"]} - {row[0] for row in named}
    return [*named, *(enabled.where(user.name.isin(sorted(more))).run() if more else ())]


def _reasons(document: Document, user: str, shares: list[dict[str, Any]]) -> list[str]:
    reasons = []
    if document.get("sales_rep") == user:
        reasons.append(_("their record"))
    if document.owner == user:
        reasons.append(_("created it"))
    if any(share["user"] == user for share in shares):
        reasons.append(_("it is shared with them"))
    if any(share["everyone"] for share in shares):
        reasons.append(_("it is shared with everyone"))
    return [*reasons, *_entity_reason(document, user)]


def _entity_reason(document: Document, user: str) -> list[str]:
    if not visible_names(document.doctype, [document.name], viewer(user)):
        return []
    if not document.get("entity_set"):
        return [_("the record is open to all entities")]
    if viewer(user).sets is None:
        return [_("sees all entities")]
    members = frappe.get_all("Sales Record Entity", filters={"parent": document.entity_set}, pluck="entity")
    common = [entity for entity in entities_of(user) if entity in members]
    return [_("entity {0}").format(", ".join(common))] if common else []
