"""Many people at once by a few statements, with the rows that documents would have written.

Whoever is anything but ordinary is left to documents, which know what to say of it: a known contact to complete, a
picture to attach, a Customer to make, a value that is judged, a record that has changed or that may not be added.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from itertools import groupby
from typing import Any

from prospect_crm.domain.conversion.company import COMPANY
from prospect_crm.domain.conversion.person import PERSON
from prospect_crm.domain.operation import Outcome
from prospect_crm.queries import conversions
from prospect_crm.services.conversion_outcomes import skipped
from prospect_crm.services.conversion_people_chunk import PeopleChunk

Entry = Mapping[str, Any]
Group = Sequence[Entry]
ByDocument = Callable[[Group], Sequence[Outcome]]


def apply_people(entries: Sequence[Entry], by_document: ByDocument) -> list[Outcome]:
    """Convert a chunk of people; gives an outcome an entry, in order. ``by_document`` writes a group as documents.

    Companies that several people share come first: those stand on them.
    """
    groups = [list(members) for _number, members in groupby(entries, key=lambda entry: entry["group_no"])]
    found: dict[int, Outcome] = {}
    for kind in (COMPANY, PERSON):
        found |= _apply(kind, [group for group in groups if _source(group)[0] == kind], by_document)
    return [found[entry["name"]] for entry in entries]


def _source(group: Group) -> tuple[str, str]:
    doctype, name = json.loads(group[0]["snapshot"])
    return doctype, name


def _apply(kind: str, groups: Sequence[Group], by_document: ByDocument) -> dict[int, Outcome]:
    results = conversions.became(kind, [_source(group)[1] for group in groups], lock=True)
    open_ = [group for group in groups if _source(group)[1] not in results]
    written = PeopleChunk(open_).write()
    found: dict[int, Outcome] = {}
    for group in groups:
        if result := results.get(_source(group)[1]):
            outcomes: Sequence[Outcome] = [skipped(entry, kind, result) for entry in group]
        elif group[0]["name"] in written:
            outcomes = [Outcome("applied", entry["target_name"]) for entry in group]
        else:
            outcomes = by_document(group)
        found |= {entry["name"]: outcome for entry, outcome in zip(group, outcomes, strict=True)}
    return found
