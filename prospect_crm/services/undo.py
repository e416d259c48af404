"""Taking an operation back: planned, previewed, journaled like any other, and undone itself if wanted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils.caching import request_cache

from prospect_crm.domain.message import Message
from prospect_crm.permissions import rights
from prospect_crm.queries import operations as stored
from prospect_crm.services import operation_plans, record_changes
from prospect_crm.services.bulk_changes import path_for
from prospect_crm.services.handlers import Handler, handler_for
from prospect_crm.services.undo_plans import Planner

if TYPE_CHECKING:
    from prospect_crm.domain.operation import Outcome, Path, Plan

DOCTYPE = "Sales Operation"
ENDED = ("Done", "Cancelled", "Failed", "Interrupted")
INLINE = 1000
BATCH = 500
Entry = Mapping[str, Any]


def plan_undo(operation: Document, *, why: str = "") -> Document:
    """Plan to take an operation back; gives the operation that would do it, its entries the verdicts.

    PermissionError on somebody else's operation without the right to undo; ValidationError where nothing can be undone.
    """
    check_right(operation)
    if not can_undo(operation):
        frappe.throw(_("There is nothing to undo in this operation."))
    return operation_plans.plan(
        "Undo",
        operation.target_doctype,
        title=_("Undo: {0}").format(operation.title),
        parameters={},
        request_key=f"undo:{operation.name}",
        why=why,
        undoes=operation.name,
        in_background=stored.count_reversible(operation.name) > INLINE,
    )


def check_right(operation: Document) -> None:
    """Whoever did it may undo it; others need the right."""
    if operation.owner != frappe.session.user:
        rights.require("undo")


def can_undo(operation: Document) -> bool:
    """Say whether something of an operation that has ended is there to be taken back."""
    return operation.status in ENDED and stored.count_reversible(operation.name) > 0


def may_undo(operation: Document) -> bool:
    """Say whether the session user may take the operation back, and something is there to be taken back."""
    is_allowed = operation.owner == frappe.session.user or rights.holds("undo")
    return is_allowed and can_undo(operation)


class UndoHandler(Handler):
    """Plans backwards what each entry had done; what somebody has edited since is left alone and named."""

    def plan(self, operation: Document) -> Iterator[Plan]:
        source = frappe.get_doc(DOCTYPE, operation.undoes)
        planner = Planner(source)
        for entries in stored.reversible_backwards(source.name, BATCH):
            yield from planner.plans(entries)

    def path(self, operation: Document) -> tuple[Path, Message]:
        """By a statement, where everything to take back was a change of such fields."""
        fields = _fields_put_back(operation.name, operation.undoes)
        if fields is None:
            return "Document", Message("Records come and go one by one.")
        return path_for(operation.target_doctype, set(fields))

    def apply(self, operation: Document, entry: Entry) -> Outcome:
        if entry["action"] in ("create", "update", "delete"):
            return record_changes.apply_entry(operation, entry)
        source = frappe.get_doc(DOCTYPE, operation.undoes)
        return handler_for(source.kind).reverse(operation, entry)

    def apply_many(self, operation: Document, entries: Sequence[Entry]) -> list[Outcome]:
        return record_changes.apply_updates(entries)

    def applied(self, operation: Document, entries: Sequence[Entry], outcomes: Sequence[Outcome]) -> None:
        """The entries that were taken back say so, in the same transaction."""
        pairs = list(zip(entries, outcomes, strict=True))
        flip(
            [entry["undoes_entry"] for entry, outcome in pairs if outcome.state == "applied"],
            is_deep=_kind(operation.undoes) == "Undo",
        )

    def finish(self, operation: Document) -> None:
        """Tie both operations to each other; what was left alone says so on the original too."""
        left = stored.left_alone(operation.name)
        stored.set_states(left, "kept")
        # undone, the same request is a new one: the same file may be imported again
        values = {**stored.undone_counts(operation.undoes), "undone_by": operation.name, "request_key": None}
        frappe.db.set_value(DOCTYPE, operation.undoes, values, update_modified=False)
        frappe.db.set_value(DOCTYPE, operation.name, "request_key", None, update_modified=False)
        _tie_again(operation)


@request_cache
def _fields_put_back(operation: str, undoes: str) -> list[str] | None:
    """Name the fields that an undo writes; ``None`` where records come or go. Kept, for every chunk asks."""
    return stored.changed_fields(undoes) if stored.are_all_updates(operation) else None


@request_cache
def _kind(operation: str) -> str:
    return str(frappe.db.get_value(DOCTYPE, operation, "kind"))


def flip(entries: Sequence[int], *, is_deep: bool) -> None:
    """Mark entries as undone; those that they themselves had undone (``is_deep``) stand again, and so on."""
    state = "undone"
    while entries:
        stored.set_states(entries, state)
        entries = stored.undone_entries(entries) if is_deep else []
        state = "applied" if state == "undone" else "undone"


def _tie_again(operation: Document) -> None:
    """An undo that was itself undone no longer stands against its original."""
    source = frappe.get_doc(DOCTYPE, operation.undoes)
    if source.kind == "Undo" and not stored.count_reversible(source.name):
        values = {**stored.undone_counts(source.undoes), "undone_by": None}
        frappe.db.set_value(DOCTYPE, source.undoes, values, update_modified=False)
