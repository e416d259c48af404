"""What the crash test asks of its site: things to do many of, and whether all of them were done once."""

from __future__ import annotations

import base64
import importlib
import json
import os
from collections import Counter
from typing import Any

import frappe

from prospect_crm.services import bulk_changes, bulk_deletes, handlers, operation_plans, record_values, undo
from prospect_crm.services.imports import plan_import
from prospect_crm.tasks import operations as tasks
from tests.factories import card, make_company, make_person, make_user, picture, upload

PERSON, COMPANY, OPERATION, ENTRY = (
    "Contact Prospect",
    "Sales Prospect",
    "Sales Operation",
    "Sales Operation Entry",
)
REP = "rep@example.com"
THERE = 16
IMPORTED = 16
STAMPS = ("modified", "modified_by")
HELD = {
    "Comment": ("reference_doctype", "reference_name"),
    "Tag Link": ("document_type", "document_name"),
    "DocShare": ("share_doctype", "share_name"),
    "File": ("attached_to_doctype", "attached_to_name"),
}
CHILDREN = (
    "Contact Prospect Email",
    "Contact Prospect Phone",
    "Sales Contact Skill",
    "Sales Social Profile",
    "Sales Record Entity",
)


def load() -> None:
    """Import what a job would import first."""
    for path in handlers.HANDLERS.values():
        importlib.import_module(path.rpartition(".")[0])


def begin() -> None:
    """People at companies, with what goes along when one is deleted."""
    make_user(REP, "Sales Prospector")
    companies = [make_company(f"Atelier {number}").name for number in range(4)]
    for number in range(THERE):
        person = make_person("Anne", f"Weisse {number}", email=f"w{number}@example.com")
        person.company = companies[number % 4]
        person.save()
        if number % 3 == 0:
            person.add_comment("Comment", f"Met {number}")
            person.add_tag("VIP")
            frappe.share.add(PERSON, person.name, REP)
            attached = {"attached_to_doctype": PERSON, "attached_to_name": person.name, "is_private": 1}
            content = f"offer {number}".encode()
            frappe.get_doc(doctype="File", file_name=f"o{number}.txt", content=content, **attached).insert()


# -- planning ----------------------------------------------------------------------


def plan_an_import() -> str:
    """People of whom every second has a company to be made and a photo."""
    photo = base64.b64encode(picture()).decode()
    cards = b""
    for number in range(IMPORTED):
        lines = [f"EMAIL:i{number}@example.com", "CATEGORIES:Salon"]
        if number % 2:
            lines += [f"ORG:Nexalis {number % 6}", f"PHOTO;ENCODING=b;TYPE=JPEG:{photo}"]
        cards += card("Paul", f"Thiébaut {number}", *lines)
    return str(plan_import([upload(cards)], {}).name)


def plan_an_assignment() -> str:
    """By statement: a rep and a label for everybody."""
    changes = [
        {"field": "sales_rep", "value": REP},
        {"field": "labels", "mode": "add", "value": ["Crash"]},
    ]
    return _plan_change(changes)


def plan_a_document_change() -> str:
    """Document by document: a field from which more may follow."""
    return _plan_change([{"field": "job_title", "value": "CTO"}])


def _plan_change(changes: list[dict[str, Any]]) -> str:
    chosen = {"filters": [["first_name", "in", ["Anne", "Paul"]]]}
    return str(bulk_changes.plan_change(PERSON, chosen, changes).name)


def plan_a_deletion() -> str:
    """Everybody who was there before the import."""
    return str(bulk_deletes.plan_delete(PERSON, {"filters": [["first_name", "=", "Anne"]]}).name)


def plan_an_undo(operation: str) -> str:
    planned = undo.plan_undo(frappe.get_doc(OPERATION, operation))
    assert planned.status == "Planned"
    return str(planned.name)


# -- carrying out --------------------------------------------------------------------


def apply(operation: str) -> None:
    from prospect_crm.services import operations

    operations.apply(frappe.get_doc(OPERATION, operation))


def status(operation: str) -> str:
    return str(frappe.db.get_value(OPERATION, operation, "status"))


