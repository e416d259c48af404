"""Which field of a source becomes which field of what it is converted to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

TEXT_TYPES = frozenset({"Data", "Small Text", "Text", "Long Text", "Text Editor"})
NO_VALUE_TYPES = frozenset(
    {"Section Break", "Column Break", "Tab Break", "HTML", "Button", "Heading", "Fold", "Image"}
)


@dataclass(frozen=True, slots=True)
class FieldPair:
    """A field of the source and the one of the target that it fills.

    ``key`` names the columns by which rows of a table are the same; without one, a table counts as one value:
    it fills an empty table and never mixes with a filled one. ``single`` are flags that one row of a table
    may carry. ``is_phone``: the key is a phone number, however it is written.
    """

    source: str
    target: str
    key: tuple[str, ...] = ()
    single: tuple[str, ...] = ()
    is_phone: bool = False


@dataclass(frozen=True, slots=True)
class Field:
    """What a map has to know of a DocType's field to extend itself."""

    name: str
    fieldtype: str
    options: str = ""
    is_custom: bool = False


FieldMap = tuple[FieldPair, ...]


def _same(*names: str) -> FieldMap:
    return tuple(FieldPair(name, name) for name in names)


SKILLS = FieldPair("skills", "skills", key=("skill",))
SOCIAL_PROFILES = FieldPair("social_profiles", "social_profiles", key=("network", "url"))
ENTITIES = FieldPair("entities", "entities")

PERSON_TO_CONTACT: FieldMap = (
    *_same("first_name", "last_name", "salutation", "gender", "sales_rep", "origin", "fax", "image"),
    FieldPair("job_title", "designation"),
    FieldPair("department", "sales_department"),
    FieldPair("email_ids", "email_ids", key=("email_id",), single=("is_primary",)),
    FieldPair(
        "phone_nos",
        "phone_nos",
        key=("phone",),
        single=("is_primary_phone", "is_primary_mobile_no"),
        is_phone=True,
    ),
    SKILLS,
    SOCIAL_PROFILES,
    ENTITIES,
)
"""Contact Prospect -> Contact; e-mails and phones as ``contact_details`` gives them."""

PERSON_TO_PERSON: FieldMap = (
    *_same("salutation", "gender", "department", "job_title", "email", "phone", "mobile", "fax", "website"),
    *_same("address_line1", "address_line2", "pincode", "city", "territory", "country", "description"),
    *_same("company", "origin", "sales_rep"),
    SKILLS,
    SOCIAL_PROFILES,
)
"""The lead's person -> the known person that is used instead."""

COMPANY_TO_COMPANY: FieldMap = (
    *_same("website", "email", "phone", "fax", "siren", "siret", "vat_number", "sector", "territory"),
    *_same("headcount", "annual_revenue", "currency", "account_group", "origin", "sales_rep", "description"),
    SOCIAL_PROFILES,
)
"""The lead's company -> the known company that is used instead."""

LEAD_TO_OPPORTUNITY: FieldMap = (
    *_same("title", "company", "contact_prospect", "contact", "sales_rep", "value", "currency"),
    FieldPair("short_description", "description"),
)
"""Sales Lead -> Sales Opportunity."""

COMPANY_TO_CUSTOMER: FieldMap = (
    FieldPair("company_name", "customer_name"),
    FieldPair("vat_number", "tax_id"),
    FieldPair("website", "website"),
    FieldPair("description", "customer_details"),
)
"""Sales Prospect -> ERPNext's Customer, as far as plain text goes."""


def with_custom_fields(
    pairs: FieldMap, source: Iterable[Field], target: Iterable[Field], kept: Collection[str] = ()
) -> FieldMap:
    """Give the map with the custom fields that both sides have under one name.

    An administrator extends a map by adding such a field: same name, same kind (any two kinds of text are
    alike; a link needs the same DocType). ``kept`` are names that no conversion fills.
    """
    taken = {pair.target for pair in pairs} | set(kept)
    by_name = {field.name: field for field in target}
    found = [
        FieldPair(field.name, field.name)
        for field in source
        if field.name in by_name
        and field.name not in taken
        and (field.is_custom or by_name[field.name].is_custom)
        and _are_alike(field, by_name[field.name])
    ]
    return (*pairs, *found)


def _are_alike(one: Field, other: Field) -> bool:
    if one.fieldtype in NO_VALUE_TYPES:
        return False
    if one.fieldtype in TEXT_TYPES:
        return other.fieldtype in TEXT_TYPES
    has_same_type = one.fieldtype == other.fieldtype
    return has_same_type and (one.fieldtype == "Currency" or one.options == other.options)
