"""Entries of the site's lists (sectors, departments, skills …) that a candidate names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from prospect_crm.domain.message import Message
from prospect_crm.domain.operation import Plan, Source

if TYPE_CHECKING:
    from prospect_crm.services.import_candidates import Candidate
    from prospect_crm.services.import_site import Site


@dataclass(frozen=True, slots=True)
class Listing:
    """A list: its DocType, the field that names an entry, and whether an import may add entries."""

    doctype: str
    title_field: str
    name: Message
    may_grow: bool = False


LISTS = {
    "salutation": Listing("Salutation", "salutation", Message("salutations")),
    "gender": Listing("Gender", "gender", Message("genders")),
    "country": Listing("Country", "country_name", Message("countries")),
    "department": Listing("Sales Department", "department_name", Message("departments"), may_grow=True),
    "territory": Listing("Sales Territory", "territory_name", Message("territories"), may_grow=True),
    "sector": Listing("Sales Sector", "sector_name", Message("sectors"), may_grow=True),
    "origin": Listing("Sales Origin", "origin_name", Message("origins"), may_grow=True),
    "skill": Listing("Sales Skill", "skill_name", Message("skills"), may_grow=True),
    "entity": Listing("Sales Entity", "entity_name", Message("entities")),
}


def list_plans(candidate: Candidate, site: Site, *, may_create: bool) -> Iterator[Plan]:
    """Link what the lists have, plan what they may be given, name what is left out."""
    values = candidate.contact.values
    for fieldname, word in _words(candidate).items():
        name, plans = _entry(fieldname, word, candidate, site, may_create)
        yield from plans
        if name:
            values[fieldname] = name
    for fieldname, table, words in (
        ("entity", "entities", candidate.entities),
        ("skill", "skills", candidate.skills),
    ):
        rows = []
        for word in words:
            name, plans = _entry(fieldname, word, candidate, site, may_create)
            yield from plans
            rows += [{fieldname: name}] if name else []
        if rows:
            values[table] = rows
    if candidate.labels:
        values["labels"] = candidate.labels


def _words(candidate: Candidate) -> dict[str, str]:
    """What the candidate says, by field: a row says it in its values, a card beside them."""
    contact = candidate.contact
    beside = {
        "salutation": contact.salutation,
        "department": contact.department,
        "territory": contact.region,
        "country": contact.country,
    }
    words = {name: contact.values.pop(name, "") or beside.get(name, "") for name in LISTS}
    return {name: str(word) for name, word in words.items() if word}


def _entry(
    fieldname: str, word: str, candidate: Candidate, site: Site, may_create: bool
) -> tuple[str | None, list[Plan]]:
    listing = LISTS[fieldname]
    if found := site.list_entry(listing.doctype, word):
        return found, []
    is_possible = candidate.may_extend_lists and listing.may_grow and site.may_create(listing.doctype)
    if is_possible and may_create and len(word) <= 140:
        return word, [_new_entry(listing, word, candidate, site)]
    if not (is_possible or fieldname in ("salutation", "territory")) or candidate.may_extend_lists:
        candidate.warnings.append(
            Message(
                "“{value}” is not among your {list}; it is left out.", {"value": word, "list": listing.name}
            )
        )
    return None, []


def _new_entry(listing: Listing, word: str, candidate: Candidate, site: Site) -> Plan:
    site.add_list_entry(listing.doctype, word)
    source = Source(candidate.source.file, candidate.source.place, word)
    changes: dict[str, tuple[Any, Any]] = {listing.title_field: (None, word)}
    return Plan("create", listing.doctype, word, changes=changes, source=source)
