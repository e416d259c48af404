"""Where Frappe asks: list conditions, permission on a document, and many names at once, all from one rule."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import frappe
from frappe.model.document import Document
from frappe.permissions import get_role_permissions
from frappe.query_builder import DocType
from pypika.terms import Criterion, EmptyCriterion

from prospect_crm.compat import NO_OBJECTION
from prospect_crm.permissions import rules
from prospect_crm.permissions.viewer import Viewer, viewer
from prospect_crm.permissions.visible import match_of
from prospect_crm.permissions.writing import JUDGED_BY, may_write
from prospect_crm.queries.sql_text import Written, as_text

READING = ("read", "select", "print", "email", "export", "report")
CHUNK = 1000


def list_condition(user: str | None, doctype: str) -> str:
    """Give the condition for a list of a DocType as SQL; "" when the user sees all rows."""
    found = rules.condition(doctype, viewer(user))
    return "" if isinstance(found, EmptyCriterion) else as_text(found)


def has_permission(
    doc: Document, ptype: str | None = None, user: str | None = None, **_further: object
) -> bool | None:
    """Refuse with False what the rule of the DocType or a missing right refuses."""
    looking, ptype = viewer(user), ptype or "read"
    if looking.user == "Administrator":
        return NO_OBJECTION
    if not doc.name or doc.get("__islocal") or doc.is_new():
        allowed = may_write(doc, looking, "create")
    else:
        is_reading = ptype in READING
        seen = visible_names(doc.doctype, [doc.name], looking, "read" if is_reading else ptype)
        allowed = bool(seen) and (is_reading or may_write(doc, looking, ptype))
    return NO_OBJECTION if allowed else False


def visible_names(doctype: str, names: Sequence[str], looking: Viewer, ptype: str = "read") -> set[str]:
    """Give those of the names whose rows the rule lets the viewer see; roles are not asked."""
    table = DocType(doctype)
    query = frappe.qb.from_(table).select(table.name).where(table.name.isin(list(names)))
    found = rules.condition(doctype, looking, ptype)
    return {row[0] for row in (query if isinstance(found, EmptyCriterion) else query.where(found)).run()}


def allowed_names(
    doctype: str, names: Iterable[str], ptype: str = "read", user: str | None = None
) -> set[str]:
    """Give those of the names on which the user has a permission: a few queries a thousand names.

    Reading is Frappe's own condition for a list (roles, User Permissions, shares, other apps' conditions and ours). For anything
    else the role has to allow it, and documents are asked where more than that decides: shared ones, and all of them
    where another app has a say.
    """
    looking, wanted = viewer(user), list(dict.fromkeys(names))
    found: set[str] = set()
    for start in range(0, len(wanted), CHUNK):
        readable = _readable(doctype, wanted[start : start + CHUNK], looking)
        found |= readable if ptype in ("read", "select") else _writable(doctype, readable, ptype, looking)
    return found


def _readable(doctype: str, names: list[str], looking: Viewer) -> set[str]:
    condition = seen(doctype, looking)
    if condition is None:
        return set()
    table = DocType(doctype)
    query = frappe.qb.from_(table).select(table.name).where(table.name.isin(names))
    return {row[0] for row in query.where(condition).run()}


def seen(doctype: str, looking: Viewer) -> Criterion | None:
    """Give the condition for the records that a viewer sees; ``None`` when they may see none at all.

    Frappe's list query itself would fail for a user whom nothing but a share lets read.
    """
    if not frappe.has_permission(doctype, "read", user=looking.user):
        return None
    match = match_of(doctype, looking)
    if match is None:
        return None
    return Written(match) if match else EmptyCriterion()


def _writable(doctype: str, names: set[str], ptype: str, looking: Viewer) -> set[str]:
    """Those of readable names that may be written or deleted."""
    if looking.user == "Administrator":
        return names
    role = get_role_permissions(frappe.get_meta(doctype), user=looking.user)
    by_document = names & set(frappe.share.get_shared(doctype, looking.user))
    by_rule = names - by_document if role.get(ptype) else set()
    if role.get("has_if_owner_enabled") or _others_decide(doctype):
        by_document, by_rule = names, set()
    asked = {
        name for name in by_document if frappe.has_permission(doctype, ptype, doc=name, user=looking.user)
    }
    return asked | _by_rule(doctype, by_rule, ptype, looking)


def _others_decide(doctype: str) -> bool:
    hooks = frappe.get_hooks("has_permission", {}).get(doctype, [])
    return any(not hook.startswith("prospect_crm.") for hook in hooks)


def _by_rule(doctype: str, names: set[str], ptype: str, looking: Viewer) -> set[str]:
    """What our rule and the rights allow, judged on the few columns that they look at."""
    if not names:
        return set()
    seen = visible_names(doctype, sorted(names), looking, ptype) if doctype in rules.RULES else names
    columns = ["name", *JUDGED_BY.get(doctype, ())]
    rows = frappe.get_all(
        doctype, filters={"name": ["in", sorted(seen)]}, fields=columns, limit_page_length=0, order_by=None
    )
    return {row.name for row in rows if may_write(frappe._dict(row, doctype=doctype), looking, ptype)}
