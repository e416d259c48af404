"""The distinct sets of entities that records of the site belong to."""

from __future__ import annotations

from collections.abc import Iterable

import frappe

from prospect_crm.domain.derived.entity_sets import entity_set_name
from prospect_crm.permissions import viewer


def entity_set(entities: Iterable[str]) -> str:
    """Give the name of the set of these entities, making it the first time; "" for none."""
    members = sorted(set(entities))
    name = entity_set_name(members)
    if name and not _is_there(name):
        rows = [{"entity": entity} for entity in members]
        document = frappe.get_doc({"doctype": "Sales Entity Set", "name": name, "entities": rows})
        # permission: a set says nothing but which entities go together; two may make it at once
        document.insert(ignore_permissions=True, ignore_if_duplicate=True, set_name=name)
        viewer.forget()
    return name


def _is_there(name: str) -> bool:
    """The cache remembers a "no" too, for as long as the connection lives: only its "yes" counts."""
    return bool(
        frappe.db.exists("Sales Entity Set", name, cache=True) or frappe.db.exists("Sales Entity Set", name)
    )


def own_set(document: frappe.model.document.Document) -> str:
    """Give the set of the entities that a document itself carries."""
    return entity_set(row.entity for row in document.get("entities") or [])


def drop_sets_of(entity: str) -> None:
    """Delete the sets with an entity that is deleted; records that still carry it stop the deletion after this."""
    names = frappe.get_all(
        "Sales Record Entity",
        filters={"parenttype": "Sales Entity Set", "entity": entity},
        pluck="parent",
        distinct=True,
    )
    for name in names:
        # permission: whoever may delete the entity; nobody edits sets by hand
        frappe.delete_doc("Sales Entity Set", name, ignore_permissions=True, force=True)
