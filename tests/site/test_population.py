"""The population of the benchmarks: every row as the controllers would have written it, or its figures are worth nothing."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import frappe
import pytest

from prospect_crm.domain.derived.activity import activity_columns
from prospect_crm.queries import bulk_write, derived
from prospect_crm.services.derived_columns import set_note, set_task
from prospect_crm.services.derived_rebuild import rebuild_all
from tests.benchmarks import population
from tests.benchmarks.population_names import PREFIX, record_name
from tests.benchmarks.population_rows import Population
from tests.factories import make_company

TODAY = datetime(2026, 11, 22)
SIZE = population.size_of(300)
SUBJECTS = ("Sales Prospect", "Contact Prospect", "Sales Lead", "Sales Opportunity")


@pytest.fixture(scope="module", autouse=True)
def lists(site: Any) -> Iterator[None]:
    """The users and list entries that a population leans on: made once, for they take longer than its rows."""
    frappe.set_user("Administrator")
    made = population.make_lists()
    frappe.db.commit()
    yield
    frappe.db.set_global(population.KEY, json.dumps({"made": made}))
    population.remove()
    assert frappe.db.count("User", {"email": ["like", "%@population.example"]}) == 0


@pytest.fixture(autouse=True)
def filled(monkeypatch: pytest.MonkeyPatch) -> dict[str, int]:
    """A small population; the next test begins with empty tables."""
    frappe.db.set_global(population.KEY, None)
    monkeypatch.setattr(population, "FLUSH", 30)  # of most kinds there is a whole number of batches
    return population.write(SIZE, 7, TODAY)


def rows(doctype: str) -> dict[str, dict[str, Any]]:
    return {row["name"]: row for row in frappe.db.sql(f"SELECT * FROM `tab{doctype}`", as_dict=True)}


def test_there_are_as_many_as_asked_for(filled: dict[str, int]) -> None:
    counted = {doctype: filled[doctype] for doctype in population.DOCTYPES}
    assert counted == {
        "Sales Prospect": 150,
        "Contact Prospect": 300,
        "Sales Lead": 90,
        "Sales Opportunity": 30,
        "Sales Task": 900,
        "Sales Note": 60,
    }
    assert {doctype: frappe.db.count(doctype) for doctype in population.DOCTYPES} == counted
    for child in population.CHILDREN:
        assert filled[child] == frappe.db.count(child, {"name": ["like", f"{PREFIX}%"]}), child


def test_the_derived_columns_need_no_rebuilding() -> None:
    assert rebuild_all() == dict.fromkeys(("Sales Prospect", "Contact Prospect", "Contact", *SUBJECTS[2:]), 0)


@pytest.mark.parametrize("doctype", SUBJECTS)
def test_the_next_task_and_the_activity_status_follow_from_the_tasks(doctype: str) -> None:
    stored, expected = {}, {}
    for name, row in rows(doctype).items():
        stored[name] = {"next_task_on": row["next_task_on"], "activity_status": row["activity_status"]}
        expected[name] = activity_columns(derived.tasks_about(doctype, name))
    assert stored == expected
    assert {row["activity_status"] for row in stored.values()} == {"No Activity", "Planned", "Done"}


@pytest.mark.parametrize(
    ("doctype", "set_columns", "columns"),
    [
        ("Sales Task", set_task, ("reference_title", "company", "mobile", "phone", "entity_set")),
        ("Sales Note", set_note, ("reference_title", "entity_set")),
    ],
)
def test_tasks_and_notes_show_what_the_controller_would(
    doctype: str, set_columns: Any, columns: tuple[str, ...]
) -> None:
    for name, row in sorted(rows(doctype).items())[:200]:
        document = frappe.get_doc(doctype, name)
        set_columns(document)
        assert {column: document.get(column) for column in columns} == {
            column: row[column] for column in columns
        }, name


@pytest.mark.parametrize("doctype", population.DOCTYPES)
def test_saving_changes_nothing_but_when_and_by_whom(doctype: str) -> None:
    names = sorted(rows(doctype))[:40]
    tables = (doctype, *population.CHILDREN)
    before = {table: rows(table) for table in tables}
    for name in names:
        frappe.get_doc(doctype, name).save()
    assert [message for message in frappe.get_message_log() if "not a valid phone" not in str(message)] == []
    for table in tables:
        after = rows(table)
        assert after.keys() == before[table].keys()
        for name, row in after.items():
            changed = {key: (before[table][name][key], value) for key, value in row.items()}
            changed = {key: pair for key, pair in changed.items() if pair[0] != pair[1]}
            assert changed.keys() <= {"modified", "modified_by"}, (table, name, changed)


def test_a_document_inserted_with_the_same_values_has_the_same_columns() -> None:
    """What a row leaves out stands in the table as a new document leaves it."""
    standard = {"name", "creation", "modified", "modified_by", "owner", "_seen", "lft", "rgt"}
    for doctype in population.DOCTYPES:
        row = next(row for _, row in sorted(rows(doctype).items()) if not row.get("opportunity"))
        values = {
            key: value for key, value in row.items() if value not in (None, "", 0) and key not in standard
        }
        entities = frappe.get_all("Sales Record Entity", {"parent": row["name"]}, pluck="entity")
        if frappe.get_meta(doctype).has_field("entities"):
            values["entities"] = [{"entity": entity} for entity in entities]
        made = frappe.get_doc({"doctype": doctype, **values}).insert()
        twin = frappe.db.sql(f"SELECT * FROM `tab{doctype}` WHERE name = %s", made.name, as_dict=True)[0]
        kept = {
            "next_task_on",
            "activity_status",
            "_user_tags",
            "prospecting_action_on",
            "closed_on",
            "remind_on",
        }
        other = {
            key: (row[key], value)
            for key, value in twin.items()
            if row[key] != value and key not in standard | kept
        }
        assert other == {}, doctype


def test_the_same_seed_gives_the_same_rows_and_another_one_others() -> None:
    site = population.site_of()
    first, again, other = (list(Population(SIZE, seed, TODAY, site).rows()) for seed in (7, 7, 8))
    assert first == again
    assert len(first) > 1500
    assert [row for _, row in first] != [row for _, row in other]
    stored = rows("Contact Prospect")
    for doctype, row in first:
        if doctype == "Contact Prospect":
            assert stored[row["name"]]["search_text"] == row["search_text"]


def test_one_company_has_a_tenth_of_the_people_and_some_people_none() -> None:
    people = rows("Contact Prospect").values()
    first = record_name(0, 7)
    assert sum(row["company"] == first for row in people) == 30
    assert sum(row["company"] is None for row in people) >= 24


def test_all_statuses_occur_and_dates_lie_around_today() -> None:
    tasks = rows("Sales Task").values()
    assert {row["status"] for row in tasks} == {"Not Started", "Pending", "In Progress", "Done", "Cancelled"}
    dates = [row["starts_on"] for row in tasks if row["starts_on"]]
    assert min(dates) < TODAY - timedelta(days=200)
    assert max(dates) > TODAY + timedelta(days=60)
    assert all(row["creation"] <= row["modified"] <= TODAY for row in rows("Contact Prospect").values())


def test_removing_leaves_everything_else() -> None:
    own = make_company("Ours")
    population.remove()
    left = {doctype: frappe.db.count(doctype) for doctype in (*population.DOCTYPES, *population.CHILDREN)}
    assert left == {**dict.fromkeys(left, 0), "Sales Prospect": 1}
    assert frappe.db.exists("Sales Prospect", own.name)
    assert frappe.db.count("Sales Entity") == 0
    assert frappe.db.get_global(population.KEY) is None


def test_a_second_population_is_refused() -> None:
    with pytest.raises(SystemExit, match="There is a population already"):
        population.write(SIZE, 8, TODAY)


def test_a_name_of_ours_is_ten_characters_and_never_made_twice() -> None:
    names = {record_name(number, 1) for number in range(20_000)}
    assert len(names) == 20_000
    assert {len(name) for name in names} == {10}
    assert not any(frappe.generate_hash(length=10).startswith(PREFIX) for _ in range(1000))


@pytest.mark.parametrize(
    ("doctype", "fieldnames", "sentence"),
    [
        ("Sales Task", ["name", "sujet"], r"Sales Task has no such columns: \['sujet'\]"),
        ("Sales Task", ["name", "subject`) SELECT 1 --"], "Sales Task has no such columns"),
        ("Contact Prospect", ["name", "other_emails"], r"has no such columns: \['other_emails'\]"),
        ("Sales Task", ["subject"], r"Sales Task needs these columns too: \['name'\]"),
        ("Sales Task", ["name", "subject", "name"], "a column is named twice"),
        (
            "Contact Prospect Email",
            ["name", "email", "parent"],
            r"needs these columns too: \['idx', 'parentfield', 'parenttype'\]",
        ),
        ("Sales Sector", ["name", "sector_name"], "takes no such rows: it is named by field:sector_name"),
        ("Sales Operation Entry", ["name", "operation"], "takes its names from a sequence"),
    ],
)
def test_rows_that_do_not_fit_the_table_are_refused(
    doctype: str, fieldnames: list[str], sentence: str
) -> None:
    with pytest.raises(ValueError, match=sentence):
        bulk_write.insert_many(doctype, fieldnames, [["x"] * len(fieldnames)])


def test_rows_without_a_stamp_get_this_moment_and_this_user() -> None:
    bulk_write.insert_many("Sales Task", ["name", "subject"], [["0wtest", "Call"]])
    task = frappe.get_doc("Sales Task", "0wtest")
    assert (task.owner, task.modified_by, task.creation) == ("Administrator", "Administrator", task.modified)
