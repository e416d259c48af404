"""The distinct sets of entities: one each, whoever asks first."""

from __future__ import annotations

import frappe

from prospect_crm.services.entity_sets import entity_set


def test_a_set_that_two_records_of_one_request_need_holds_each_entity_once() -> None:
    for name in ("Nord", "Sud"):
        frappe.get_doc(doctype="Sales Entity", entity_name=name).insert()
    first, second = entity_set(["Nord", "Sud"]), entity_set(["Sud", "Nord"])
    assert first == second
    rows = frappe.get_all(
        "Sales Record Entity", {"parent": first, "parenttype": "Sales Entity Set"}, pluck="entity"
    )
    assert sorted(rows) == ["Nord", "Sud"]
