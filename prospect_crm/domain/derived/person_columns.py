"""What leads, opportunities and tasks show of a person: a contact prospect or a client contact."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

LEAD_FROM_PERSON = {
    "person_name": "full_name",
    "job_title": "job_title",
    "email": "email",
    "phone": "phone",
    "mobile": "mobile",
}
"""Column of the Sales Lead -> field of the person (S3: columns of the linked person)."""

OPPORTUNITY_FROM_PERSON = {"person_name": "full_name", "phone": "phone", "mobile": "mobile"}
"""Column of the Sales Opportunity -> field of the person."""

TASK_FROM_PERSON = {"phone": "phone", "mobile": "mobile"}
"""Column of the Sales Task -> field of the person (S2: columns of the tasks tab)."""

PERSON_SOURCES = ("full_name", "job_title", "email", "phone", "mobile")
"""The fields of a person that other records show."""

CONTACT_FIELDS = {
    "full_name": "full_name",
    "job_title": "designation",
    "email": "email_id",
    "phone": "phone",
    "mobile": "mobile_no",
}
"""The same of Frappe's Contact, under its own fieldnames."""


def person_columns(columns: Mapping[str, str], person: Mapping[str, Any] | None) -> dict[str, Any]:
    """Give the derived columns of one kind of record; all ``None`` where no person is linked."""
    person = person or {}
    return {column: person.get(source) for column, source in columns.items()}


def as_person(contact: Mapping[str, Any]) -> dict[str, Any]:
    """Give a Contact's values under the fieldnames of a Contact Prospect."""
    return {name: contact.get(source) for name, source in CONTACT_FIELDS.items()}
