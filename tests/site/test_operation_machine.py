"""Any mix of operations, undos, hand edits and kills: undoing everything gives back the start, but for the hand edits.

PROSPECT_EXAMPLES=200 ./dev test tests/site/test_operation_machine.py tries two hundred mixes.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

import frappe
import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule, run_state_machine_as_test

from prospect_crm.services import (
    bulk_changes,
    bulk_deletes,
    imports,
    journal,
    operation_plans,
    operations,
    undo,
)
from tests.factories import (
    card,
    make_company,
    make_lead,
    make_opportunity,
    make_person,
    make_task,
    make_user,
    upload,
)
from tests.site.bulk import plan_undo
from tests.site.conftest import begin_anew

EXAMPLES = int(os.environ.get("PROSPECT_EXAMPLES", "10"))
STEPS = 10
REPS = ("rep@example.com", "manager@example.com")
CHANGES: dict[str, dict[str, list[Any]]] = {
    "Contact Prospect": {
        "sales_rep": [*REPS, None],
        "status": ["New", "In Progress", "Abandoned"],
        "job_title": ["CTO", "CEO", None],
        "origin_comment": ["Salon", None],
        "labels": [["VIP"], ["Salon", "VIP"], []],
    },
    "Sales Prospect": {
        "sales_rep": [*REPS, None],
        "is_archived": [0, 1],
        "origin_comment": ["Salon", None],
        "website": ["https://nexalis.example", None],
    },
    "Sales Lead": {
        "opinion": ["Liked", "Disliked", None],
        "sales_rep": [*REPS],
        "inbox_state": ["Archived", "Inbox"],
    },
    "Sales Task": {"priority": ["Low", "High"], "status": ["Done", "Open"], "sales_rep": [*REPS, None]},
    "Sales Opportunity": {"status": ["Won", "Lost", "Open"], "sales_rep": [*REPS]},
}
"""Fields and what they are given: some by statement, some document by document, some with consequences."""
BY_HAND: dict[str, tuple[str, list[str]]] = {
    "Contact Prospect": ("origin_comment", ["Fair", "Salon"]),
    "Sales Prospect": ("origin_comment", ["Fair", "Salon"]),
    "Sales Lead": ("opinion", ["Liked", "Disliked"]),
    "Sales Task": ("priority", ["Medium", "High"]),
}
"""Fields that no other record shows, so that an edit by hand is seen where it was made and nowhere else."""
TABLES = (
    *CHANGES,
    "Contact Prospect Email",
    "Sales Record Entity",
    "Tag Link",
    "Comment",
    "DocShare",
)
STAMPS = {"modified", "modified_by"}
KINDS = st.sampled_from(sorted(CHANGES))
PICKS = st.sets(st.integers(0, 5), min_size=1, max_size=4)
KILLED = st.none() | st.integers(0, 2)
"""After how many chunks the worker dies; None: it does not."""


class KilledError(BaseException):
    """Stands for a worker's sudden end."""


