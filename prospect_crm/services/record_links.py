"""What points at records, and what would go with them: asked for many at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import frappe
from frappe.model.dynamic_links import get_dynamic_links
from frappe.model.rename_doc import get_link_fields

from prospect_crm.domain.message import Message
from prospect_crm.queries import records


class Holder(NamedTuple):
    """A record that points at another one: what it points at, its kind and its name."""

    target: str
    doctype: str
    name: str


GOES_ALONG = ("Address",)
"""What is deleted with the only record it belongs to (Frappe's own rule for addresses)."""

OWN_JOURNAL = ("Sales Operation", "Sales Operation Entry", "Deleted Document", "Access Log")

WITH_RECORD = (
    ("Comment", "reference_doctype", "reference_name", {"comment_type": "Comment"}),
    ("Communication", "reference_doctype", "reference_name", {"communication_type": "Communication"}),
    ("File", "attached_to_doctype", "attached_to_name", {}),
    ("ToDo", "reference_type", "reference_name", {}),
)
"""What hangs on any record: DocType, its two columns, and further conditions."""


def holders(doctype: str, names: Sequence[str]) -> list[Holder]:
    """Give the records that link to these and keep them from deletion, each once; a record's own rows are left out."""
    found = [Holder(*row) for link in _links_to(doctype) for row in _pointing(link, doctype, list(names))]
    ignored = _ignored()
    return [
        holder
        for holder in dict.fromkeys(found)
        if holder.doctype not in ignored and (holder.doctype, holder.name) != (doctype, holder.target)
    ]


def _ignored() -> set[str]:
    return {*frappe.get_hooks("ignore_links_on_delete"), *OWN_JOURNAL, *GOES_ALONG}


def _links_to(doctype: str) -> list[frappe._dict]:
    """The Link fields to a DocType and all Dynamic Link fields, of tables that are there."""
    links = [*get_link_fields(doctype), *get_dynamic_links()]
    ignored = _ignored()
    return [link for link in links if link["parent"] not in ignored and _has_table(link["parent"])]


def _pointing(link: frappe._dict, doctype: str, names: list[str]) -> list[tuple[str, str, str]]:
    dynamic = (link.options, doctype) if link.get("options") else None
    return records.pointing_at(link.parent, link.fieldname, names, dynamic)


def _has_table(doctype: str) -> bool:
    meta = frappe.get_meta(doctype)
    return not (meta.issingle or meta.get("is_virtual")) and frappe.db.table_exists(doctype)


def goes_with(doctype: str, names: Sequence[str]) -> dict[str, list[Message]]:
    """Say in a sentence each what is deleted along with a record: comments, e-mails, files."""
    sentences = {
        "Comment": "Comments that go with it: {number}.",
        "Communication": "E-mails that lose their record: {number}.",
        "File": "Files that go with it: {number}; undo brings them back.",
        "ToDo": "Assignments that go with it: {number}.",
    }
    found: dict[str, list[Message]] = {}
    for kind, kind_column, name_column, further in WITH_RECORD:
        counts = records.count_about(kind, kind_column, name_column, doctype, names, **further)
        for name, number in counts.items():
            # translation: the sentences below
            found.setdefault(name, []).append(Message(sentences[kind], {"number": number}))
    return found


def added_since(doctype: str, names: Sequence[str]) -> dict[str, list[str]]:
    """Name the kinds of what users have added to each record: comments, e-mails, assignments, files.

    The picture of a record is part of it.
    """
    found: dict[str, list[str]] = {}
    for kind, kind_column, name_column, further in WITH_RECORD:
        only = {**further, "attached_to_field": ""} if kind == "File" else further
        for name in records.count_about(kind, kind_column, name_column, doctype, names, **only):
            found.setdefault(name, []).append(kind)
    return found


def _sentences() -> None:
    """The sentences above, for those who translate."""
    Message("Comments that go with it: {number}.")
    Message("E-mails that lose their record: {number}.")
    Message("Files that go with it: {number}; undo brings them back.")
    Message("Assignments that go with it: {number}.")
