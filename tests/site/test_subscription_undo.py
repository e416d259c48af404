"""Subscriptions of many: brought by an import, taken back by an undo, the same by both paths."""

from __future__ import annotations

import re
from typing import Any

import frappe
import pytest

from prospect_crm.services import operations, unsubscribing
from prospect_crm.services.operation_preview import preview
from tests.site import bulk
from tests.site.listening import listening
from tests.site.subscribing import MEMBER, count, day, operation_of, people, rows, two_lists  # noqa: F401


def imported(*rows: list[object]) -> Any:
    from prospect_crm.services import imports
    from tests.factories import upload, workbook

    header = ["Nom", "Prénom", "E-mail", "Listes de diffusion"]
    return imports.plan_import([upload(workbook(header, *rows), "people.xlsx")], {})


def test_an_import_subscribes_its_people_but_nobody_who_opted_out() -> None:
    unsubscribing.leave("bob@vauban.example", "Lettre Métal")
    operation = imported(
        ["Martin", "Anna", "anna@vauban.example", "lettre metal; Salons; Rien"],
        ["Martin", "Bob", "bob@vauban.example", "Lettre Métal"],
        ["Martin", "Carl", "", "Salons"],
        ["", "Dora", "dora@vauban.example", "Salons"],
    )
    warned = {entry.values.get("first_name"): entry.warnings for entry in preview(operation).entries}
    assert warned == {
        "Anna": ["“Rien” is not among your mailing lists; it is left out."],
        "Bob": [f"Not subscribed to Lettre Métal: opted out on {day()}."],
        "Carl": ["Not subscribed to Salons: no e-mail address."],
        "Dora": ["Completed here, the row is not subscribed to: Salons."],
    }
    operations.apply(operation)
    assert rows() == {
        ("Lettre Métal", "anna@vauban.example", 0),
        ("Salons", "anna@vauban.example", 0),
        ("Lettre Métal", "bob@vauban.example", 1),
    }
    assert set(frappe.get_all(MEMBER, {"unsubscribed": 0}, pluck="subscription_source")) == {"Imported File"}


def test_a_person_left_out_of_the_import_is_not_subscribed() -> None:
    from prospect_crm.services import operation_plans

    operation = imported(["Martin", "Anna", "anna@vauban.example", "Salons"])
    [entry] = preview(operation).entries
    operation_plans.choose(operation, [entry.position], False)
    operations.apply(operation)
    assert rows() == set()


def test_undo_takes_subscriptions_back_but_no_opt_out() -> None:
    anna, bob = people("Anna", "Bob")
    operation = operation_of(anna, bob)
    unsubscribing.leave(bob.email, "Lettre Métal")
    undone = bulk.take_back(operation)
    assert [state for state, _reason in bulk.verdicts(undone)] == ["kept", "applied"]
    assert (rows(), count()) == ({("Lettre Métal", "bob@vauban.example", 1)}, 1)


def test_undo_brings_back_who_was_taken_off_unless_they_left_since() -> None:
    anna, bob = people("Anna", "Bob")
    operation_of(anna, bob)
    operation = operation_of(anna, bob, what="unsubscribe")
    assert count() == 0
    unsubscribing.leave(bob.email, "Lettre Métal")
    bulk.take_back(operation)
    assert rows() == {("Lettre Métal", "anna@vauban.example", 0), ("Lettre Métal", "bob@vauban.example", 1)}
    assert count() == 2


def test_an_opt_out_that_was_recorded_is_not_undone() -> None:
    [anna] = people("Anna")
    operation_of(anna)
    operation = operation_of(anna, what="opt_out")
    with pytest.raises(
        frappe.ValidationError, match=re.escape("There is nothing to undo in this operation.")
    ):
        bulk.plan_undo(operation)


def test_who_is_deleted_and_brought_back_is_subscribed_again() -> None:
    [anna] = people("Anna")
    operation_of(anna)
    operation = bulk.apply(bulk.plan_deletion(anna))
    assert (rows(), count()) == (set(), 0)
    bulk.take_back(operation)
    assert (rows(), count()) == ({("Lettre Métal", "anna@vauban.example", 0)}, 1)
    bulk.apply(bulk.plan_deletion(anna))
    unsubscribing.leave(anna.email, "Lettre Métal")
    [last] = frappe.get_all(
        "Sales Operation", {"kind": "Bulk Delete", "undone_by": ["is", "not set"]}, "name"
    )
    bulk.take_back(last)
    assert frappe.db.exists("Contact Prospect", anna.name)
    assert rows() == {("Lettre Métal", "anna@vauban.example", 1)}


def test_both_paths_write_the_same_rows() -> None:
    def written() -> list[Any]:
        columns = [
            name for name in frappe.db.get_table_columns(MEMBER) if name not in ("name", "subscribed_on")
        ]
        found = frappe.get_all(MEMBER, fields=columns, order_by="email")
        stamps = ("creation", "modified")
        return [{key: value for key, value in row.items() if key not in stamps} for row in found]

    everybody = people("Anna", "Bob", "Carl")
    by_statement = operation_of(*everybody)
    first = written()
    frappe.db.delete(MEMBER)
    with listening(MEMBER, "After Insert"):
        by_document = operation_of(*everybody)
        again = written()
    assert (by_statement.path, by_document.path) == ("Set", "Document")
    assert again == first
    assert count() == 3
