"""One rule a kind of record: which rows a viewer sees, as a condition of the database.

The list condition, ``allowed_names`` and ``has_permission`` are all made from ``condition``. A rule narrows what
Frappe's roles and User Permissions leave; a share (Frappe's DocShare) opens the one record it names.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import frappe
from frappe.query_builder import DocType
from pypika.terms import Criterion, EmptyCriterion, Field, ValueWrapper

from prospect_crm.domain.derived.reference_columns import TITLE_FIELDS
from prospect_crm.permissions.declaration import EVERYBODYS_ROLE
from prospect_crm.permissions.subscribers import LIST_MANAGER, addresses_of
from prospect_crm.permissions.viewer import Viewer
from prospect_crm.permissions.visible import match_of, names_where, visible_names
from prospect_crm.queries.sql_text import as_text

Rule = Callable[[DocType, Viewer], Criterion]

NOTHING = ValueWrapper(1) == ValueWrapper(0)


def condition(doctype: str, viewer: Viewer, ptype: str = "read") -> Criterion:
    """Give the condition under which a viewer sees rows of a DocType; an empty one when all of them.

    For ``ptype`` "write" or "share" a shared record counts when that was shared; for "delete" it never does.
    """
    if viewer.user == "Administrator":
        return EmptyCriterion()
    table = DocType(doctype)
    rule = RULES[doctype](table, viewer)
    shared = _shared(doctype, viewer, ptype)
    if shared and not isinstance(rule, EmptyCriterion):
        return rule | table.name.isin(shared)
    return rule


def _shared(doctype: str, viewer: Viewer, ptype: str) -> list[str]:
    if doctype not in {*SHAREABLE} & viewer.shared or ptype not in ("read", "write", "share"):
        return []
    return list(frappe.share.get_shared(doctype, viewer.user, rights=[ptype]))


# -- parts of rules ----------------------------------------------------------


def _both(*parts: Criterion) -> Criterion:
    """All of the conditions; those that restrict nothing are left out."""
    return Criterion.all([part for part in parts if not isinstance(part, EmptyCriterion)])


def _entities(table: DocType, viewer: Viewer) -> Criterion:
    """Records of the viewer's entities, and of none."""
    if viewer.sets is None:
        return EmptyCriterion()
    return table.entity_set.isin(["", *viewer.sets]) | table.entity_set.isnull()


def _without(column: Field) -> Criterion:
    return column.isnull() | (column == "")


def _person_is_visible(table: DocType, viewer: Viewer) -> Criterion:
    """What shows a person is seen by those who may see such people."""
    rule = EmptyCriterion()
    if not viewer.holds("contact_prospects"):
        rule &= _without(table.contact_prospect)
    if not viewer.holds("client_contacts"):
        rule &= _without(table.contact)
    return rule


# -- rules -------------------------------------------------------------------


def _companies(table: DocType, viewer: Viewer) -> Criterion:
    return _entities(table, viewer)


def _people(table: DocType, viewer: Viewer) -> Criterion:
    return _entities(table, viewer) if viewer.holds("contact_prospects") else NOTHING


def _contacts(table: DocType, viewer: Viewer) -> Criterion:
    """Contacts of other apps are none of our business."""
    foreign = _without(table.client_account)
    if not viewer.holds("client_contacts"):
        return foreign
    ours = _entities(table, viewer)
    return ours if isinstance(ours, EmptyCriterion) else foreign | ours


def _addresses(table: DocType, viewer: Viewer) -> Criterion:
    """An address is seen with one of the companies and contacts it belongs to; those of other apps are theirs."""
    link = DocType("Dynamic Link")
    ours = frappe.qb.from_(link).select(link.parent).where(link.parenttype == "Address")
    seen: Criterion = NOTHING
    for doctype in WITH_ADDRESSES:
        names = visible_names(doctype, viewer)
        if names is not None:
            seen |= (link.link_doctype == doctype) & names(link.link_name)
    return table.name.notin(ours.where(link.link_doctype.isin(WITH_ADDRESSES))) | table.name.isin(
        ours.where(seen)
    )


def _leads(table: DocType, viewer: Viewer) -> Criterion:
    return _both(_entities(table, viewer), _person_is_visible(table, viewer))


def _opportunities(table: DocType, viewer: Viewer) -> Criterion:
    """Private ones are seen by their rep and their author; those of an entity by its members."""
    own = (table.sales_rep == viewer.user) | (table.owner == viewer.user)
    visible = (table.visibility == "Everyone") | table.visibility.isnull() | own
    if viewer.sets is None:
        visible |= table.visibility == "Entity"
    elif viewer.sets:
        visible |= (table.visibility == "Entity") & table.entity_set.isin(list(viewer.sets))
    return _both(_entities(table, viewer), _person_is_visible(table, viewer), visible)


def _tasks(table: DocType, viewer: Viewer) -> Criterion:
    return _without(table.reference_doctype) | _about_visible(table, viewer)


def _notes(table: DocType, viewer: Viewer) -> Criterion:
    """Own ones; those of authors who share an entity; with the right, all but the private ones."""
    mine = table.owner == viewer.user
    shared = table.is_private == 0
    if not (viewer.holds("see_all_notes") or viewer.holds("manage_all_notes")):
        shared = _both(shared, _by_colleagues(table, viewer))
    if not viewer.rights & {"own_notes", "see_all_notes", "manage_all_notes"}:
        return NOTHING
    return (mine | shared) & _about_visible(table, viewer)


