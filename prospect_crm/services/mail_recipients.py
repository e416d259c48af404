"""Whom a selected record leads to: a person or a company with an e-mail address, in a few queries a batch."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import frappe

from prospect_crm.domain.message import Message
from prospect_crm.domain.normalize.emails import normalise_email
from prospect_crm.queries import subscriptions as stored
from prospect_crm.services import selection
from prospect_crm.services.record_changes import GONE

FIELDS = {
    "Contact Prospect": ("full_name as title", "email"),
    "Contact": ("full_name as title", "email_id as email"),
    "Sales Prospect": ("company_name as title", "email"),
    "Sales Lead": ("title", "contact_prospect", "contact"),
    "Sales Opportunity": ("title", "contact_prospect", "contact"),
}
"""What can be selected -> what is read of it."""
INLINE = 1000
"""Up to so many records a plan is made while the user waits."""
THROUGH = ("Sales Lead", "Sales Opportunity")
"""What is written to through its person."""


@dataclass(frozen=True, slots=True)
class Recipient:
    """A selected record and whom it leads to; ``problem`` says why to nobody.

    ``doctype`` and ``name`` are of the person or company; ``selected`` is the record that was chosen.
    """

    selected: str
    title: str = ""
    doctype: str = ""
    name: str = ""
    email: str = ""
    problem: Message | None = None
    is_hidden: bool = False


def recipients(doctype: str, chosen: Mapping[str, Any]) -> Iterator[list[Recipient]]:
    """Give a recipient for each record of a selection, batch by batch; what the user may not read leads to nobody."""
    for names in selection.batches(doctype, chosen):
        yield list(_batch(doctype, names))


def _batch(doctype: str, names: Sequence[str]) -> Iterator[Recipient]:
    rows = readable_rows(doctype, names, FIELDS[doctype])
    people = _people(rows.values()) if doctype in THROUGH else {}
    for name in names:
        row = rows.get(name)
        if row is None:
            yield Recipient(name, problem=GONE, is_hidden=True)
        elif doctype in THROUGH:
            yield _through(row, people)
        else:
            yield _recipient(name, doctype, row)


def readable_rows(doctype: str, names: Iterable[str], fields: Sequence[str]) -> dict[str, dict[str, Any]]:
    """Give the rows of these names that the user may read, in one query: name -> row."""
    wanted = sorted({name for name in names if name})
    if not wanted or not frappe.has_permission(doctype, "read"):
        return {}
    rows = frappe.get_list(
        doctype,
        filters={"name": ["in", wanted]},
        fields=["name", *fields],
        limit_page_length=0,
        order_by=None,
    )
    return {row["name"]: row for row in rows if row.get("name")}


def readable_holders(addresses: Iterable[str]) -> dict[str, list[dict[str, str]]]:
    """Give who has these addresses, as far as the user may read them: address -> rows as ``subscriptions.holders``."""
    found = stored.holders(addresses)
    readable = {
        (doctype, name)
        for doctype in stored.TITLES
        for name in readable_rows(doctype, (row["name"] for row in found if row["doctype"] == doctype), ())
    }
    holders: dict[str, list[dict[str, str]]] = {}
    for row in found:
        if (row["doctype"], row["name"]) in readable:
            holders.setdefault(row["email"], []).append(row)
    return holders


def _people(rows: Iterable[dict[str, Any]]) -> dict[tuple[str, str], dict[str, Any]]:
    linked = [(row.get("contact_prospect"), row.get("contact")) for row in rows]
    found = {}
    for position, doctype in enumerate(("Contact Prospect", "Contact")):
        names = [pair[position] for pair in linked if pair[position]]
        for name, row in readable_rows(doctype, names, FIELDS[doctype]).items():
            found[doctype, name] = row
    return found


def _through(row: dict[str, Any], people: dict[tuple[str, str], dict[str, Any]]) -> Recipient:
    doctype = "Contact Prospect" if row.get("contact_prospect") else "Contact"
    name = row.get("contact_prospect") or row.get("contact")
    if not name:
        problem = Message("No person is linked.")
        return Recipient(row["name"], row.get("title") or "", problem=problem)
    person = people.get((doctype, name))
    if person is None:
        return Recipient(row["name"], row.get("title") or "", problem=GONE)
    return _recipient(row["name"], doctype, person)


def _recipient(selected: str, doctype: str, row: dict[str, Any]) -> Recipient:
    email = normalise_email(row.get("email") or "") or ""
    title = row.get("title") or row["name"]
    problem = None if email else Message("No e-mail address is known.")
    return Recipient(selected, title, doctype, row["name"], email, problem)
