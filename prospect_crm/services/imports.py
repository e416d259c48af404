"""Bringing people in from files: vCards and spreadsheets dropped together make one operation."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document

from prospect_crm.domain.contact_fields import TEXT_LENGTH
from prospect_crm.domain.message import DomainError, Message
from prospect_crm.domain.normalize.emails import check_email
from prospect_crm.domain.operation import Outcome, Plan
from prospect_crm.domain.pictures import picture_extension
from prospect_crm.permissions import rights
from prospect_crm.permissions.checks import require
from prospect_crm.queries import operations as stored
from prospect_crm.queries import people
from prospect_crm.services import import_verdicts, messages, operation_plans, operations, subscriptions
from prospect_crm.services.handlers import Handler
from prospect_crm.services.import_candidates import Candidate, FileReport, refused_file
from prospect_crm.services.import_cards import card_candidates, is_vcard
from prospect_crm.services.import_rows import row_candidates
from prospect_crm.services.import_site import COMPANY, PERSON
from prospect_crm.services.record_changes import values_of

INLINE_BYTES = 1_000_000
"""Up to here a plan is made while the user waits; above, in the background with a message at the end."""
MAX_FILES = 200
ADDRESS_FIELDS = ("address_line1", "pincode", "city", "country")
CORRECTABLE = ("first_name", "last_name", "email")


def plan_import(
    file_names: Sequence[str], options: Mapping[str, Any], labels: Sequence[str] = ()
) -> Document:
    """Plan the import of uploaded files (names of File records) as one Sales Operation.

    ``labels`` are the files' names on the user's own disk: Frappe may have stored them under others.

    The same files with the same options, once applied, give that operation again and plan nothing.
    Raises PermissionError without the right to create people, ValidationError for files that are not there.
    """
    require(PERSON, "create")
    rights.require("contact_prospects_write")
    files = [_uploaded(name) for name in file_names]
    if not files or len(files) > MAX_FILES:
        frappe.throw(_("Choose between 1 and {0} files.").format(MAX_FILES))
    described = _described(files, labels)
    operation = operation_plans.plan(
        "Import",
        PERSON,
        title=_title(described),
        parameters={"files": described, "options": dict(options)},
        request_key=_request_key(described, options),
        in_background=sum(file.file_size or 0 for file in files) > INLINE_BYTES,
    )
    _attach(files, operation)
    return operation


def plan_again(operation: Document) -> Document:
    """Plan the files of an ended import anew: for people who were deleted since, say."""
    if operation.kind != "Import" or operation.status not in operations.ENDED:
        frappe.throw(_("Only an import that has ended can be planned again."))
    parameters = json.loads(operation.parameters)
    options = {**parameters["options"], "after": operation.name}
    files = parameters["files"]
    return plan_import([entry["file"] for entry in files], options, [entry["name"] for entry in files])


def _uploaded(name: str) -> Document:
    """The user's own upload; a file that is not there and one that is not theirs answer alike."""
    file = frappe.get_doc("File", name) if frappe.db.exists("File", name) else None
    if not file or file.is_folder or file.is_remote_file or not file.has_permission("read"):
        frappe.throw(
            _("This file is no longer there, or you may not read it. Drop it again."),
            frappe.DoesNotExistError,
        )
    return file


def _content(file: Document) -> bytes:
    """The bytes as they were uploaded: Frappe's own reader would decode them, and guess."""
    with open(file.get_full_path(), "rb") as stored:
        return stored.read()


def _described(files: Sequence[Document], labels: Sequence[str]) -> list[dict[str, str]]:
    shown = [*labels, *(file.file_name for file in files[len(labels) :])]
    return [
        {"file": file.name, "name": label[:140] or file.file_name, "hash": _hash(file)}
        for file, label in zip(files, shown, strict=False)
    ]


def _title(described: Sequence[Mapping[str, str]]) -> str:
    first = described[0]["name"]
    return first if len(described) == 1 else _("{0} and {1} more").format(first, len(described) - 1)


def _request_key(described: Sequence[Mapping[str, str]], options: Mapping[str, Any]) -> str:
    told: list[Any] = [frappe.session.user, sorted(entry["hash"] for entry in described), dict(options)]
    return hashlib.sha256(json.dumps(told, sort_keys=True, default=str).encode()).hexdigest()


def _attach(files: Sequence[Document], operation: Document) -> None:
    """Hang fresh uploads on their operation, so that they live and go with it."""
    for file in files:
        if file.owner == frappe.session.user and not file.attached_to_doctype:
            file.db_set({"attached_to_doctype": operation.doctype, "attached_to_name": operation.name})


def correct(operation: Document, position: int, values: Mapping[str, Any]) -> dict[str, Any]:
    """Complete a refused entry with what the user typed and judge it again; gives its state and reason."""
    found = stored.at_positions(operation.name, [position])
    if operation.status != "Planned" or not found or found[0]["state"] != "refused":
        frappe.throw(_("Only a refused row of a plan that is not applied yet can be corrected."))
    typed = {name: str(values[name]).strip()[:TEXT_LENGTH] for name in CORRECTABLE if values.get(name)}
    _check_typed(typed)
    planned = import_verdicts.judge_again(found[0], typed)
    stored.update_entry(
        found[0]["name"],
        {
            "state": planned.state,
            "reason": messages.dump(planned.reason, planned.warnings),
            "changes": operation_plans.dump_changes(planned),
            "label": planned.source.label[:240],
        },
    )
    operation.db_set(operation_plans.count(operation))
    reason = messages.translated(planned.reason) if planned.reason else ""
    return {"state": planned.state, "reason": reason}


def _check_typed(typed: Mapping[str, str]) -> None:
    """What is typed to mend a row has to be right: it is not left out like a wrong cell."""
    try:
        check_email(typed.get("email", ""))
    except DomainError as error:
        messages.throw(error.message)