def _by_colleagues(table: DocType, viewer: Viewer) -> Criterion:
    """Authors who share an entity with the viewer; those of no entity are one team."""
    if viewer.colleagues:
        return table.owner.isin(list(viewer.colleagues))
    return table.owner.notin(list(viewer.strangers)) if viewer.strangers else EmptyCriterion()


def _about_visible(table: DocType, viewer: Viewer) -> Criterion:
    """A task or a note is seen by those who see what it is about."""
    matches = {doctype: match_of(doctype, viewer) for doctype in TITLE_FIELDS}
    entities = _entities(table, viewer)
    by_entities = [
        doctype for doctype, match in matches.items() if match == _match_by_entities(doctype, viewer)
    ]
    rule: Criterion = NOTHING
    if by_entities:
        rule |= _both(table.reference_doctype.isin(by_entities), entities)
    for doctype in matches.keys() - set(by_entities):
        names = names_where(doctype, matches[doctype])
        if names is not None:
            rule |= (table.reference_doctype == doctype) & names(table.reference_name)
    return rule


def _match_by_entities(doctype: str, viewer: Viewer) -> str:
    """Frappe's condition where nothing but entities decides: then the task's own copy of the set says it all."""
    entities = _entities(DocType(doctype), viewer)
    return "" if isinstance(entities, EmptyCriterion) else as_text(entities)


def _rows_of(*parents: str, is_foreign_free: bool = False) -> Rule:
    """A child table follows its parents; rows of other parents stay free where other apps use it too."""

    def rule(table: DocType, viewer: Viewer) -> Criterion:
        found: Criterion = table.parenttype.notin(list(parents)) if is_foreign_free else NOTHING
        for parent in parents:
            names = visible_names(parent, viewer)
            if names is not None:
                found |= (table.parenttype == parent) & names(table.parent)
        return found

    return rule


def _follows(doctype_column: str, name_column: str) -> Rule:
    """A record of Frappe's about one of ours is seen by those who see ours; all others stay as they are."""

    def rule(table: DocType, viewer: Viewer) -> Criterion:
        kind, name = table[doctype_column], table[name_column]
        found: Criterion = kind.isnull() | kind.notin([*SHAREABLE, OPERATION])
        found |= (kind == OPERATION) & (table.owner == viewer.user)
        for doctype in SHAREABLE:
            names = visible_names(doctype, viewer)
            if names is not None:
                found |= (kind == doctype) & names(name)
        return found

    return rule


def _operations(table: DocType, viewer: Viewer) -> Criterion:
    """One's own; those of others are for who may undo them."""
    return EmptyCriterion() if viewer.holds("undo") else table.owner == viewer.user


def _subscriptions(table: DocType, viewer: Viewer) -> Criterion:
    """A subscription is seen by those who see somebody with its address.

    Addresses of nobody of ours (from a web form, say) are seen by Frappe's own role for mailing lists, as before.
    """
    roles = set(frappe.get_roles(viewer.user))
    if EVERYBODYS_ROLE in roles:
        return EmptyCriterion()
    rule: Criterion = NOTHING
    for addresses in addresses_of(viewer):
        rule |= table.email.isin(addresses)
    if LIST_MANAGER in roles:
        rule |= Criterion.all([table.email.notin(addresses) for addresses in addresses_of()])
    return rule


OPERATION = "Sales Operation"
WITH_SOCIAL_PROFILES = ("Sales Prospect", "Contact Prospect", "Contact")
WITH_ADDRESSES = ("Sales Prospect", "Contact")
WITH_ENTITIES = ("Sales Prospect", "Contact Prospect", "Contact", "Sales Lead")

RULES: dict[str, Rule] = {
    "Sales Prospect": _companies,
    "Contact Prospect": _people,
    "Contact": _contacts,
    "Address": _addresses,
    "Sales Lead": _leads,
    "Sales Opportunity": _opportunities,
    "Sales Task": _tasks,
    "Sales Note": _notes,
    "Sales Operation": _operations,
    "Contact Prospect Email": _rows_of("Contact Prospect"),
    "Contact Prospect Phone": _rows_of("Contact Prospect"),
    "Sales Contact Skill": _rows_of("Contact Prospect", "Contact"),
    "Sales Social Profile": _rows_of(*WITH_SOCIAL_PROFILES),
    "Sales Record Entity": _rows_of(*WITH_ENTITIES),
    "Contact Email": _rows_of("Contact", is_foreign_free=True),
    "Contact Phone": _rows_of("Contact", is_foreign_free=True),
    "Dynamic Link": _rows_of("Contact", "Address", is_foreign_free=True),
    "File": _follows("attached_to_doctype", "attached_to_name"),
    "Tag Link": _follows("document_type", "document_name"),
    "Comment": _follows("reference_doctype", "reference_name"),
    "Communication": _follows("reference_doctype", "reference_name"),
    "Version": _follows("ref_doctype", "docname"),
    "Email Group Member": _subscriptions,
}
"""Every kind of record whose rows are not for everybody."""

SHAREABLE: Sequence[str] = (
    "Sales Prospect",
    "Contact Prospect",
    "Contact",
    "Address",
    "Sales Lead",
    "Sales Opportunity",
    "Sales Task",
    "Sales Note",
)
