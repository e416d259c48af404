"""Conversions: a thousand at once beside one by one, and one alone with two hundred linked rows.

One by one is measured twice: the endpoint's own conversion in a loop, and what a script without the app would write,
``insert`` of the result and ``save`` of the source with a commit each.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterator
from typing import Any

import frappe

from prospect_crm.services import conversions, operations
from tests.benchmarks import population
from tests.factories import make, make_company, make_lead, make_note, make_person, make_task

MANY = 1_000
ALONE = 100
LINKED = 200
SINGLE = 20


def measure() -> Iterator[dict[str, Any]]:
    """Records a second in bulk and one by one; milliseconds of one conversion, the 95th percentile."""
    with population.connected():
        conversions.PLANNED_INLINE = MANY  # no worker takes it up: planning is measured too
        clean()
        frappe.flags.in_test = True  # Frappe's own insert would look avatars up over the network
        for doctype, sources, by_hand in (
            ("Sales Lead", leads, lead_by_hand),
            ("Contact Prospect", people, person_by_hand),
        ):
            yield from many(doctype, sources, by_hand)
        yield from single("Sales Lead", lambda: leads(1)[0])
        yield from single("Contact Prospect", lambda: people(1)[0])
        clean()


def leads(number: int) -> list[Any]:
    company = make_company("Bench company")
    found = [
        make_lead(title=f"Bench {position}", company=company.name, value=100) for position in range(number)
    ]
    frappe.db.commit()
    return found


def people(number: int) -> list[Any]:
    company = make_company("Bench company", account_type="Client")
    found = [
        make_person("Bench", f"Person {frappe.generate_hash(length=8)}", company=company.name, **PERSON)
        for _position in range(number)
    ]
    frappe.db.commit()
    return found


PERSON = {"job_title": "DSI", "phone": "04 65 71 20 80", "mobile": "06 12 34 56 78"}


def lead_by_hand(lead: Any) -> None:
    """What a script would do without conversions."""
    made = make("Sales Opportunity", title=lead.title, company=lead.company, value=lead.value, lead=lead.name)
    lead.update({"inbox_state": "Converted", "opportunity": made.name}).save()
    frappe.db.commit()


def person_by_hand(person: Any) -> None:
    """What a script would do without conversions."""
    phones = [{"phone": person.phone, "is_primary_phone": 1}]
    made = make(
        "Contact",
        first_name=person.first_name,
        last_name=person.last_name,
        client_account=person.company,
        designation=person.job_title,
        phone_nos=phones,
    )
    person.update({"status": "Converted", "contact": made.name}).save()
    frappe.db.commit()


def many(
    doctype: str, sources: Callable[[int], list[Any]], by_hand: Callable[[Any], None]
) -> Iterator[dict[str, Any]]:
    names = [source.name for source in sources(MANY)]
    seconds = timed(lambda: in_bulk(doctype, names))
    rate = MANY / seconds
    alone = sources(ALONE)
    endpoint = ALONE / timed(lambda: [conversions.convert(doctype, source.name) for source in alone])
    hand = sources(ALONE)
    inserted = ALONE / timed(lambda: [by_hand(source) for source in hand])
    for reference, value in (("convert() one by one", endpoint), ("insert and save, one by one", inserted)):
        yield {
            "name": f"{doctype}: converted in bulk",
            "value": round(rate, 1),
            "unit": "records/s",
            "reference": reference,
            "reference_value": round(value, 1),
            "ratio": round(rate / value, 2),
            "n": MANY,
        }


def in_bulk(doctype: str, names: list[str]) -> None:
    """Plan and apply as the worker does, journal included."""
    operation = conversions.plan_many(doctype, names)
    frappe.db.set_value("Sales Operation", operation.name, "status", "Queued")
    frappe.db.commit()
    operations.run(operation.name)
    columns = ["updated_count", "status", "path", "path_reason", "refused_count"]
    done = frappe.db.get_value("Sales Operation", operation.name, columns, as_dict=True)
    assert done.updated_count == len(names), done


def single(doctype: str, source: Callable[[], Any]) -> Iterator[dict[str, Any]]:
    times = []
    for _round in range(SINGLE):
        record = source()
        for number in range(LINKED // 2):
            make_note(record, f"<p>Note {number}</p>")
            make_task(record, subject=f"Task {number}")
        frappe.db.commit()
        conversions.preview(doctype, record.name, {})
        times.append(timed(lambda record=record: conversions.convert(doctype, record.name)) * 1000)
    yield {
        "name": f"{doctype}: one conversion, {LINKED} linked rows, p95",
        "value": round(statistics.quantiles(times, n=20)[-1], 1),
        "unit": "ms",
        "reference": "bar",
        "reference_value": 500,
        "ratio": round(500 / statistics.quantiles(times, n=20)[-1], 2),
        "n": SINGLE,
    }


def timed(act: Callable[[], Any]) -> float:
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def clean() -> None:
    """Take away what was made: everything hangs on the bench's companies."""
    companies = frappe.get_all("Sales Prospect", {"company_name": "Bench company"}, pluck="name")
    for doctype, link in (
        ("Sales Task", "company"),
        ("Sales Opportunity", "company"),
        ("Sales Lead", "company"),
        ("Contact Prospect", "company"),
        ("Contact", "client_account"),
    ):
        names = frappe.get_all(doctype, {link: ["in", companies]}, pluck="name")
        frappe.db.delete("Sales Note", {"reference_name": ["in", names]})
        frappe.db.delete("Sales Operation Entry", {"target_name": ["in", names]})
        frappe.db.delete(doctype, {"name": ["in", names]})
    frappe.db.delete("Sales Prospect", {"name": ["in", companies]})
    frappe.db.delete("Sales Operation", {"kind": "Conversion"})
    frappe.db.commit()
