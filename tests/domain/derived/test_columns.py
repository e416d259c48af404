"""Columns that follow from other records."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prospect_crm.domain.derived.activity import activity_columns, urgency
from prospect_crm.domain.derived.company_columns import PERSON_FROM_COMPANY, company_columns, person_sector
from prospect_crm.domain.derived.entity_sets import effective_set, entity_set_name
from prospect_crm.domain.derived.records import lead_derived, opportunity_derived, person_derived
from prospect_crm.domain.derived.reference_columns import task_columns

EARLY, LATE = datetime(2026, 11, 24, 9), datetime(2026, 12, 1, 9)


def test_a_free_contact_has_no_company_columns() -> None:
    columns = company_columns(PERSON_FROM_COMPANY, None)
    assert columns == {
        "company_name": None,
        "account_type": None,
        "company_status": None,
        "company_rep": None,
        "headcount": 0,
        "annual_revenue": 0,
    }


def test_the_company_decides_the_sector_where_it_has_one() -> None:
    assert person_sector("Santé", {"sector": "Énergie"}) == "Énergie"
    assert person_sector("Santé", {"sector": None}) == "Santé"
    assert person_sector("Santé", None) == "Santé"
    assert person_sector(None, None) is None


@pytest.mark.parametrize(
    ("tasks", "next_task_on", "status"),
    [
        ([], None, "No Activity"),
        ([("Cancelled", EARLY)], None, "No Activity"),
        ([("Done", EARLY)], None, "Done"),
        ([("Done", EARLY), ("Not Started", LATE), ("Pending", EARLY)], EARLY, "Planned"),
        ([("In Progress", None)], None, "Planned"),
        ([("In Progress", None), ("Pending", LATE)], LATE, "Planned"),
        ([("Cancelled", EARLY), ("Pending", LATE)], LATE, "Planned"),
    ],
)
def test_the_next_task_is_the_first_that_is_open(tasks, next_task_on, status) -> None:
    assert activity_columns(tasks) == {"next_task_on": next_task_on, "activity_status": status}


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (datetime(2026, 11, 24, 9, 0, 1), "late"),
        (datetime(2026, 11, 24, 9), "today"),
        (datetime(2026, 11, 24), "today"),
        (datetime(2026, 11, 23, 23, 59), "later"),
    ],
)
def test_a_task_is_late_from_the_moment_it_was_due(now: datetime, expected: str) -> None:
    assert urgency(EARLY, now) == expected


def test_no_task_is_not_late() -> None:
    assert urgency(None, EARLY) == "none"


@given(st.lists(st.text(min_size=1)))
def test_a_set_has_one_name_for_every_order(entities: list[str]) -> None:
    assert entity_set_name(entities) == entity_set_name([*reversed(entities), *entities])
    assert (entity_set_name(entities) == "") == (not entities)


def test_different_sets_have_different_names() -> None:
    sets = [["Lille"], ["Paris"], ["Lille", "Paris"], ["Lille Paris"]]
    assert len({entity_set_name(members) for members in sets}) == 4


def test_own_entities_win_over_inherited_ones() -> None:
    assert effective_set("own", "company", "person") == "own"
    assert effective_set("", "", "person") == "person"
    assert effective_set(None, None) == ""


def test_a_person_inherits_the_entities_of_the_company() -> None:
    company = {"company_name": "Nexalis", "entity_set": "lille"}
    assert person_derived({"full_name": "A"}, company, "", [], [], "FR")["entity_set"] == "lille"
    assert person_derived({"full_name": "A"}, company, "paris", [], [], "FR")["entity_set"] == "paris"


def test_a_lead_without_a_title_is_called_after_its_company_then_its_person() -> None:
    company, person = {"company_name": "Nexalis"}, {"full_name": "Anne Weisse"}
    assert lead_derived({}, company, person, "", "FR")["title"] == "Nexalis"
    assert lead_derived({"title": " "}, None, person, "", "FR")["title"] == "Anne Weisse"
    assert lead_derived({"title": "Salon"}, company, person, "", "FR")["title"] == "Salon"


def test_an_opportunity_inherits_from_company_before_person() -> None:
    company, person = {"entity_set": "lille"}, {"entity_set": "paris"}
    assert opportunity_derived({"title": "A"}, company, person, "FR")["entity_set"] == "lille"
    assert opportunity_derived({"title": "A"}, {"entity_set": ""}, person, "FR")["entity_set"] == "paris"


def test_a_task_shows_the_phones_of_the_person_or_else_of_the_company() -> None:
    company = {"name": "C-1", "company_name": "Nexalis", "phone": "01 44", "entity_set": None}
    columns = task_columns("Sales Prospect", company, None)
    assert columns == {
        "reference_title": "Nexalis",
        "entity_set": "",
        "company": "C-1",
        "mobile": None,
        "phone": "01 44",
    }
    lead = {"title": "Nexalis", "company": "C-1", "entity_set": "lille"}
    columns = task_columns("Sales Lead", lead, {"mobile": "06 12", "phone": None})
    assert (columns["company"], columns["mobile"], columns["entity_set"]) == ("C-1", "06 12", "lille")