class ImportHandler(Handler):
    """Plans and applies the import of people."""

    def plan(self, operation: Document) -> Iterator[Plan]:
        parameters = json.loads(operation.parameters)
        reports = [FileReport() for _file in parameters["files"]]
        yield from import_verdicts.plans(_candidates(parameters["files"], parameters["options"], reports))
        for described, report in zip(parameters["files"], reports, strict=True):
            described["report"] = asdict(report) | {
                "notes": [messages.dump_one(note) for note in report.notes]
            }
        told = {
            "parameters": json.dumps(parameters, ensure_ascii=False),
            "source_count": sum(report.rows for report in reports),
        }
        operation.db_set(told, update_modified=False)

    def apply(self, operation: Document, entry: Mapping[str, Any]) -> Outcome:
        values = values_of(entry)
        if entry["target_name"] and frappe.db.exists(entry["target_doctype"], entry["target_name"]):
            return Outcome("applied", entry["target_name"])
        if entry["target_doctype"] == PERSON:
            return _create_person(values, entry)
        if entry["target_doctype"] == COMPANY:
            return _create_company(values, entry)
        if entry["target_doctype"] == subscriptions.MEMBER:
            return subscriptions.apply_imported(operation, entry)
        return Outcome("applied", _insert(entry["target_doctype"], values, None).name)


def _candidates(
    files: Sequence[Mapping[str, str]], options: Mapping[str, Any], reports: Sequence[FileReport]
) -> Iterator[Candidate]:
    """Read file after file; one that cannot be read at all is one refused entry, the others go on."""
    for described, report in zip(files, reports, strict=True):
        content = _content(frappe.get_doc("File", described["file"]))
        try:
            for candidate in _file_candidates(described["name"], content, options, report):
                report.rows += 1
                yield candidate
        except DomainError as error:
            if len(files) == 1:
                raise
            report.rows += 1
            yield refused_file(described["name"], error.message)


def _file_candidates(
    filename: str, content: bytes, options: Mapping[str, Any], report: FileReport
) -> Iterator[Candidate]:
    """Read one file by what it holds, never by its name; each kind needs a right of its own."""
    if is_vcard(content):
        rights.require("import_vcf")
        return card_candidates(filename, content, options.get("charset"))
    rights.require("import_files")
    return row_candidates(filename, content, options, report)


def _create_person(values: dict[str, Any], entry: Mapping[str, Any]) -> Outcome:
    if (
        values.get("email")
        and (since := people.with_emails([values["email"]]))
        and not _is_known(entry, since)
    ):
        return Outcome(
            "refused",
            reason=Message(
                "Somebody has added this e-mail address since the preview: {person}.", _visible(since[0])
            ),
        )
    _link_company(values)
    labels = values.pop("labels", [])
    person = _insert(PERSON, values, entry["target_name"])
    for label in labels:
        person.add_tag(label.replace(",", " "))
    if entry["snapshot"]:
        _add_photo(person, base64.b64decode(entry["snapshot"]))
    return Outcome("applied", person.name)


def _create_company(values: dict[str, Any], entry: Mapping[str, Any]) -> Outcome:
    """Make the company, with its address as Frappe keeps addresses."""
    address = {name: values.pop(name) for name in ADDRESS_FIELDS if name in values}
    linkedin = values.pop("linkedin", None)
    if linkedin:
        values["social_profiles"] = [{"network": "linkedin", "url": linkedin}]
    company = _insert(COMPANY, values, entry["target_name"])
    if address.get("address_line1") and address.get("city"):
        _insert(
            "Address",
            {
                "address_title": company.company_name,
                "address_type": "Office",
                "country": address.get("country") or frappe.db.get_default("country"),
                **address,
                "links": [{"link_doctype": COMPANY, "link_name": company.name}],
            },
            None,
        )
    return Outcome("applied", company.name)


def _link_company(values: dict[str, Any]) -> None:
    """The company of the plan may have been left out, and one that was missing may be there by now."""
    organisation = values.pop("company_name", "") or values.get("company_as_given", "")
    if values.get("company") and frappe.db.exists(COMPANY, values["company"]):
        return
    values.pop("company", None)
    company = import_verdicts.readable_company(organisation) if organisation else None
    values |= {"company": company} if company else {"company_as_given": organisation[:TEXT_LENGTH]}


def _is_known(entry: Mapping[str, Any], found: Sequence[Mapping[str, Any]]) -> bool:
    """Whether the preview had already named this record and the user wanted the new one all the same."""
    reason, _warnings = messages.load(entry["reason"])
    return bool(reason) and reason.parameters.get("record") in [row["name"] for row in found]


def _visible(row: Mapping[str, Any]) -> dict[str, str]:
    may_read = frappe.has_permission(PERSON, "read", doc=row["name"])
    return {"person": row["full_name"] if may_read else "…"}


def _insert(doctype: str, values: Mapping[str, Any], name: str | None) -> Document:
    """Insert under the user's own permissions, under the name that the plan has promised."""
    # Frappe would fill the site's own country into a link that the file leaves empty
    document = frappe.get_doc({"doctype": doctype, "country": "", **values})
    if name:
        document.name = name
        document.flags.name_set = True
    return document.insert()


def _add_photo(person: Document, content: bytes) -> None:
    photo = frappe.get_doc(
        doctype="File",
        file_name=f"{person.name}.{picture_extension(content)}",
        attached_to_doctype=person.doctype,
        attached_to_name=person.name,
        attached_to_field="image",
        content=content,
        is_private=1,
    ).insert()
    person.db_set("image", photo.file_url, update_modified=False)


def _hash(file: Document) -> str:
    return hashlib.sha256(_content(file)).hexdigest()
