"""Entries that are applied together or not at all, and the sentence for what refuses one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import groupby
from typing import TYPE_CHECKING, Any

import frappe

from prospect_crm import compat
from prospect_crm.domain.message import DomainError, Message
from prospect_crm.domain.operation import Outcome

if TYPE_CHECKING:
    from frappe.model.document import Document

    from prospect_crm.services.handlers import Handler

SAVEPOINT = "operation_group"
ATTEMPTS_BEFORE_SINGLE = 2
MAX_REFUSAL = 500


def apply(handler: Handler, operation: Document, entries: list[dict[str, Any]]) -> Iterator[Outcome]:
    """Apply entries as documents, group by group; gives an outcome each, in their order."""
    for _number, members in groupby(entries, key=lambda entry: entry["group_no"]):
        yield from _apply_together(handler, operation, list(members))


def goes_singly(operation: Document) -> bool:
    """Whether its worker died again and again at one place: record by record shows which one it is."""
    attempts: int = operation.attempts
    return attempts > ATTEMPTS_BEFORE_SINGLE


def _apply_together(handler: Handler, operation: Document, entries: list[dict[str, Any]]) -> list[Outcome]:
    """Apply entries together or not at all: what refuses one takes back the writes of its group only."""
    frappe.db.savepoint(SAVEPOINT)
    outcomes: list[Outcome] = []
    for entry in entries:
        outcome = _outcome(lambda entry=entry: handler.apply(operation, entry))
        outcomes.append(outcome)
        if outcome.state == "refused":
            _take_back(operation)
            return _all_refused(entries, entry, outcome)
    return outcomes


def _take_back(operation: Document) -> None:
    """Undo the writes of a group. Where a hook has committed, the savepoint is gone: the chunk is tried again, in the
    end record by record, and then nothing else is lost with the whole transaction."""
    try:
        frappe.db.rollback(save_point=SAVEPOINT)
    except compat.connection_errors():
        if not goes_singly(operation):
            raise
        frappe.db.rollback()


def _all_refused(
    entries: list[dict[str, Any]], culprit: Mapping[str, Any], outcome: Outcome
) -> list[Outcome]:
    parameters = {"record": culprit["label"] or culprit["target_name"], "reason": outcome.reason}
    together = Message("Left alone together with {record}: {reason}", parameters)
    return [
        outcome if entry is culprit else Outcome("refused", entry["target_name"], together)
        for entry in entries
    ]


def _outcome(apply_entry: Callable[[], Outcome]) -> Outcome:
    """Apply one entry; what it raises refuses it with a sentence. A failing database ends the chunk."""
    try:
        return apply_entry()
    except DomainError as error:
        return Outcome("refused", reason=error.message)
    except (*compat.connection_errors(), frappe.QueryDeadlockError, frappe.QueryTimeoutError):
        raise
    except Exception as error:
        return Outcome("refused", reason=_refusal(error))
    finally:
        frappe.clear_messages()


def _refusal(error: Exception) -> Message:
    """A sentence for what a record's own validation said; an unforeseen error is logged, not shown."""
    said = frappe.utils.strip_html(str(error)).strip()
    if isinstance(error, frappe.PermissionError):
        return Message("You are not allowed to do this to this record. Ask whoever manages your rights.")
    if isinstance(error, frappe.MandatoryError) and "]: " in said:
        # Frappe says "[DocType, name]: fieldname, fieldname"
        return Message("A required value is missing: {fields}.", {"fields": said.split("]: ", 1)[1]})
    if isinstance(error, frappe.ValidationError | frappe.NameError) and said:
        return Message("{error}", {"error": said[:MAX_REFUSAL]})
    # kept when the group is taken back
    frappe.log_error(title="Sales Operation Entry", defer_insert=True)
    return Message("This record could not be saved. The Error Log says more; tell your administrator.")
