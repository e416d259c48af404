"""The model at 100,000 people beside Frappe's own way: search, list pages, spreading, rebuilding, inserting.

Fills the site first where it has no population (three minutes), and takes that away again. What EXPLAIN says of each
list page goes to stderr, full scans and sorts without an index in capitals.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any, NamedTuple

import frappe

from prospect_crm.queries import bulk_write
from prospect_crm.services import derived_rebuild
from prospect_crm.services.list_search import rewritten
from tests.benchmarks import population
from tests.benchmarks.population_names import PREFIX, record_name
from tests.benchmarks.population_rows import Population

PEOPLE = 100_000
PAGE = 20
REPEATS = 5
DOCUMENTS = 40


class Page(NamedTuple):
    """A list page: which filters are set, what it is sorted by."""

    doctype: str
    name: str
    filters: list[list[Any]]
    order_by: str


def measure() -> Iterator[dict[str, Any]]:
    """Milliseconds and rows a second; the ratio says how many times better ours is."""
    with population.connected():
        was_there = bool(frappe.db.get_global(population.KEY))
        if not was_there:
            population.write(population.size_of(PEOPLE), 1, datetime(2026, 11, 22))
        try:
            yield from searches()
            yield from pages()
            yield spreading()
            yield rebuilding()
            yield inserting()
        finally:
            frappe.db.rollback()
            if not was_there:
                population.remove()


def row(name: str, value: float, unit: str, reference: str, other: float | None, n: int) -> dict[str, Any]:
    """A measurement; of times the smaller is better, of rates the greater."""
    ratio = None
    if other is not None:
        ratio = round(value / other if unit.endswith("/s") else other / value, 1)
    reference_value = None if other is None else round(other, 2)
    values = (name, round(value, 2), unit, reference, reference_value, ratio, n)
    return dict(
        zip(("name", "value", "unit", "reference", "reference_value", "ratio", "n"), values, strict=True)
    )


def milliseconds(act: Callable[[], object], repeats: int = REPEATS) -> float:
    """The median of some runs after one that warms up."""
    act()
    times = []
    for _ in range(repeats):
        begin = time.perf_counter()
        act()
        times.append(time.perf_counter() - begin)
    return statistics.median(times) * 1000


# -- search --------------------------------------------------------------------


def searches() -> Iterator[dict[str, Any]]:
    """Our search box beside the desk's LIKE over the title and the search fields."""
    number = frappe.db.count("Contact Prospect")
    for kind, typed in search_terms().items():
        ours = milliseconds(lambda typed=typed: find_ours(typed))
        theirs = milliseconds(lambda typed=typed: find_theirs(typed))
        name = f"search people: {kind} ({len(find_ours(typed))} and {len(find_theirs(typed))} of a page)"
        yield row(name, ours, "ms", "LIKE over title and search fields", theirs, number)


