"""Who looks: what a user's rights, entities and team let them see, read once a request."""

from __future__ import annotations

from dataclasses import dataclass

import frappe
from frappe.query_builder import DocType

from prospect_crm.permissions import rights


@dataclass(frozen=True)
class Viewer:
    """A user with what decides over their view."""

    user: str
    rights: frozenset[str]
    sets: tuple[str, ...] | None
    """The entity sets that hold one of the user's entities; ``None``: the user sees all entities."""
    colleagues: tuple[str, ...]
    """Who shares an entity with the user, the user included; empty for a user of no entity."""
    strangers: tuple[str, ...]
    """For a user of no entity: the members of any. Those of none are one team."""
    shared: frozenset[str]
    """The DocTypes of which a record is shared with the user (Frappe's DocShare)."""

    def holds(self, key: str) -> bool:
        """Say whether the viewer holds a right."""
        return key in self.rights


def viewer(user: str | None = None) -> Viewer:
    """Give a user as a viewer; the answer is kept until the end of the request."""
    user = user or frappe.session.user
    if not hasattr(frappe.local, "prospect_crm_viewers"):
        forget()
    kept: dict[str, Viewer] = frappe.local.prospect_crm_viewers
    if user not in kept:
        kept[user] = _read(user)
    return kept[user]


def forget() -> None:
    """Read viewers anew: rights, roles, entities, members or shares were changed in this request."""
    frappe.local.prospect_crm_viewers = {}


def entities_of(user: str) -> list[str]:
    """Name the entities that a user is a member or the manager of."""
    member, entity = DocType("Sales Entity Member"), DocType("Sales Entity")
    as_member = frappe.qb.from_(member).select(member.parent)
    as_member = as_member.where((member.user == user) & (member.parenttype == "Sales Entity")).run()
    as_manager = frappe.qb.from_(entity).select(entity.name).where(entity.manager == user).run()
    return sorted({row[0] for row in (*as_member, *as_manager)})


def members_of(entities: list[str]) -> list[str]:
    """Name the users who are members or managers of these entities."""
    if not entities:
        return []
    member, entity = DocType("Sales Entity Member"), DocType("Sales Entity")
    members = frappe.qb.from_(member).select(member.user).where(member.parent.isin(entities)).run()
    managers = frappe.qb.from_(entity).select(entity.manager).where(entity.name.isin(entities)).run()
    return sorted({row[0] for row in (*members, *managers) if row[0]})


def sets_with(entities: list[str]) -> list[str]:
    """Name the entity sets that hold one of these entities."""
    if not entities:
        return []
    row = DocType("Sales Record Entity")
    query = frappe.qb.from_(row).select(row.parent).distinct()
    query = query.where((row.parenttype == "Sales Entity Set") & row.entity.isin(entities))
    return sorted(found[0] for found in query.run())


def _read(user: str) -> Viewer:
    held, entities = rights.held(user), entities_of(user)
    sets = None if "see_all_entities" in held else tuple(sets_with(entities))
    colleagues = members_of(entities)
    strangers = [] if entities else members_of(frappe.get_all("Sales Entity", pluck="name"))
    shared = frozenset(frappe.share.get_shared_doctypes(user))
    return Viewer(user, held, sets, tuple(colleagues), tuple(strangers), shared)
