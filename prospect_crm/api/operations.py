"""Operations from the desk: plan a change of many records, look, apply, follow, take back."""

from dataclasses import asdict
from typing import Any

import frappe

from prospect_crm.api.arguments import (
    as_dict,
    as_list,
    own_operation,
    planned,
    readable_operation,
    request_key,
)
from prospect_crm.api.guard import complete
from prospect_crm.services import (
    bulk_changes,
    bulk_deletes,
    operation_plans,
    operation_preview,
    operations,
    undo,
)

MAX_WHY = 500


@frappe.whitelist(methods=["GET", "POST"])
@complete
def fields(doctype: str) -> list[dict[str, Any]]:
    """Give the fields that the user may change on many records of a type: name, label, type, options."""
    return bulk_changes.fields_of(doctype)


@frappe.whitelist(methods=["POST"])
@complete
def plan_change(
    doctype: str, selection: str | dict, changes: str | list, why: str = "", token: str = ""
) -> dict[str, Any]:
    """Plan to change the selected records, or all that match filters; nothing is written.

    ``selection`` is {"names": […]} or {"filters": […]}; ``changes`` are {"field", "mode", "value"} with the modes set,
    add, remove and deal (several values in turn). The same ``token`` gives the same operation.
    """
    operation = bulk_changes.plan_change(
        doctype,
        as_dict(selection),
        as_list(changes, dict),
        why=why[:MAX_WHY],
        request_key=request_key(token),
    )
    return planned(operation)


@frappe.whitelist(methods=["POST"])
@complete
def plan_delete(doctype: str, selection: str | dict, why: str = "", token: str = "") -> dict[str, Any]:
    """Plan to delete the selected records, or all that match filters; nothing is written."""
    operation = bulk_deletes.plan_delete(
        doctype, as_dict(selection), why=why[:MAX_WHY], request_key=request_key(token)
    )
    return planned(operation)


@frappe.whitelist(methods=["POST"])
@complete
def plan_undo(operation: str, why: str = "") -> dict[str, Any]:
    """Plan to take an operation back: one's own, or with the right any that one may read."""
    return planned(undo.plan_undo(readable_operation(operation), why=why[:MAX_WHY]))


@frappe.whitelist(methods=["GET", "POST"])
@complete
def preview(
    operation: str,
    state: str = "",
    action: str = "",
    file: str = "",
    start: int = 0,
    length: int = operation_preview.PAGE,
) -> dict[str, Any]:
    """Give a page of what would happen, or of what has happened, with the totals."""
    shown = readable_operation(operation)
    page = operation_preview.preview(shown, state=state, action=action, file=file, start=start, length=length)
    return asdict(page)


@frappe.whitelist(methods=["POST"])
@complete
def choose(operation: str, positions: str | list, is_wanted: bool) -> int:
    """Take entries out of the plan, or back into it; gives how many changed."""
    return operation_plans.choose(own_operation(operation), as_list(positions, int), bool(is_wanted))


@frappe.whitelist(methods=["POST"])
@complete
def apply(operation: str, why: str = "") -> dict[str, Any]:
    """Write what the plan says; a second call starts nothing and tells how far it is."""
    return asdict(operations.apply(own_operation(operation), why=why[:MAX_WHY]))


@frappe.whitelist(methods=["POST"])
@complete
def cancel(operation: str) -> dict[str, Any]:
    """Give a plan up, or stop a running operation after the batch it is in."""
    return asdict(operations.cancel(own_operation(operation)))


@frappe.whitelist(methods=["POST"])
@complete
def resume(operation: str) -> dict[str, Any]:
    """Go on with an operation that was interrupted."""
    return asdict(operations.resume(own_operation(operation)))


@frappe.whitelist(methods=["GET", "POST"])
@complete
def progress(operation: str) -> dict[str, Any]:
    """Say how far the operation is."""
    return asdict(operations.progress(readable_operation(operation).name))
