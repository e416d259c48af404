"""Short ways into bulk operations, for tests of them."""

from __future__ import annotations

from typing import Any

import frappe

from prospect_crm.queries import operations as stored
from prospect_crm.services import bulk_changes, bulk_deletes, operation_plans, operations, undo


def plan(document: Any, *documents: Any, **fields: Any) -> Any:
    """Plan to set fields on these records; a tuple is (mode, value)."""
    changes = [
        {"field": name, "mode": value[0], "value": value[1]}
        if isinstance(value, tuple)
        else {"field": name, "value": value}
        for name, value in fields.items()
    ]
    names = [entry.name for entry in (document, *documents)]
    return bulk_changes.plan_change(document.doctype, {"names": names}, changes)


def plan_deletion(document: Any, *documents: Any) -> Any:
    """Plan to delete these records."""
    return bulk_deletes.plan_delete(
        document.doctype, {"names": [entry.name for entry in (document, *documents)]}
    )


def apply(operation: Any) -> Any:
    """Apply what is planned and give the operation as it is then."""
    operations.apply(operation)
    return frappe.get_doc("Sales Operation", operation.name)


def plan_undo(operation: Any) -> Any:
    """Plan to take it back, at once however large it is."""
    planned = undo.plan_undo(frappe.get_doc("Sales Operation", operation.name))
    if planned.status == "Planning":
        operation_plans.store_plan(planned)
    return frappe.get_doc("Sales Operation", planned.name)


def take_back(operation: Any) -> Any:
    """Undo it and give the operation that did."""
    return apply(plan_undo(operation))


def entries(operation: Any) -> list[dict[str, Any]]:
    """Give the entries in their order."""
    rows = frappe.get_all(
        "Sales Operation Entry",
        filters={"operation": operation.name},
        fields=["name", *stored.APPLY_FIELDS[1:]],
        order_by="position",
    )
    return [dict(row) for row in rows]


def verdicts(operation: Any) -> list[tuple[str, str]]:
    """Give (state, reason in English) of every entry."""
    from prospect_crm.services import messages

    said = []
    for row in entries(operation):
        reason, warnings = messages.load(row["reason"])
        text = messages.translated(reason) if reason else "; ".join(map(messages.translated, warnings))
        said.append((row["state"], text))
    return said