def search_terms() -> dict[str, str]:
    """What a user types: rare and common names, part of a phone, the largest company, a frequent first name."""
    mobile = {"name": ["like", f"{PREFIX}%"], "mobile": ["like", "06%"]}
    person = frappe.get_all("Contact Prospect", mobile, ["last_name", "mobile"], order_by="name", limit=1)[0]
    names = frappe.get_all(
        "Contact Prospect",
        fields=["last_name", "count(*) as number"],
        group_by="last_name",
        order_by="number",
    )
    company = frappe.db.get_value("Sales Prospect", record_name(0, 1), "company_name")
    return {
        "the rarest last name": names[0].last_name,
        "a middling last name": names[len(names) // 2].last_name,
        "the commonest last name": names[-1].last_name,
        "part of a phone": person.mobile[3:11],
        "a frequent company": company,
        "a frequent first name": "Jean",
        "two words": f"Jean {company}",
        "nothing to be found": "zzyzx",
    }


def find_ours(typed: str) -> list[Any]:
    every, _any_of = rewritten(
        "Contact Prospect", [["Contact Prospect", "search_text", "like", f"%{typed}%"]]
    )
    return frappe.get_list("Contact Prospect", filters=every, order_by="modified desc", limit=PAGE)


def find_theirs(typed: str) -> list[Any]:
    fields = [field.strip() for field in frappe.get_meta("Contact Prospect").search_fields.split(",")]
    any_of = [[field, "like", f"%{typed}%"] for field in fields]
    return frappe.get_list("Contact Prospect", or_filters=any_of, order_by="modified desc", limit=PAGE)


# -- list pages ----------------------------------------------------------------


def pages() -> Iterator[dict[str, Any]]:
    """The first page of each filter and sort of S2 and S3; the reference names what the database read."""
    for page in all_pages():
        options = {"filters": page.filters, "order_by": page.order_by, "limit": PAGE, "fields": ["*"]}
        took = milliseconds(lambda page=page, options=options: frappe.get_list(page.doctype, **options), 3)
        plan = explained(frappe.get_list(page.doctype, run=False, **options))
        print(f"{took:8.1f} ms  {page.doctype}: {page.name}: {plan}", file=sys.stderr, flush=True)
        yield row(
            f"{page.doctype}: {page.name}", took, "ms", plan, None, frappe.db.count(page.doctype, cache=True)
        )


def explained(query: str) -> str:
    """Say in a few words how the database reads a page."""
    found = []
    for step in frappe.db.sql(f"EXPLAIN {query}", as_dict=True):
        extra = step["Extra"] or ""
        how = "FULL SCAN" if step["type"] == "ALL" else step["key"]
        found.append(f"{how}, {step['rows']} rows" + (", FILESORT" if "filesort" in extra else ""))
    return "; ".join(found)


def all_pages() -> Iterator[Page]:
    yield from people_pages()
    yield from lead_pages()
    yield from other_pages()


def people_pages() -> Iterator[Page]:
    """S2: the columns of the list are its sorts."""
    doctype, sort = "Contact Prospect", "modified desc"
    reps = [population.email_of(*name.split()) for name in population.words.REPS[-2:]]
    entity_sets = frappe.get_all("Sales Entity Set", pluck="name", limit=3)
    conditions = {
        "no filter": [],
        "rep": [["sales_rep", "in", reps]],
        "type of company": [["account_type", "=", "Client"]],
        "free": [["company", "is", "not set"]],
        "company": [["company", "=", record_name(0, 1)]],
        "status": [["status", "=", "In Progress"]],
        "entities": [["entity_set", "in", ["", *entity_sets]]],
        "headcount": [["headcount", ">=", 50], ["headcount", "<=", 200]],
        "revenue": [["annual_revenue", ">=", 1_000_000], ["annual_revenue", "<=", 5_000_000]],
        "sector": [["sector", "=", "Santé"]],
        "skill": [["Sales Contact Skill", "skill", "=", "SAP"]],
        "rep and status": [["sales_rep", "=", reps[0]], ["status", "=", "Assigned"]],
    }
    for name, filters in conditions.items():
        yield Page(doctype, f"{name}, newest first", filters, sort)
    sorts = (
        *("company_name", "company_rep", "account_type", "company_status", "full_name", "last_name"),
        *("first_name", "job_title", "email", "phone", "mobile", "fax", "territory", "sales_rep", "status"),
        *("next_task_on", "creation"),
    )
    for column in sorts:
        yield Page(doctype, f"by {column}", [], f"{column} asc")
    yield Page(doctype, "status, by company_name", [["status", "=", "In Progress"]], "company_name asc")


def lead_pages() -> Iterator[Page]:
    """S3: within the inbox, the presets and every column's sort."""
    doctype, inbox = "Sales Lead", ["inbox_state", "=", "Inbox"]
    three_months = str(datetime.now() - timedelta(days=92))[:10]
    conditions = {
        "inbox": [],
        "source": [["source", "=", "Web Forms"]],
        "label": [["_user_tags", "like", "%,Chaud%"]],
        "rep": [["sales_rep", "=", population.email_of(*population.words.REPS[0].split())]],
        "added more than three months ago": [["creation", "<", three_months]],
        "with a linked person": [["contact_prospect", "is", "set"]],
        "with an e-mail address": [["email", "is", "set"]],
        "without activity": [["activity_status", "=", "No Activity"]],
        "with a phone number": [["phone", "is", "set"]],
        "with a planned activity": [["activity_status", "=", "Planned"]],
        "with a value": [["value", ">", 0]],
    }
    for name, filters in conditions.items():
        yield Page(doctype, f"{name}, newest first", [inbox, *filters], "creation desc")
    sorts = ("title", "activity_status", "source", "sales_rep", "value", "next_task_on", "status", "score")
    for column in (*sorts, "company_name", "person_name", "email", "headcount", "modified"):
        yield Page(doctype, f"inbox, by {column}", [inbox], f"{column} desc")


def other_pages() -> Iterator[Page]:
    rep = population.email_of(*population.words.REPS[0].split())
    is_open = ["status", "in", ["Not Started", "Pending", "In Progress"]]
    late = ["starts_on", "<", str(datetime.now())[:10]]
    yield Page("Sales Prospect", "as it opens", [], "company_name asc")
    yield Page("Sales Prospect", "newest first", [], "modified desc")
    yield Page("Sales Prospect", "clients by name", [["account_type", "=", "Client"]], "company_name asc")
    yield Page("Sales Prospect", "by annual_revenue", [], "annual_revenue desc")
    yield Page("Sales Task", "as it opens", [], "starts_on desc")
    yield Page("Sales Task", "mine, still to be done", [["sales_rep", "=", rep], is_open], "starts_on asc")
    yield Page("Sales Task", "late", [is_open, late], "starts_on asc")
    about = [["reference_doctype", "=", "Sales Prospect"], ["reference_name", "=", record_name(0, 1)]]
    yield Page("Sales Task", "of a record", about, "starts_on desc")
    yield Page("Sales Note", "of a record", about, "is_pinned desc, creation desc")
    yield Page("Sales Opportunity", "as it opens", [["status", "=", "Open"]], "modified desc")
    yield Page(
        "Sales Opportunity", "by expected_close_on", [["status", "=", "Open"]], "expected_close_on asc"
    )


# -- writing -------------------------------------------------------------------


def spreading() -> dict[str, Any]:
    """A company is renamed and grows: all its people follow, beside saving each of them."""
    company = frappe.get_doc("Sales Prospect", record_name(0, 1))
    number = frappe.db.count("Contact Prospect", {"company": company.name})
    company.company_name, company.headcount = f"{company.company_name} Europe", company.headcount + 1
    ours = seconds(company.save)
    shown = {"company": company.name, "company_name": company.company_name, "headcount": company.headcount}
    followed = frappe.db.count("Contact Prospect", shown)
    assert followed == number, (followed, number)
    each = seconds(lambda: save_some(company.name)) / DOCUMENTS
    frappe.db.rollback()
    name = "a company's change reaches its people"
    reference = f"each document saved ({DOCUMENTS} measured)"
    return row(name, ours * 1000, "ms", reference, each * number * 1000, number)


def save_some(company: str) -> None:
    for name in frappe.get_all("Contact Prospect", {"company": company}, pluck="name", limit=DOCUMENTS):
        frappe.get_doc("Contact Prospect", name).save()


def rebuilding() -> dict[str, Any]:
    """Derived columns of all people computed again, beside saving documents."""
    number = frappe.db.count("Contact Prospect")
    took = seconds(lambda: derived_rebuild.rebuild("Contact Prospect"))
    each = seconds(lambda: save_some(record_name(0, 1))) / DOCUMENTS
    frappe.db.rollback()
    return row("rebuild derived columns", number / took, "people/s", "documents saved", 1 / each, number)


def inserting() -> dict[str, Any]:
    """People written set-based beside inserting documents; making their values is left out of both."""
    size = population.size_of(4000)
    made = Population(size, 424_242, datetime(2026, 11, 22), population.site_of()).rows()
    people = [values for doctype, values in made if doctype == "Contact Prospect"]
    columns = population.columns_of("Contact Prospect")
    rows = [tuple(person.get(name, blank) for name, blank in columns.items()) for person in people]
    took = seconds(lambda: bulk_write.insert_many("Contact Prospect", [*columns], rows))
    ours = len(people) / took
    theirs = DOCUMENTS / seconds(lambda: insert_some(people[:DOCUMENTS]))
    frappe.db.rollback()
    return row("insert people", ours, "people/s", "documents inserted", theirs, len(people))


def insert_some(people: list[dict[str, Any]]) -> None:
    typed = ("first_name", "last_name", "email", "phone", "mobile", "job_title", "city", "country")
    for person in people:
        frappe.get_doc({"doctype": "Contact Prospect", **{name: person[name] for name in typed}}).insert()


def seconds(act: Callable[[], object]) -> float:
    begin = time.perf_counter()
    act()
    return time.perf_counter() - begin
