"""A DocType's name is global on a site: taking another app's would overwrite its data and drop its tables.

taken_names.txt holds the names of Frappe, ERPNext, HRMS, Frappe CRM and Helpdesk, and which version of each.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.quality.app_files import APP

LISTS = Path(__file__).with_name("taken_names.txt")


def taken_names() -> dict[str, str]:
    """Name -> the app that owns it, as MariaDB compares names: without case."""
    owner, found = "", {}
    for line in LISTS.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            owner = line[1:].partition("]")[0]
        elif line and not line.startswith("#"):
            found[line.casefold()] = owner
    return found


def our_names() -> list[str]:
    documents = (json.loads(path.read_text(encoding="utf-8")) for path in APP.glob("*/doctype/*/*.json"))
    return sorted(document["name"] for document in documents if document.get("doctype") == "DocType")


def test_no_doctype_of_another_app_is_taken_over() -> None:
    taken = taken_names()
    both = {name: taken[name.casefold()] for name in our_names() if name.casefold() in taken}
    assert both == {}


@pytest.mark.parametrize(
    ("app", "count", "name"),
    [
        ("Frappe", 248, "Contact"),
        ("ERPNext", 498, "Prospect"),
        ("HRMS", 147, "Department Approver"),
        ("Frappe CRM", 52, "CRM Lead"),
        ("Helpdesk", 36, "HD Ticket"),
    ],
)
def test_the_lists_are_whole(app: str, count: int, name: str) -> None:
    sections = LISTS.read_text(encoding="utf-8").split("\n[")
    lines = next(section for section in sections if section.startswith(f"{app}]")).splitlines()[1:]
    names = [line for line in lines if line]
    assert (len(names), name in names) == (count, True)


def test_a_name_in_another_case_is_taken_too() -> None:
    assert taken_names()["crm lead"] == "Frappe CRM"
    assert len(our_names()) > 20