class Machine(RuleBasedStateMachine):
    """A handful of records, and whatever users do to many of them at once."""

    def __init__(self) -> None:
        super().__init__()
        begin_anew()
        for doctype in ("Comment", "DocShare"):
            frappe.db.delete(doctype, {"owner": "Administrator"})
        companies = [make_company(name) for name in ("Atelier", "Nexalis")]
        people = [
            make_person("Anne", f"Weisse {number}", company=companies[0].name if number % 2 else None)
            for number in range(4)
        ]
        people[0].add_comment("Comment", "Met at the fair")
        people[0].add_tag("VIP")
        leads = [make_lead(company=companies[1].name), make_lead(contact_prospect=people[1].name)]
        make_opportunity(company=companies[1].name, lead=leads[0].name)
        for about in (people[0], people[2], companies[0]):
            make_task(about, starts_on="2030-01-02 10:00:00", subject=f"Call {about.get_title()}")
        frappe.db.commit()
        self.start = everything()
        self.done: list[Any] = []
        self.edited: dict[str, set[str]] = {}

    @rule(kind=KINDS, picks=PICKS, field=st.integers(0, 4), value=st.integers(0, 2), killed=KILLED)
    def change(self, kind: str, picks: set[int], field: int, value: int, killed: int | None) -> None:
        """Give many records a value."""
        fields = sorted(CHANGES[kind])
        fieldname = fields[field % len(fields)]
        values = CHANGES[kind][fieldname]
        if names := picked(kind, picks):
            changes = [{"field": fieldname, "value": values[value % len(values)]}]
            self.carry_out(bulk_changes.plan_change(kind, {"names": names}, changes), killed)

    @rule(kind=KINDS, picks=PICKS, killed=KILLED)
    def delete(self, kind: str, picks: set[int], killed: int | None) -> None:
        """Delete many records; those that something hangs on are refused."""
        if names := picked(kind, picks):
            self.carry_out(bulk_deletes.plan_delete(kind, {"names": names}), killed)

    @rule(number=st.integers(1, 3), killed=KILLED)
    def bring_in(self, number: int, killed: int | None) -> None:
        """Import people, some with a company to be made."""
        first = len(self.done) * 10
        cards = b"".join(
            card("Paul", f"Thiébaut {first + index}", *([f"ORG:Œuvres {first}"] if index % 2 else []))
            for index in range(number)
        )
        self.carry_out(imports.plan_import([upload(cards)], {}), killed)

    @rule(kind=st.sampled_from(sorted(BY_HAND)), pick=st.integers(0, 5), value=st.integers(0, 1))
    def edit(self, kind: str, pick: int, value: int) -> None:
        """Somebody edits one record by hand."""
        field, values = BY_HAND[kind]
        for name in picked(kind, {pick}):
            document = frappe.get_doc(kind, name)
            document.set(field, values[value])
            document.save()
            frappe.db.commit()
            self.edited.setdefault(name, set()).add(field)

    @precondition(lambda self: self.done)
    @rule(which=st.integers(0, 9), killed=KILLED)
    def take_back(self, which: int, killed: int | None) -> None:
        """Undo any operation, an undo too."""
        operation = self.done[which % len(self.done)]
        operation.reload()
        if undo.can_undo(operation):
            self.carry_out(plan_undo(operation), killed)

    def carry_out(self, operation: Any, killed: int | None) -> None:
        """Apply what is planned; a killed worker leaves off in the middle of a chunk and another one goes on."""
        frappe.db.commit()
        operation.reload()
        assert operation.status == "Planned", operation.error_message
        if killed is not None:
            abandon(operation.name, killed)
            operations.run(operation.name)
        else:
            operations.apply(operation)
        operation.reload()
        assert operation.status == "Done"
        counted = operation_plans.count(operation)
        assert {name: operation.get(name) for name in counted} == counted
        self.done.append(operation)

    def teardown(self) -> None:
        """Undo everything that is not an undo, the last first."""
        for operation in reversed([done for done in self.done if done.kind != "Undo"]):
            operation.reload()
            if undo.can_undo(operation):
                self.carry_out(plan_undo(operation), None)
        end = everything()
        kept = set(self.edited)
        kept |= {end["Contact Prospect"][name].get("company") for name in kept & set(end["Contact Prospect"])}
        for table, before in self.start.items():
            after = {name: row for name, row in end[table].items() if name in before or name not in kept}
            assert sorted(after) == sorted(before), table
            for name, values in before.items():
                by_hand = self.edited.get(name, set())
                left_out = {*by_hand, "search_text"} if by_hand else set()
                assert without(after[name], left_out) == without(values, left_out), (table, name)


def abandon(name: str, chunks: int) -> None:
    """Apply some chunks, write the records of one more, and die before its journal."""
    frappe.db.set_value("Sales Operation", name, "status", "Queued")
    frappe.db.commit()
    operations._take_up(name)
    for _ in range(chunks):
        operations.apply_chunk(name)

    def die(*_arguments: Any) -> None:
        raise KilledError

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(journal, "write", die)
        try:
            operations.apply_chunk(name)
        except KilledError:
            frappe.db.rollback()


def picked(kind: str, picks: set[int]) -> list[str]:
    """Names of some records, chosen by their place in the order of their titles."""
    title = frappe.get_meta(kind).get_title_field()
    names = frappe.get_all(kind, pluck="name", order_by=f"{title} asc, creation asc")
    return sorted({names[pick % len(names)] for pick in picks}, key=names.index) if names else []


def everything() -> dict[str, dict[str, dict[str, Any]]]:
    """Every row of the tables by name, but for when and by whom it was written last."""
    found: dict[str, dict[str, dict[str, Any]]] = {}
    for doctype in TABLES:
        rows = frappe.get_all(doctype, fields=["*"], limit_page_length=0)
        found[doctype] = {str(row.name): without(row, STAMPS) for row in rows}
    return found


def without(row: dict[str, Any], left_out: set[str]) -> dict[str, Any]:
    """The values of a row that are any; empty text, 0 and nothing are the same."""
    return {key: value for key, value in row.items() if key not in left_out and value}


@pytest.fixture
def small_chunks(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for email in REPS:
        make_user(email, "Sales Prospection Manager")
    monkeypatch.setattr(operations, "CHUNK", 2)
    monkeypatch.setattr(operations, "SET_CHUNK", 2)
    yield
    begin_anew()


def test_undoing_everything_gives_back_the_start(small_chunks: None) -> None:
    run_state_machine_as_test(
        Machine,
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=STEPS,
            deadline=None,
            derandomize=True,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        ),
    )
