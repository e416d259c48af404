"""Who can see a record, and why."""

from __future__ import annotations

from dataclasses import dataclass

import frappe
from frappe import _

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

    At most two hundred users with a role of the DocType are asked.
    """
    document = frappe.get_doc(doctype, name)
    found = []
    for user, full_name in _candidates(doctype):
        if frappe.has_permission(doctype, "read", doc=document, user=user):
            may_write = bool(frappe.has_permission(doctype, "write", doc=document, user=user))
            found.append(Onlooker(user, full_name, may_write, _reasons(document, user)))
    frappe.clear_messages()
    return found


def _candidates(doctype: str) -> list[tuple[str, str]]:
    """Users with a role that reads the DocType, or with whom a record of it is shared."""
    roles = [row.role for row in frappe.get_meta(doctype).permissions if row.read and not row.permlevel]
    role, user = frappe.qb.DocType("Has Role"), frappe.qb.DocType("User")
    query = frappe.qb.from_(user).join(role).on(role.parent == user.name)
    query = query.select(user.name, user.full_name).distinct().orderby(user.full_name).limit(MOST)
    query = query.where((role.parenttype == "User") & role.role.isin(roles))
    named = query.where((user.enabled == 1) & (user.user_type == "System User")).run()
    shared = frappe.get_all("DocShare", filters={"share_doctype": doctype}, pluck="user", distinct=True)
    known = {row[0] for row in named}
    more = frappe.get_all(
        "User",
        filters={"name": ["in", [user for user in shared if user and user not in known]], "enabled": 1},
        fields=["name", "full_name"],
        as_list=True,
    )
    return [*named, *more]


def _reasons(document: frappe.model.document.Document, user: str) -> list[str]:
    reasons = []
    if document.get("sales_rep") == user:
        reasons.append(_("their record"))
    if document.owner == user:
        reasons.append(_("created it"))
    if frappe.db.exists(
        "DocShare", {"share_doctype": document.doctype, "share_name": document.name, "user": user}
    ):
        reasons.append(_("it is shared with them"))
    return [*reasons, *_entity_reason(document, user)]


def _entity_reason(document: frappe.model.document.Document, user: str) -> list[str]:
    if not visible_names(document.doctype, [document.name], viewer(user)):
        return []
    if not document.get("entity_set"):
        return [_("the record is open to all entities")]
    if viewer(user).sets is None:
        return [_("sees all entities")]
    members = frappe.get_all("Sales Record Entity", filters={"parent": document.entity_set}, pluck="entity")
    common = [entity for entity in entities_of(user) if entity in members]
    return [_("entity {0}").format(", ".join(common))] if common else []
