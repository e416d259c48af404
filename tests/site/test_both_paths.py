"""Statement or document: whatever is written to many records, the rows and the journal are the same."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import frappe
import pytest
from hypothesis import given
from hypothesis import strategies as st

from prospect_crm.services.bulk_fields import BY_STATEMENT
from tests.factories import (
    make,
    make_company,
    make_contact,
    make_lead,
    make_opportunity,
    make_person,
    make_task,
    make_user,
)
from tests.site.bulk import apply, entries, plan
from tests.site.listening import drawn_twice, listening, take_path

REPS = ("rep@example.com", "manager@example.com")
MASTERS = {"Sales Origin": "origin_name", "Sales Department": "department_name"}
MAKE = {
    "Sales Prospect": make_company,
    "Contact Prospect": make_person,
    "Contact": make_contact,
    "Sales Lead": make_lead,
    "Sales Task": lambda **values: make_task(make_person(), **values),
    "Sales Opportunity": make_opportunity,
}
TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=30) | st.sampled_from(
    ["<b onclick=alert(1)>Salon</b>", "a < b & c", "  spaced  ", "l'été %s", "\\", '{"a": 1}', "=1+1"]
)
LABELS = st.lists(st.sampled_from(["VIP", "Salon", "Été", "50 %"]), unique=True, max_size=3)


@pytest.fixture(autouse=True)
def listener(request: pytest.FixtureRequest, fresh: None) -> Iterator[Any]:
    """Somebody who listens to the kind of record under test, to be switched on and off."""
    for email in REPS:
        make_user(email, "Sales Prospection Manager")
    for master, field in MASTERS.items():
        for name in ("A", "Œuvre"):
            if not frappe.db.exists(master, name):
                make(master, **{field: name})
    with listening(request.node.callspec.params["doctype"]) as found:
        yield found
    for master in MASTERS:
        frappe.db.delete(master, {"name": ["in", ["A", "Œuvre"]]})
    frappe.db.commit()
    frappe.clear_cache()


def values_of(doctype: str, field: str) -> st.SearchStrategy[Any]:
    """Random values that a user may choose for a field."""
    found = frappe.get_meta(doctype).get_field(field)
    if found.fieldtype == "Select":
        values: st.SearchStrategy[Any] = st.sampled_from((found.options or "").split("\n"))
    elif found.fieldtype == "Check":
        values = st.sampled_from([0, 1])
    elif found.fieldtype == "Link":
        values = st.sampled_from(REPS if found.options == "User" else ["A", "Œuvre"])
    elif found.fieldtype == "Date":
        values = st.dates().map(str)
    else:
        values = TEXT
    return values.filter(bool) if found.reqd else values | st.none()


def records_of(doctype: str) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(
        {field: values_of(doctype, field) for field in sorted(BY_STATEMENT[doctype])}
    )


def changes_to(doctype: str) -> st.SearchStrategy[dict[str, Any]]:
    """Some of the fields, one at least, and labels now and then."""
    fields = {field: values_of(doctype, field) for field in sorted(BY_STATEMENT[doctype])}
    fields["labels"] = st.tuples(st.sampled_from(["set", "add", "remove"]), LABELS)
    return st.fixed_dictionaries({}, optional=fields).filter(bool)


@pytest.mark.parametrize("doctype", sorted(BY_STATEMENT))
@drawn_twice
@given(data=st.data())
def test_both_paths_write_the_same_of_every_kind_and_field(
    doctype: str, listener: Any, data: st.DataObject
) -> None:
    before = data.draw(st.lists(st.tuples(records_of(doctype), LABELS), min_size=1, max_size=3))
    changes = data.draw(changes_to(doctype))
    found = {}
    for path in ("Document", "Set"):
        take_path(listener, path)
        records = [made(doctype, values, labels) for values, labels in before]
        done = apply(plan(*records, **changes))
        written = [row for row in entries(done) if row["state"] == "applied"]
        assert not written or done.path == path, done.path_reason
        found[path] = told(done, records)
    assert found["Document"] == found["Set"]
    assert frappe.db.count("Version", {"ref_doctype": doctype}) == 0


def made(doctype: str, values: dict[str, Any], labels: list[str]) -> Any:
    """A record, and at a company those who show its columns."""
    record = MAKE[doctype](**values)
    for label in labels:
        record.add_tag(label)
    if doctype == "Sales Prospect":
        make_person(company=record.name)
        make_contact(client_account=record.name)
        make_opportunity(company=record.name, lead=make_lead(company=record.name).name)
        make_task(record)
    frappe.db.delete("Version", {"ref_doctype": doctype})
    return record


def told(operation: Any, records: list[Any]) -> list[Any]:
    """What is stored of the records, of those that show them, and in the journal; names and moments left out."""
    journal = [
        (row["state"], row["reason"], json.loads(row["changes"] or "{}")) for row in entries(operation)
    ]
    return [[rows_about(record) for record in records], journal]


def rows_about(record: Any) -> list[Any]:
    names = {record.name}
    found = [stored(record.doctype, {"name": record.name}, names)]
    if record.doctype == "Sales Prospect":
        shown = {
            "Contact Prospect": "company",
            "Contact": "client_account",
            "Sales Lead": "company",
            "Sales Opportunity": "company",
            "Sales Task": "company",
        }
        found += [stored(kind, {link: record.name}, names) for kind, link in shown.items()]
    tags = frappe.get_all("Tag Link", {"document_name": record.name}, ["tag", "document_type", "title"])
    return [*found, sorted(map(str, tags))]


def stored(doctype: str, filters: dict[str, Any], names: set[str]) -> list[dict[str, Any]]:
    """Whole rows; a link between two of the records is only a link."""
    left_out = {
        "name",
        "creation",
        "modified",
        "full_name",
        "lead",
        "reference_name",
        "company",
        "client_account",
    }
    left_out |= {"contact_prospect"} if doctype == "Sales Opportunity" else set()
    rows = frappe.get_all(doctype, filters=filters, fields=["*"])
    return [{key: value for key, value in row.items() if key not in left_out} for row in rows]