def resume(operation: str) -> str:
    """Let the scheduler find it: as if it had been silent for eleven minutes. Gives the status before."""
    before = status(operation)
    if before != "Done":
        long_ago = frappe.utils.add_to_date(None, minutes=-11)
        silent = {"heartbeat": long_ago, "started_on": long_ago}
        frappe.db.set_value(OPERATION, operation, silent, update_modified=False)
        tasks.resume_interrupted()
    return before


# -- what is there ---------------------------------------------------------------------


def everything() -> dict[str, Any]:
    """Give every row of the records and of what hangs on them, but for when and by whom it was last written."""
    found = {doctype: _rows(doctype, {}) for doctype in (PERSON, COMPANY, *CHILDREN)}
    for doctype, (kind, _name) in HELD.items():
        found[doctype] = _rows(doctype, {kind: ["in", [PERSON, COMPANY]]})
    return found


def _rows(doctype: str, filters: dict[str, Any]) -> dict[str, Any]:
    rows = frappe.get_all(doctype, filters=filters, fields=["*"], order_by="name", limit_page_length=0)
    return {
        str(row.name): {key: value for key, value in row.items() if key not in STAMPS and value}
        for row in rows
    }


def problems(operation: str) -> list[str]:
    """Say what is not as it should be once an operation is Done; nothing, if all is well."""
    found = frappe.get_doc(OPERATION, operation)
    entries = frappe.get_all(
        ENTRY, filters={"operation": operation}, fields=["*"], order_by="position", limit_page_length=0
    )
    said = [] if found.status == "Done" else [f"the operation is {found.status}"]
    states = Counter(entry.state for entry in entries)
    if set(states) - {"applied", "skipped"} or not states["applied"]:
        reasons = sorted({entry.reason for entry in entries if entry.state not in ("applied", "skipped")})
        said.append(f"entries are {dict(states)}: {reasons}")
    counted = operation_plans.count(found)
    stored = {name: found.get(name) or 0 for name in counted}
    if counted != stored:
        said.append(f"counters say {stored}, entries {counted}")
    applied = [entry for entry in entries if entry.state == "applied"]
    for doctype in sorted({entry.target_doctype for entry in applied}):
        those = [entry for entry in applied if entry.target_doctype == doctype]
        digests = record_values.digests(doctype, [entry.target_name for entry in those])
        said += [problem for entry in those for problem in _disagreement(entry, digests)]
    return said + _loose_ends()


def _disagreement(entry: Any, digests: dict[str, str]) -> list[str]:
    """What the journal says of a record beside the record."""
    doctype, name = entry.target_doctype, entry.target_name
    is_there = name in digests
    if is_there == (entry.action == "delete"):
        return [f"{entry.action} of {name}, but it is {'' if is_there else 'not '}there"]
    if entry.action == "create" and digests[name] != entry.digest:
        return [f"{name} is not what was made"]
    if entry.action == "update":
        changes = json.loads(entry.changes)
        current = record_values.read(doctype, [name], changes)[name]
        return [
            f"{name}: {field} is {current[field]!r}, journaled as {after!r}"
            for field, (_before, after) in changes.items()
            if not record_values.same(current[field], after)
        ]
    return []


def _loose_ends() -> list[str]:
    """Rows of records that are gone, people there twice, files without content."""
    return [*_orphans(), *_twice(), *_lost_files()]


def _orphans() -> list[str]:
    tables = {child: ("parenttype", "parent") for child in CHILDREN} | HELD
    said = []
    for doctype, (kind, name) in tables.items():
        filters = {kind: ["in", [PERSON, COMPANY]]}
        for row in frappe.get_all(doctype, filters=filters, fields=[kind, name], limit_page_length=0):
            if not frappe.db.exists(row[kind], row[name]):
                said.append(f"a {doctype} of {row[name]}, which is gone")
    return said


def _twice() -> list[str]:
    said = []
    for doctype, column in ((PERSON, "full_name"), (COMPANY, "company_name")):
        names = Counter(frappe.get_all(doctype, pluck=column, limit_page_length=0))
        said += [f"{number} times {name}" for name, number in names.items() if number > 1]
    return said


def _lost_files() -> list[str]:
    names = frappe.get_all("File", {"is_folder": 0, "is_private": 1}, pluck="name", limit_page_length=0)
    files = [frappe.get_doc("File", name) for name in names]
    gone = [file.file_name for file in files if not os.path.exists(file.get_full_path())]
    return [f"the file {name} is gone from the disk" for name in gone]
