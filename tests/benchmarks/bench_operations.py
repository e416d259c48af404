"""Sales Operations on many people: assignment, preview, undo, memory of the worker, bytes of the journal.

Writes people of its own (rows only) and takes them away again, with the operations on them.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import frappe

from prospect_crm.queries import bulk_write
from prospect_crm.queries import operations as stored
from prospect_crm.services import bulk_changes, operation_plans, operation_preview, operations, undo
from tests.benchmarks import population
from tests.factories import make_user

MANY = int(os.environ.get("PROSPECT_MANY", "10000"))
MOST = int(os.environ.get("PROSPECT_MOST", "100000"))
FEW = 1_000
SAVED = 200
"""So many documents are saved one by one, to tell how many a second."""
PERSON, OPERATION, ENTRY = "Contact Prospect", "Sales Operation", "Sales Operation Entry"
PREFIX = "bench-op-"
REPS = ("bench-op-one@example.com", "bench-op-two@example.com")
FIELDS = ("name", "first_name", "last_name", "full_name", "email", "status", "entity_set", "search_text")


def measure() -> Iterator[dict[str, Any]]:
    """Records a second, milliseconds, megabytes and bytes; the ratio says how many times better ours is."""
    with population.connected():
        for rep in REPS:
            make_user(rep, "Sales Prospector")
        try:
            write_people()
            by_document = saved_a_second()
            yield from assignments(by_document)
            yield journal()
            few, most = peak_of_worker(FEW), peak_of_worker(MOST)
            yield row(f"peak memory of a worker, {MOST:,} records", most, "MB", f"{FEW:,} records", few, MOST)
        finally:
            frappe.db.rollback()
            remove()


def row(name: str, value: float, unit: str, reference: str, other: float, n: int) -> dict[str, Any]:
    """A measurement; of rates the greater is better, of all else the smaller."""
    return {
        "name": name,
        "value": round(value, 1),
        "unit": unit,
        "reference": reference,
        "reference_value": round(other, 1),
        "ratio": round(value / other if unit.endswith("/s") else other / value, 2),
        "n": n,
    }


def seconds(act: Callable[[], object]) -> float:
    begin = time.perf_counter()
    act()
    return time.perf_counter() - begin


# -- people ----------------------------------------------------------------------


def write_people() -> None:
    """Write people without a rep; status In Progress, so that nothing follows from one."""

    def rows() -> Iterator[Sequence[Any]]:
        for number in range(MOST):
            last, email = f"Weisse {number}", f"w{number}@bench.example"
            yield (
                f"{PREFIX}{number:06}",
                "Anne",
                last,
                f"Anne {last}",
                email,
                "In Progress",
                "",
                f"anne {last}",
            )

    bulk_write.insert_many(PERSON, FIELDS, rows())
    frappe.db.commit()
    frappe.db.sql_ddl(f"ANALYZE TABLE `tab{PERSON}`")


def remove() -> None:
    """Delete what this has made: operations with their entries, people, users' notices."""
    frappe.set_user("Administrator")
    for operation in frappe.get_all(OPERATION, {"title": ["like", "%bench-op%"]}, pluck="name"):
        while bulk_write.delete_batch(ENTRY, "operation", operation):
            frappe.db.commit()
        frappe.db.delete(OPERATION, {"name": operation})
    frappe.db.delete(PERSON, {"name": ["like", f"{PREFIX}%"]})
    frappe.db.delete("Notification Log", {"for_user": ["in", REPS]})
    frappe.db.commit()


def chosen(number: int) -> dict[str, Any]:
    """All that match a filter: so many people."""
    return {"filters": [["name", "like", f"{PREFIX}%"], ["name", "<", f"{PREFIX}{number:06}"]]}


def planned(number: int, rep: str) -> Any:
    """A planned assignment, with its first page read."""
    changes = [{"field": "sales_rep", "value": rep}]
    operation = bulk_changes.plan_change(PERSON, chosen(number), changes, title="bench-op")
    return stored_plan(operation)


