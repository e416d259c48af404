"""A large population to measure on, written set-based: ./dev benchmark population [--people 100000 …] [--remove]

The same seed and day give the same rows. `--desk` (./dev benchmark --desk population …) fills the served desk
instead of the tests' site. Names tell the rows from all others, and `--remove` deletes them and what was made
for them.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING, Any

import frappe
from frappe.query_builder import DocType

from prospect_crm.queries import bulk_write
from prospect_crm.services import pipelines
from prospect_crm.services.entity_sets import entity_set
from prospect_crm.services.regions import phone_region
from tests.benchmarks import population_words as words
from tests.benchmarks.population_names import PREFIX
from tests.benchmarks.population_rows import ENTITY_CHOICES, Made, Population, Site, Size

if TYPE_CHECKING:
    from tests.benchmarks.population_values import Row

KEY = "prospect_crm_population"
HEAD = ("name", "creation", "modified", "owner", "modified_by")
CHILDREN = (
    "Contact Prospect Email",
    "Contact Prospect Phone",
    "Sales Contact Skill",
    "Sales Record Entity",
)
DOCTYPES = (
    "Sales Prospect",
    "Contact Prospect",
    "Sales Lead",
    "Sales Opportunity",
    "Sales Task",
    "Sales Note",
)
TABLES = {"Table", "Table MultiSelect", "Section Break", "Column Break", "Tab Break", "HTML", "Button"}
NUMBERS = {"Int", "Float", "Currency", "Check", "Percent"}
FLUSH = 2000
DELETED_AT_ONCE = 5000

MASTERS: dict[str, tuple[str, Iterable[str]]] = {
    "Sales Sector": ("sector_name", words.SECTORS),
    "Sales Department": ("department_name", words.DEPARTMENTS),
    "Sales Origin": ("origin_name", words.ORIGINS),
    "Sales Account Group": ("group_name", words.GROUPS),
    "Sales Territory": ("territory_name", [*dict.fromkeys(words.REGION_OF.values()), words.ABROAD]),
    "Sales Entity": ("entity_name", words.ENTITIES),
    "Sales Skill": ("skill_name", words.SKILLS),
    "Sales Label": ("label_name", words.LABELS),
}


def main(arguments: list[str]) -> int:
    """Run the command; gives the exit code."""
    options = parsed(arguments)
    with connected():
        if options.remove:
            remove()
        else:
            size = size_of(options.people, options.companies, options.tasks)
            write(size, options.seed, datetime.strptime(options.today, "%Y-%m-%d"))
    return 0


def parsed(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./dev benchmark population", description=__doc__)
    parser.add_argument("--people", type=int, default=100_000)
    parser.add_argument("--companies", type=int, help="else half as many as people")
    parser.add_argument("--tasks", type=int, help="else three times as many as people")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--today", default=f"{datetime.now():%Y-%m-%d}", help="what dates are told from")
    parser.add_argument("--remove", action="store_true", help="delete what was made")
    return parser.parse_args(arguments)


@contextmanager
def connected() -> Iterator[None]:
    """Work on the site that the environment names, as Administrator."""
    os.chdir(os.environ["PROSPECT_SITES"])
    frappe.init(site=os.environ["PROSPECT_SITE"], sites_path=".")
    frappe.connect()
    frappe.set_user("Administrator")
    frappe.flags.mute_emails = True
    try:
        yield
    finally:
        frappe.db.rollback()
        frappe.destroy()


def size_of(people: int, companies: int | None = None, tasks: int | None = None) -> Size:
    """Give how many of each there are for so many people."""
    return Size(
        people=people,
        companies=people // 2 if companies is None else companies,
        tasks=people * 3 if tasks is None else tasks,
        leads=people * 3 // 10,
        opportunities=people // 10,
        notes=people // 5,
    )


# -- write ---------------------------------------------------------------------


def write(size: Size, seed: int, today: datetime) -> dict[str, int]:
    """Write a population; gives how many rows of each DocType. There is one at a time on a site."""
    if frappe.db.get_global(KEY):
        raise SystemExit(
            "There is a population already; remove it first: ./dev benchmark population --remove"
        )
    # named before anything is written, so that what a killed run leaves is removed too
    frappe.db.set_global(KEY, json.dumps({"seed": seed, "made": make_lists()}))
    frappe.db.commit()
    population = Population(size, seed, today, site_of())
    return Writer(size).write(population.rows())


class Writer:
    """Collects rows by DocType and writes them in batches, telling how far it is."""

    def __init__(self, size: Size) -> None:
        self.size, self.begin, self.told = size, time.monotonic(), time.monotonic()
        self.waiting: dict[str, list[Row]] = {}
        self.columns: dict[str, dict[str, Any]] = {}
        self.written: dict[str, int] = {}

    def write(self, rows: Iterable[Made]) -> dict[str, int]:
        for doctype, row in rows:
            waiting = self.waiting.setdefault(doctype, [])
            waiting.append(row)
            if len(waiting) >= FLUSH:
                self.flush(doctype)
        for doctype in self.waiting:
            self.flush(doctype)
        self.tell("done")
        return self.written

    def flush(self, doctype: str) -> None:
        rows = self.waiting[doctype]
        if not rows:
            return
        known = self.columns.get(doctype) or self.columns.setdefault(doctype, columns_of(doctype))
        # a column that none of them fills has its default anyway
        filled = set().union(*rows)
        columns = {name: blank for name, blank in known.items() if name in filled}
        values = (tuple(row.get(name, blank) for name, blank in columns.items()) for row in rows)
        number = bulk_write.insert_many(doctype, [*columns], values)
        self.written[doctype] = self.written.get(doctype, 0) + number
        rows.clear()
        frappe.db.commit()
        if time.monotonic() - self.told > 5:
            self.tell("…")

    def tell(self, end: str) -> None:
        self.told = time.monotonic()
        rows, people = sum(self.written.values()), self.written.get("Contact Prospect", 0)
        seconds = self.told - self.begin
        rate = rows / max(seconds, 0.001)
        print(
            f"{people:,} of {self.size.people:,} people · {rows:,} rows · {seconds:.0f} s · {rate:,.0f} rows/s {end}",
            file=sys.stderr,
            flush=True,
        )


def columns_of(doctype: str) -> dict[str, Any]:
    """Give every column of a DocType and what stands in it where a row says nothing, as a new document has it."""
    meta = frappe.get_meta(doctype)
    columns: dict[str, Any] = dict.fromkeys(HEAD)
    if meta.istable:
        columns |= dict.fromkeys(("parent", "parenttype", "parentfield", "idx"))
    else:
        columns["_user_tags"] = None
    for field in meta.fields:
        if field.fieldtype not in TABLES:
            columns[field.fieldname] = 0 if field.fieldtype in NUMBERS else None
    return columns


# -- what the rows lean on -----------------------------------------------------


def make_lists() -> list[tuple[str, str]]:
    """Make the users, list entries and entity sets that are missing; gives them, the last to be made last."""
    made = [("Tag", name) for name in words.LABELS if not frappe.db.exists("Tag", name)]
    for doctype, (fieldname, names) in MASTERS.items():
        for name in names:
            if not frappe.db.exists(doctype, name):
                frappe.get_doc({"doctype": doctype, fieldname: name}).insert()
                made.append((doctype, name))
    for first, last in (name.split() for name in words.REPS):
        made += _make_rep(first, last)
    before = set(frappe.get_all("Sales Entity Set", pluck="name"))
    after = {entity_set(entities) for entities in ENTITY_CHOICES}
    return made + [("Sales Entity Set", name) for name in sorted(after - before)]


def _make_rep(first: str, last: str) -> list[tuple[str, str]]:
    """Make a user who may be chosen as a rep, but has no password: rows only, as nobody is to be told."""
    email = email_of(first, last)
    if frappe.db.exists("User", email):
        return []
    names = {"email": email, "first_name": first, "last_name": last, "full_name": f"{first} {last}"}
    user = frappe.get_doc(
        {"doctype": "User", "name": email, "enabled": 1, "user_type": "System User", **names}
    )
    role = user.append("roles", {"role": "Sales Prospector", "name": frappe.generate_hash(length=10)})
    for document in (user, role):
        document.set_user_and_timestamp()
        document.db_insert()
    return [("User", email)]


def email_of(first: str, last: str) -> str:
    return f"{first}.{last}@population.example".lower().replace("è", "e")


def site_of() -> Site:
    """Give what rows show of the site they are written to."""
    pipeline = pipelines.default_pipeline() or ""
    stages = frappe.get_cached_doc("Sales Pipeline", pipeline).stages
    return Site(
        reps=tuple(email_of(*name.split()) for name in words.REPS),
        pipeline=pipeline,
        stages=tuple((row.stage_name, row.kind, row.probability) for row in stages),
        currency=frappe.db.get_default("currency") or "EUR",
        region=phone_region(),
    )


# -- remove --------------------------------------------------------------------


def remove() -> None:
    """Delete the rows of the population, known by their names, and what was made for them and nobody else uses."""
    for doctype in (*DOCTYPES, *CHILDREN):
        number = sum(_deleted(doctype))
        print(f"{number:,} {doctype} deleted", file=sys.stderr, flush=True)
    made = json.loads(frappe.db.get_global(KEY) or "{}").get("made", [])
    for doctype, name in reversed(made):
        if doctype == "User":
            _delete_rep(name)
        else:
            _delete_unused(doctype, name)
    frappe.db.set_global(KEY, None)
    frappe.db.commit()


def _delete_rep(email: str) -> None:
    """Delete what ``_make_rep`` wrote: rows only, as Frappe counts the System Managers of a real user."""
    frappe.db.delete("Has Role", {"parent": email})
    frappe.db.delete("User", {"name": email})


def _delete_unused(doctype: str, name: str) -> None:
    try:
        frappe.delete_doc(doctype, name, ignore_missing=True)
    except frappe.LinkExistsError:
        print(f"kept: {doctype} {name} is in use", file=sys.stderr)


def _deleted(doctype: str) -> Iterator[int]:
    """Delete a DocType's rows, some thousands a transaction."""
    table = DocType(doctype)
    ours = frappe.qb.from_(table).select(table.name).where(table.name.like(f"{PREFIX}%"))
    while names := [row[0] for row in ours.limit(DELETED_AT_ONCE).run()]:
        frappe.qb.from_(table).delete().where(table.name.isin(names)).run()
        frappe.db.commit()
        yield len(names)
