"""What the tests of mailing lists share: two lists, people, changes to who is on a list, and its rows."""

from __future__ import annotations

from typing import Any

import frappe
import pytest
from frappe.utils import formatdate, today

from prospect_crm.permissions import viewer
from prospect_crm.services import mailing_lists, operations
from prospect_crm.services.operation_preview import preview
from tests.factories import make, make_person
from tests.site import bulk

MEMBER = "Email Group Member"


def opted_out() -> str:
    """Give what is said of somebody who left today."""
    return f"Opted out on {day()}. Only the person can take that back, by the link in a mail."


def day() -> str:
    return formatdate(today())


@pytest.fixture(autouse=True)
def two_lists() -> None:
    """Every test begins with two mailing lists."""
    viewer.forget()
    for title in ("Lettre Métal", "Salons"):
        make("Email Group", title=title)


def people(*names: str, **values: Any) -> list[Any]:
    """Give new people, each with an address of their own."""
    return [
        make_person(name, "Martin", **{"email": f"{name.lower()}@vauban.example", **values}) for name in names
    ]


def change(records: list[Any], what: str = "subscribe", *lists: str) -> dict[str, tuple[str, str]]:
    """Plan and apply; gives what became of each: label -> (state, reason)."""
    names = [record.name for record in records]
    operation = mailing_lists.plan(records[0].doctype, {"names": names}, lists or ("Lettre Métal",), what)
    assert operation.status == "Planned", operation.error_message
    operations.apply(operation)
    return {entry.label: (entry.state, entry.reason) for entry in preview(operation, length=200).entries}


def rows(**filters: Any) -> set[tuple[str, str, int]]:
    """Give (list, address, whether it opted out) of who is on the lists."""
    found = frappe.get_all(MEMBER, filters, ["email_group", "email", "unsubscribed"])
    return {(row.email_group, row.email, row.unsubscribed) for row in found}


def count(group: str = "Lettre Métal") -> int:
    """How many subscribers the list itself says it has."""
    return frappe.db.get_value("Email Group", group, "total_subscribers")


def operation_of(*records: Any, what: str = "subscribe") -> Any:
    """Plan and apply; gives the operation."""
    names = {"names": [record.name for record in records]}
    return bulk.apply(mailing_lists.plan(records[0].doctype, names, ["Lettre Métal"], what))