def stored_plan(operation: Any) -> Any:
    if operation.status == "Planning":
        operation_plans.store_plan(operation)
    operation_preview.preview(operation)
    frappe.db.commit()
    return operation


def applied(operation: Any) -> None:
    """Apply in this process, as a worker would."""
    frappe.db.set_value(OPERATION, operation.name, "status", "Queued")
    operations.run(operation.name)
    assert operations.progress(operation.name).status == "Done"
    assert stored.count_planned(operation.name) == 0


# -- what is measured ---------------------------------------------------------------


def saved_a_second() -> float:
    """Frappe's own way: ``get_doc``, a new rep, ``save``."""

    def save() -> None:
        for number in range(SAVED):
            person = frappe.get_doc(PERSON, f"{PREFIX}{MOST - 1 - number:06}")
            person.sales_rep = REPS[0]
            person.save()
        frappe.db.commit()

    return SAVED / seconds(save)


def assignments(by_document: float) -> Iterator[dict[str, Any]]:
    """The plan with its first page, applying by statement and document by document, and undoing."""
    found: list[Any] = []
    applied(planned(FEW, REPS[1]))  # warms up
    took = seconds(lambda: found.append(planned(MANY, REPS[0]))) * 1000
    yield row(f"plan and first page, {MANY:,} people", took, "ms", "bar", 2000, MANY)
    by_statement = seconds(lambda: applied(found[0]))
    rate = MANY / by_statement
    yield row("assignment by statement", rate, "records/s", "get_doc and save", by_document, MANY)
    yield one_by_one(by_document)
    undone: list[Any] = []
    took = seconds(
        lambda: undone.append(stored_plan(undo.plan_undo(frappe.get_doc(OPERATION, found[0].name))))
    )
    yield row("plan of an undo and first page", took * 1000, "ms", "bar", 2000, MANY)
    rate_back = MANY / seconds(lambda: applied(undone[0]))
    yield row("undo by statement", rate_back, "records/s", "apply", rate, MANY)


def one_by_one(by_document: float) -> dict[str, Any]:
    """The engine's document path: while a Server Script listens."""
    listener = frappe.get_doc(
        doctype="Server Script",
        name="bench-op",
        script_type="DocType Event",
        reference_doctype=PERSON,
        doctype_event="Before Save",
        script="pass",
    ).insert()
    try:
        operation = planned(SAVED, REPS[1])
        rate = SAVED / seconds(lambda: applied(operation))
        assert frappe.db.get_value(OPERATION, operation.name, "path") == "Document"
    finally:
        frappe.delete_doc("Server Script", listener.name, force=True)
        frappe.db.commit()
    return row("assignment document by document", rate, "records/s", "get_doc and save", by_document, SAVED)


def journal() -> dict[str, Any]:
    """Bytes of the journal for each record of an applied change, indexes included, as the database counts them."""
    applied(planned(MOST, REPS[1]))
    frappe.db.sql_ddl(f"ANALYZE TABLE `tab{ENTRY}`")
    [(size,)] = frappe.db.sql(
        "SELECT data_length + index_length FROM information_schema.tables"
        " WHERE table_schema = DATABASE() AND table_name = %s",
        f"tab{ENTRY}",
    )
    number = frappe.db.count(ENTRY)
    return row("journal, indexes included", size / number, "bytes/record", "bar", 600, number)


def peak_of_worker(number: int) -> float:
    """Plan, preview, apply and undo in a process of its own; gives its peak in megabytes."""
    code = f"from tests.benchmarks import bench_operations; bench_operations.work({number})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=population_root())
    assert not done.returncode, done.stderr
    return float(json.loads(done.stdout.splitlines()[-1]))


def population_root() -> str:
    return os.environ["PYTHONPATH"].split(os.pathsep)[0]


def work(number: int) -> None:
    """What a worker does for one operation and its undo; prints the peak of its memory."""
    with population.connected():
        operation = planned(number, REPS[0])
        applied(operation)
        applied(stored_plan(undo.plan_undo(frappe.get_doc(OPERATION, operation.name))))
    print(json.dumps(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024))
