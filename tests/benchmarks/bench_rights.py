"""Restricted lists at 100,000 people and 50 entities, as a sales rep of two of them, beside an unrestricted user.

Fills the site first where it has no population (three minutes), and takes that away again. A population that was
there keeps the entities that this spreads over it: fill the site anew before other benchmarks.
"""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

import frappe

from prospect_crm.permissions import viewer
from prospect_crm.permissions.conditions import allowed_names
from prospect_crm.queries import batches, bulk_write
from prospect_crm.services.entity_sets import entity_set
from prospect_crm.services.frappe_searches import count
from tests.benchmarks import population
from tests.factories import make_user

PEOPLE = 100_000
ENTITIES = 50
LISTS = 30
COUNTS = 7
REP = "bench-rep@example.com"
SHOWN = {
    "Sales Prospect": ["name", "company_name", "status", "sales_rep"],
    "Contact Prospect": ["name", "full_name", "company_name", "email", "status"],
    "Sales Lead": ["name", "title", "status", "value"],
    "Sales Opportunity": ["name", "title", "stage", "value"],
    "Sales Task": ["name", "subject", "status", "starts_on"],
    "Sales Note": ["name", "title", "reference_title"],
}


def measure() -> Iterator[dict[str, Any]]:
    """Milliseconds: the 95th percentile of the first page, and of a count; allowed_names in names a second."""
    with population.connected():
        was_there = bool(frappe.db.get_global(population.KEY))
        if not was_there:
            population.write(population.size_of(PEOPLE), 1, datetime(2026, 11, 22))
        try:
            spread_entities()
            for doctype in SHOWN:
                yield from lists_and_counts(doctype)
            yield many_names()
        finally:
            frappe.set_user("Administrator")
            if not was_there:
                population.remove()
                for number in range(ENTITIES):
                    frappe.delete_doc("Sales Entity", f"Bench {number}", force=True)
                frappe.db.commit()


def spread_entities() -> None:
    """Give four records in five one of fifty entities, and the rep two of these."""
    make_user(REP, "Sales Prospector")
    chance = random.Random(1)
    sets = []
    for number in range(ENTITIES):
        name = f"Bench {number}"
        if not frappe.db.exists("Sales Entity", name):
            entity = frappe.get_doc(doctype="Sales Entity", entity_name=name)
            if number < 2:
                entity.extend("members", [{"user": REP}])
            entity.insert()
        sets.append(entity_set([name]))
    choices = [*sets, *[""] * (ENTITIES // 4)]
    for doctype in SHOWN:
        for rows in batches.rows_of(doctype, []):
            bulk_write.update_many(
                doctype, [(row["name"], {"entity_set": chance.choice(choices)}) for row in rows]
            )
    give_notes(REP)
    # the optimiser plans by statistics, and a reader beside an open change of 600,000 rows would read its history
    frappe.db.commit()
    for doctype in SHOWN:
        frappe.db.sql_ddl(f"ANALYZE TABLE `tab{doctype}`")
    viewer.forget()


def give_notes(user: str) -> None:
    """Make a user the author of one note in as many as there are entities."""
    names = frappe.get_all("Sales Note", order_by="name", pluck="name")[::ENTITIES]
    bulk_write.update_many("Sales Note", [(name, {"owner": user}) for name in names])


def lists_and_counts(doctype: str) -> Iterator[dict[str, Any]]:
    """The first page as it opens, and its count, for the rep and for Administrator."""
    meta = frappe.get_meta(doctype)
    order = f"`tab{doctype}`.`{meta.sort_field}` {meta.sort_order}"

    def page() -> None:
        viewer.forget()  # as in a new request
        frappe.get_list(doctype, fields=SHOWN[doctype], order_by=order, limit_page_length=20)

    def number() -> None:
        viewer.forget()
        count(doctype, None)

    total = frappe.db.count(doctype)
    for name, act, times in (("first page", page, LISTS), ("count", number, COUNTS)):
        ours, theirs = (as_user(user, act, times) for user in (REP, "Administrator"))
        yield row(f"{doctype}: {name}, p95", ours, "ms", "Administrator", theirs, total)


def many_names() -> dict[str, Any]:
    """``allowed_names`` for ten thousand people, beside asking for each document."""
    names = frappe.get_all("Contact Prospect", pluck="name", limit=10_000)
    frappe.set_user(REP)
    begin = time.perf_counter()
    allowed_names("Contact Prospect", names)
    ours = len(names) / (time.perf_counter() - begin)
    begin = time.perf_counter()
    for name in names[:100]:
        frappe.has_permission("Contact Prospect", "read", doc=name)
    theirs = 100 / (time.perf_counter() - begin)
    return row("allowed_names", ours, "names/s", "has_permission", theirs, len(names), is_rate=True)


def as_user(user: str, act: Callable[[], None], times: int) -> float:
    """Give the 95th percentile in milliseconds; the first call warms up."""
    frappe.set_user(user)
    act()
    found = []
    for _ in range(times):
        begin = time.perf_counter()
        act()
        found.append((time.perf_counter() - begin) * 1000)
    frappe.set_user("Administrator")
    return statistics.quantiles(found, n=20)[-1]


def row(
    name: str, value: float, unit: str, reference: str, other: float, number: int, is_rate: bool = False
) -> dict[str, Any]:
    """A measurement; the ratio says how many times better ours is."""
    return {
        "name": name,
        "value": round(value, 1),
        "unit": unit,
        "reference": reference,
        "reference_value": round(other, 1),
        "ratio": round(value / other if is_rate else other / value, 2),
        "n": number,
    }
