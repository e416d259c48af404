"""One handler a kind of operation: what it plans, and how one entry is applied."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Protocol

import frappe
from frappe.model.document import Document

if TYPE_CHECKING:
    from prospect_crm.domain.operation import Kind, Outcome, Plan

HANDLERS: dict[Kind, str] = {
    "Import": "prospect_crm.services.imports.ImportHandler",
    "Export": "prospect_crm.services.exports.ExportHandler",
    "Bulk Change": "prospect_crm.services.bulk_changes.BulkChangeHandler",
    "Bulk Delete": "prospect_crm.services.bulk_deletes.BulkDeleteHandler",
    "Undo": "prospect_crm.services.undo.UndoHandler",
    "Subscription": "prospect_crm.services.subscriptions.SubscriptionHandler",
    "Email": "prospect_crm.services.bulk_email.EmailHandler",
    "Conversion": "prospect_crm.services.conversion_handler.ConversionHandler",
}


class Handler(Protocol):
    """What the operation service asks of a kind. A handler may have more:

    - ``path(operation)`` gives "Set" or "Document" and why; with "Set", ``apply_many(operation, entries)`` writes a
      whole chunk and gives an outcome an entry;
    - ``applied(entries, outcomes)`` is called in the chunk's transaction, ``finish(operation)`` once at the end;
    - ``reverse_plan(operation, entries)`` and ``reverse(operation, entry)`` take back what is no create, update or
      delete of a record.
    """

    def plan(self, operation: Document) -> Iterator[Plan]:
        """Say what would happen to each record; reads only."""
        ...

    def apply(self, operation: Document, entry: Mapping[str, Any]) -> Outcome:
        """Carry one planned entry out under the session user's permissions; the caller commits."""
        ...


def handler_for(kind: Kind) -> Any:
    """Give the handler of a kind of operation: a ``Handler`` with what further it has."""
    return frappe.get_attr(HANDLERS[kind])()
