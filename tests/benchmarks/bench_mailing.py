"""Mailing lists and bulk e-mail on 10,000 people, the set-based path beside the document path.

Fills the site with a population of its own where it has none, and takes that away again.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

import frappe

from prospect_crm.domain.message import Message
from prospect_crm.queries import operations as stored
from prospect_crm.services import (
    bulk_email,
    listeners,
    mailing_lists,
    operation_plans,
    operations,
    undo,
)
from tests.benchmarks import population
from tests.benchmarks.bench_model import row

PEOPLE = 10_000
DOCUMENTS = 300
MAILS = 100
PERSON = "Contact Prospect"
LIST = "Bench list"
MAIL = {"subject": "{{ first_name }}", "body": "<p>{{ company_name }}, {{ rep_name }}</p>"}


def measure() -> Iterator[dict[str, Any]]:
    """Seconds and records a second; the ratio says how many times better ours is."""
    with population.connected():
        was_there = bool(frappe.db.get_global(population.KEY))
        if not was_there:
            population.write(population.size_of(PEOPLE), 1, datetime(2026, 11, 22))
        # planned here, not by a worker beside
        operation_plans.enqueue = lambda *_args, **_more: None
        frappe.get_doc(doctype="Email Group", title=LIST).insert()
        frappe.db.commit()
        try:
            yield from subscriptions()
            yield from mails()
        finally:
            frappe.db.rollback()
            frappe.db.delete("Email Group Member", {"email_group": LIST})
            frappe.delete_doc("Email Group", LIST, force=True)
            if not was_there:
                population.remove()
            frappe.db.commit()


def subscriptions() -> Iterator[dict[str, Any]]:
    names = people(PEOPLE)
    one_by_one = by_document(names[:DOCUMENTS])
    operation, planning = timed(lambda: planned("mailing_lists", names))
    yield row("subscriptions: plan", planning, "s", "", None, len(names))
    number = stored.count_planned(operation.name)
    _none, applying = timed(lambda: operations.run(operation.name))
    yield row("subscriptions: apply", number / applying, "rows/s", "documents", one_by_one, number)


def by_document(names: list[str]) -> float:
    """What the same costs while somebody listens: each subscription is a document."""
    operation = planned("mailing_lists", names)
    real = listeners.reason_for_documents
    listeners.reason_for_documents = lambda *_args, **_more: Message("Measured.")
    try:
        _none, seconds = timed(lambda: operations.run(operation.name))
    finally:
        listeners.reason_for_documents = real
    number = stored.count_reversible(operation.name)
    taken_back(operation.name)
    return number / seconds


def mails() -> Iterator[dict[str, Any]]:
    names = people(PEOPLE)
    operation, planning = timed(lambda: planned("bulk_email", names))
    yield row("bulk e-mail: plan", planning, "s", "", None, len(names))
    operations.cancel(operation)
    operation = planned("bulk_email", names[:MAILS])
    number = stored.count_planned(operation.name)
    _none, queueing = timed(lambda: operations.run(operation.name))
    yield row("bulk e-mail: queue", number / queueing, "mails/s", "", None, number)
    _none, undoing = timed(lambda: taken_back(operation.name))
    yield row("bulk e-mail: cancel", number / undoing, "mails/s", "", None, number)


def planned(kind: str, names: list[str]) -> Any:
    chosen = {"names": names}
    if kind == "mailing_lists":
        operation = mailing_lists.plan(PERSON, chosen, [LIST], "subscribe")
    else:
        operation = bulk_email.plan(PERSON, chosen, MAIL)
    return ready(operation)


def ready(operation: Any) -> Any:
    """Plan at once what would be planned in the background, and let ``run`` take it up."""
    if operation.status == "Planning":
        operation_plans.store_plan(operation)
    operation.db_set("status", "Queued")
    frappe.db.commit()
    return frappe.get_doc("Sales Operation", operation.name)


def taken_back(name: str) -> None:
    operations.run(ready(undo.plan_undo(frappe.get_doc("Sales Operation", name))).name)


def people(number: int) -> list[str]:
    names: list[str] = frappe.get_all(PERSON, {"email": ["is", "set"]}, pluck="name", limit=number)
    return names


def timed(act: Callable[[], Any]) -> tuple[Any, float]:
    begin = time.perf_counter()
    found = act()
    return found, time.perf_counter() - begin
