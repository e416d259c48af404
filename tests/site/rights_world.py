"""What the tests of rights share: the first grant, entities with members, rights given and taken."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import frappe
import pytest

from prospect_crm.permissions import rights, viewer
from tests.factories import make_entity

KINDS = (
    "Sales Prospect",
    "Contact Prospect",
    "Contact",
    "Sales Lead",
    "Sales Opportunity",
    "Sales Task",
    "Sales Note",
)


@pytest.fixture(autouse=True)
def first_grant() -> Iterator[None]:
    """Every test begins with the first grant, and leaves it."""
    viewer.forget()
    yield
    frappe.db.rollback()
    rights.forget()
    viewer.forget()


def entity(name: str, *members: str) -> str:
    """Give the name of a new entity with these members."""
    document = make_entity(name)
    document.extend("members", [{"user": user} for user in members])
    document.save()
    return document.name


def of(*names: str) -> list[dict[str, str]]:
    """Give the rows of a record that belongs to these entities."""
    return [{"entity": name} for name in names]


def without(key: str, role: str = "Sales Prospector") -> None:
    """Take a right from a role until the test ends."""
    document = frappe.get_doc("Sales Right", key)
    document.set("roles", [{"role": row.role} for row in document.roles if row.role != role])
    document.save()


def with_right(key: str, role: str = "Sales Prospector") -> None:
    """Give a right to a role until the test ends."""
    document = frappe.get_doc("Sales Right", key)
    document.append("roles", {"role": role})
    document.save()


def listed(doctype: str) -> set[str]:
    """Name what a list shows to the session user."""
    return set(frappe.get_list(doctype, pluck="name", limit_page_length=0))


def refused(act: Callable[[], object]) -> str:
    """Give the sentence with which this is refused."""
    with pytest.raises(frappe.PermissionError) as raised:
        act()
    return frappe.utils.strip_html(str(raised.value))
