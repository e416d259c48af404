"""Rows of a spreadsheet as candidates for import."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import frappe

from prospect_crm.domain.contact_fields import ContactFields
from prospect_crm.domain.message import DomainError, Message
from prospect_crm.domain.operation import Source
from prospect_crm.domain.tabular import (
    TARGETS,
    CellProblem,
    HeaderMapping,
    Lookups,
    RowResult,
    Sheet,
    Target,
    map_header,
    open_workbook,
    read_rows,
)
from prospect_crm.services.import_candidates import Candidate, FileReport
from prospect_crm.services.language import user_language
from prospect_crm.services.regions import phone_region

TARGET: Target = TARGETS["contact_prospects"]
"""The columns people can be imported with: each is stored with the record or beside it."""

DIRECT = [
    "gender",
    "last_name",
    "first_name",
    "job_title",
    "email",
    "phone",
    "mobile",
    "fax",
    "address_line1",
    "address_line2",
    "pincode",
    "city",
    "country",
    "status",
    "sales_rep",
    "origin_comment",
    "description",
    "website",
    "salutation",
    "department",
    "territory",
    "sector",
    "origin",
]
SOCIAL = {"linkedin": "linkedin", "x_profile": "x", "facebook": "facebook"}
COMPANY_PREFIX = "company."


def row_candidates(
    filename: str, content: bytes, options: Mapping[str, Any], report: FileReport
) -> Iterator[Candidate]:
    """Read the first visible sheet; ``DomainError`` where the file is refused as a whole."""
    language = user_language()
    with open_workbook(content, filename) as book:
        sheet = book.visible_sheets[0]
        mapping = map_header(sheet, TARGET, strict=bool(options.get("strict")))
        _check_mapping(mapping, strict=bool(options.get("strict")))
        _describe(report, sheet, mapping, language)
        report.notes += book.warnings
        report.notes += [_unread(other) for other in book.visible_sheets[1:] if next(other.rows(), None)]
        region = str(options.get("region") or phone_region())
        rows = read_rows(sheet, mapping, TARGET, language=language, region=region, lookups=_lookups())
        for row in rows:
            yield _candidate(filename, row)
        report.notes += sheet.warnings


def _unread(sheet: Sheet) -> Message:
    return Message(
        "The sheet “{sheet}” was not read: only the first one is. Save it as a file of its own.",
        {"sheet": sheet.title},
    )


def _check_mapping(mapping: HeaderMapping, *, strict: bool) -> None:
    if strict and mapping.differences:
        raise DomainError(
            Message(
                "This is not the template: {difference} Download the template again, or switch its check off.",
                {"difference": mapping.differences[0]},
            )
        )
    found = set(mapping.columns.values())
    if "full_name" not in found and not {"first_name", "last_name"} <= found:
        labels = ", ".join(label for label in mapping.labels if label)[:300]
        raise DomainError(
            Message(
                "No columns were found for the first and the last name. The header in row {row} reads: {labels}."
                " Name them “First name” and “Last name”, or use the template.",
                {"row": mapping.row_number, "labels": labels or "–"},
            )
        )


def _describe(report: FileReport, sheet: Sheet, mapping: HeaderMapping, language: str) -> None:
    report.sheet = sheet.title
    report.columns = {
        mapping.labels[index]: TARGET.column(key).label(language)  # type: ignore[arg-type]
        for index, key in mapping.columns.items()
    }
    report.ignored = [column.label for column in mapping.ignored if column.label]


def _lookups() -> Lookups:
    """The users one may name; lists are looked up later, so that missing entries can be planned."""
    users = frappe.get_all(
        "User",
        filters={"enabled": 1, "user_type": "System User"},
        fields=["name", "full_name"],
        limit_page_length=0,
    )
    return Lookups(users={user.name: user.full_name or user.name for user in users})


def _candidate(filename: str, row: RowResult) -> Candidate:
    values = row.values
    contact = ContactFields(
        {name: values[name] for name in DIRECT if values.get(name) not in (None, "")},
        organisation=str(values.get("company_name") or ""),
    )
    profiles = [
        {"network": network, "url": values[key]} for key, network in SOCIAL.items() if values.get(key)
    ]
    if profiles:
        contact.values["social_profiles"] = profiles
    return Candidate(
        source=Source(filename, Message("row {row}", {"row": row.number}), _label(values)),
        contact=contact,
        warnings=[_sentence(problem) for problem in row.problems if not problem.is_fatal],
        refusal=next((_sentence(problem) for problem in row.problems if problem.is_fatal), None),
        company_values=_company_values(values),
        parent_account=str(values.get("parent_company") or ""),
        entities=_names(values.get("entities")),
        skills=_names(values.get("skills")),
        labels=_names(values.get("labels")),
        mailing_lists=_names(values.get("mailing_lists")),
        may_extend_lists=True,
    )


def _label(values: Mapping[str, object]) -> str:
    return " ".join(str(values.get(name) or "") for name in ("first_name", "last_name")).strip()


def _company_values(values: Mapping[str, object]) -> dict[str, Any]:
    return {
        key.removeprefix(COMPANY_PREFIX): value
        for key, value in values.items()
        if key.startswith(COMPANY_PREFIX) and value not in (None, "")
    }


def _names(value: object) -> list[str]:
    return [str(name) for name in value] if isinstance(value, list) else []


def _sentence(problem: CellProblem) -> Message:
    parameters = {"cell": problem.cell or "–", "problem": problem.message, "suggestion": problem.suggestion}
    if problem.suggestion:
        return Message("{cell}: {problem} Did you mean “{suggestion}”?", parameters)
    return Message("{cell}: {problem}", parameters)
