"""Imports by those who may not do all, and of files that cannot be read."""

from __future__ import annotations

import frappe
import pytest

from prospect_crm.services import imports
from tests.factories import card, make_company, make_person, upload, workbook
from tests.site.importing import counts, entries, plan


def test_one_unreadable_file_does_not_lose_the_others() -> None:
    operation = plan(card(), b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    assert counts(operation) == {"planned": 1, "refused": 1}


def test_a_single_unreadable_file_fails_with_its_sentence() -> None:
    operation = plan(b"%PDF-1.7 nothing here")
    assert operation.status == "Failed"
    assert operation.error_message
    assert "Traceback" not in operation.error_message
    assert frappe.db.count("Sales Operation Entry") == 0


def test_a_prospector_adds_no_list_entries_but_keeps_the_row(sales_rep: str) -> None:
    frappe.set_user(sales_rep)
    operation = plan(workbook(["Nom", "Prénom", "Secteur"], ["Aubert", "Claire", "Inconnu"]))
    [entry] = entries(operation)
    assert (entry.state, entry.warnings) == (
        "planned",
        ["“Inconnu” is not among your sectors; it is left out."],
    )


def test_without_the_right_nothing_is_planned(outsider: str) -> None:
    frappe.set_user(outsider)
    name = upload(card())
    with pytest.raises(frappe.PermissionError):
        imports.plan_import([name], {})


def test_somebody_elses_upload_answers_like_a_missing_one(sales_rep: str) -> None:
    name = upload(card())
    frappe.set_user(sales_rep)
    sentences = []
    for asked in (name, "no-such-file"):
        with pytest.raises(frappe.DoesNotExistError) as refusal:
            imports.plan_import([asked], {})
        sentences.append(str(refusal.value))
    assert len(set(sentences)) == 1


def test_an_unreadable_match_is_not_named(sales_rep: str) -> None:
    """The person is somebody's whose records the reader is kept from by a User Permission."""
    make_company("Ours")
    hidden, seen = make_company("Hidden"), make_company("Seen")
    make_person("Anne", "Weisse", email="a@hidden.example", company=hidden.name)
    frappe.get_doc(
        doctype="User Permission", user=sales_rep, allow="Sales Prospect", for_value=seen.name
    ).insert()
    try:
        frappe.set_user(sales_rep)
        [entry] = entries(plan(card("Anne", "Weisse", "EMAIL:a@hidden.example")))
    finally:
        frappe.set_user("Administrator")
        frappe.db.delete("User Permission", {"user": sales_rep})
        frappe.clear_cache(user=sales_rep)
    assert entry.reason == "A matching record exists that you may not read. Ask whoever manages your rights."
    assert entry.record == {}
