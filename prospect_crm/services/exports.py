"""Taking people out: one vCard file, or an archive with one file a person."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import islice
from typing import Any, Literal

import frappe
from frappe import _
from frappe.core.doctype.access_log.access_log import make_access_log
from frappe.model.document import Document

from prospect_crm.domain.contact_fields import person_of
from prospect_crm.domain.operation import Outcome, Plan, Source
from prospect_crm.domain.person import Person, Photo
from prospect_crm.domain.vcard import write_cards, write_zip
from prospect_crm.permissions import rights
from prospect_crm.permissions.checks import require
from prospect_crm.queries import people
from prospect_crm.services import operation_plans
from prospect_crm.services.handlers import Handler

PERSON = "Contact Prospect"
BATCH = 500
CHILD_TABLES = {
    "other_emails": ("Contact Prospect Email", ("email", "kind")),
    "other_phones": ("Contact Prospect Phone", ("number", "kind")),
    "social_profiles": ("Sales Social Profile", ("network", "url")),
}
FIELDS = [
    "name",
    "first_name",
    "last_name",
    "full_name",
    "salutation",
    "department",
    "job_title",
    "company",
    "company_name",
    "company_as_given",
    "email",
    "phone",
    "mobile",
    "fax",
    "website",
    "address_line1",
    "address_line2",
    "pincode",
    "city",
    "territory",
    "country",
    "description",
    "image",
    "card_details",
]
Version = Literal["3.0", "4.0"]


@dataclass(frozen=True, slots=True)
class ExportFile:
    """A file to hand over: its name, its bytes, and how many people are in it."""

    name: str
    content: bytes
    number: int


def export_vcards(names: Sequence[str], *, version: Version = "3.0", as_zip: bool = False) -> ExportFile:
    """Write the vCards of these people, as far as the user may read and export them.

    Raises PermissionError without the right to export, ValidationError when none of them is readable.
    The export is journaled as a Sales Operation and in Frappe's access log.
    """
    require(PERSON, "export")
    rights.require("export_vcf")
    readable = _readable(names)
    if not readable:
        frappe.throw(_("There is nobody to export: choose people you may read."))
    write = write_zip if as_zip else write_cards
    content = BytesIO()
    content.writelines(write(_people(readable), version=version))
    _journal(readable, version, as_zip)
    extension = "zip" if as_zip else "vcf"
    name = f"{frappe.scrub(_('Contact Prospects'))}.{extension}"
    return ExportFile(name, content.getvalue(), len(readable))


def _readable(names: Sequence[str]) -> list[str]:
    """The names the user may read, in the order they were asked for, each once."""
    found: set[str] = set()
    for batch in _batches(list(dict.fromkeys(names))):
        found |= set(
            frappe.get_list(PERSON, filters={"name": ["in", batch]}, pluck="name", limit_page_length=0)
        )
    return [name for name in dict.fromkeys(names) if name in found]


def _people(names: Sequence[str]) -> Iterator[Person]:
    """Load people batch by batch: five queries a batch, photos one at a time as they are written."""
    for batch in _batches(names):
        rows = {
            row.name: row
            for row in frappe.get_list(
                PERSON, filters={"name": ["in", batch]}, fields=FIELDS, limit_page_length=0
            )
        }
        children = {
            table: people.child_rows(child, batch, fieldnames)
            for table, (child, fieldnames) in CHILD_TABLES.items()
        }
        for name in batch:
            if name in rows:
                yield _person(rows[name], {table: found.get(name, []) for table, found in children.items()})


def _person(row: Mapping[str, Any], children: Mapping[str, list[dict[str, Any]]]) -> Person:
    words = {
        "organisation": row["company_name"] or row["company_as_given"],
        "region": row["territory"],
    }
    return person_of({**row, **children, **words}, photo=_photo(row))


def _photo(row: Mapping[str, Any]) -> Photo | None:
    """The picture as it lies on the disk; a record whose file is gone is exported without."""
    if not row["image"]:
        return None
    name = frappe.db.get_value(
        "File", {"file_url": row["image"], "attached_to_doctype": PERSON, "attached_to_name": row["name"]}
    )
    file = frappe.get_doc("File", name) if name else None
    if not file or file.is_remote_file or not file.exists_on_disk():
        return None
    with open(file.get_full_path(), "rb") as stored:
        return Photo(content=stored.read())


def _journal(names: Sequence[str], version: str, as_zip: bool) -> None:
    what = "VCF (ZIP)" if as_zip else "VCF"
    operation_plans.record(
        "Export",
        PERSON,
        title=_("{0} of {1} people").format(what, len(names)),
        parameters={"version": version, "as_zip": as_zip},
        plans=(
            Plan("export", PERSON, name, state="applied", source=Source(), is_reversible=False)
            for name in names
        ),
    )
    make_access_log(
        doctype=PERSON,
        file_type="VCF",
        method="Export",
        filters=json.dumps({"number": len(names), "version": version, "as_zip": as_zip}),
    )


def _batches(names: Sequence[str]) -> Iterator[list[str]]:
    source = iter(names)
    while batch := list(islice(source, BATCH)):
        yield batch


class ExportHandler(Handler):
    """An export is journaled when it is done: there is nothing left to plan or apply."""

    def plan(self, operation: Document) -> Iterator[Plan]:
        return iter(())

    def apply(self, operation: Document, entry: Mapping[str, Any]) -> Outcome:
        return Outcome("applied")
