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
}


class Handler(Protocol):
    """What the operation service asks of a kind."""

    def plan(self, operation: Document) -> Iterator[Plan]:
        """Say what would happen to each record; reads only."""
        ...

    def apply(self, operation: Document, entry: Mapping[str, Any]) -> Outcome:
        """Carry one planned entry out under the session user's permissions; the caller commits."""
        ...


def handler_for(kind: Kind) -> Handler:
    """Give the handler of a kind of operation."""
    return frappe.get_attr(HANDLERS[kind])()
