"""One handler a kind of operation: what it plans, and how one entry is applied."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import frappe
from frappe.model.document import Document

from prospect_crm.domain.message import Message
from prospect_crm.domain.operation import Plan

if TYPE_CHECKING:
    from prospect_crm.domain.operation import Kind, Outcome, Path

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


class Handler:
    """What the operation service asks of a kind; a kind overrides what it has."""

    def plan(self, operation: Document) -> Iterator[Plan]:
        """Say what would happen to each record; reads only."""
        raise NotImplementedError

    def apply(self, operation: Document, entry: Mapping[str, Any]) -> Outcome:
        """Carry one planned entry out under the session user's permissions; the caller commits."""
        raise NotImplementedError

    def path(self, operation: Document) -> tuple[Path, Message | None]:
        """Say how entries are written, and why; asked anew for each chunk."""
        return "Document", None

    def apply_many(self, operation: Document, entries: Sequence[Mapping[str, Any]]) -> list[Outcome]:
        """Carry a whole chunk out on the path "Set"; gives an outcome an entry."""
        raise NotImplementedError

    def applied(
        self, operation: Document, entries: Sequence[Mapping[str, Any]], outcomes: Sequence[Outcome]
    ) -> None:
        """Note what became of a chunk, in its transaction."""

    def finish(self, operation: Document) -> None:
        """Tie things up once at the end."""

    def reverse_plan(self, operation: Document, entries: Sequence[Mapping[str, Any]]) -> Iterator[Plan]:
        """Say how entries that are no create, update or delete of a record are taken back; by default not at all."""
        for entry in entries:
            reason = Message("This cannot be taken back.")
            yield Plan(entry["action"], entry["target_doctype"], state="kept", reason=reason)

    def reverse(self, operation: Document, entry: Mapping[str, Any]) -> Outcome:
        """Take one such entry back."""
        raise NotImplementedError


def handler_for(kind: Kind) -> Handler:
    """Give the handler of a kind of operation."""
    handler: Handler = frappe.get_attr(HANDLERS[kind])()
    return handler
