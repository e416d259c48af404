"""What would happen to each person of a file: new, already there, or refused, and what is made beside them."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from prospect_crm.domain.contact_fields import TEXT_LENGTH, ContactFields
from prospect_crm.domain.message import Message
from prospect_crm.domain.operation import Plan, Source
from prospect_crm.domain.pictures import is_whole_picture, picture_extension
from prospect_crm.services import messages
from prospect_crm.services.import_candidates import Candidate
from prospect_crm.services.import_lists import list_plans
from prospect_crm.services.import_site import COMPANY, PERSON, Site, full_name
from prospect_crm.services.import_subscriptions import told_when_refused
from prospect_crm.services.import_values import check_company_values, check_values
from prospect_crm.services.record_changes import values_of

BATCH = 200


def plans(candidates: Iterable[Candidate]) -> Iterator[Plan]:
    """Judge candidates batch by batch: a constant number of queries a batch, whatever its size."""
    site = Site()
    source = iter(candidates)
    while batch := list(islice(source, BATCH)):
        yield from _batch_plans(batch, site)


def judge_again(entry: Mapping[str, Any], typed: Mapping[str, str]) -> Plan:
    """Give a new verdict on a stored entry, with what the user has typed in."""
    values = values_of(entry)
    organisation = values.pop("company_as_given", "")
    values |= typed
    source = Source(entry["source_file"], messages.load_one(entry["source_place"]), full_name(values))
    _reason, warnings = messages.load(entry["reason"])
    candidate = Candidate(source, ContactFields(values, organisation=organisation), warnings)
    site = Site()
    site.may_make_companies = False
    [person] = _batch_plans([candidate], site)
    return person


def readable_company(organisation: str) -> str | None:
    """The one company of this name that the user may read."""
    site = Site()
    site.find_companies([organisation])
    return site.known_company(organisation)


def _batch_plans(batch: Sequence[Candidate], site: Site) -> Iterator[Plan]:
    for candidate in batch:
        if not candidate.refusal and not candidate.skip:
            candidate.refusal = check_values(candidate)
    taken = [candidate for candidate in batch if not candidate.refusal and not candidate.skip]
    named = [name for entry in taken for name in (entry.contact.organisation, entry.parent_account)]
    site.find_companies(named)
    site.find_people(taken)
    site.subscriptions.find(taken)
    for candidate in batch:
        yield from _candidate_plans(candidate, site)


def _candidate_plans(candidate: Candidate, site: Site) -> Iterator[Plan]:
    """The person's plan, after the plans of what has to be there first, before those of its mailing lists."""
    person = Plan("create", PERSON, source=candidate.source, warnings=candidate.warnings)
    _judge(person, candidate, site)
    is_wanted = person.state == "planned"
    if not candidate.skip:
        yield from _company_plan(candidate, site, may_create=is_wanted)
        yield from list_plans(candidate, site, may_create=is_wanted)
        _link_parent_account(candidate, site)
    person.changes = {name: (None, value) for name, value in candidate.contact.values.items()}
    subscriptions = site.subscriptions.plans(candidate) if is_wanted else []
    if is_wanted:
        person.snapshot = _photo(candidate)
        site.remember(candidate)
    elif candidate.refusal and (told := told_when_refused(candidate)):
        candidate.warnings.append(told)
    yield person
    yield from subscriptions


def _judge(person: Plan, candidate: Candidate, site: Site) -> None:
    if candidate.refusal:
        person.state, person.reason = "refused", candidate.refusal
    elif reason := candidate.skip or site.duplicate_of(candidate):
        person.state, person.reason = "skipped", reason


def _company_plan(candidate: Candidate, site: Site, *, may_create: bool) -> Iterator[Plan]:
    """Link the company, plan it where it is missing, or keep its name as text."""
    organisation = candidate.contact.organisation
    if not organisation:
        return
    values = candidate.contact.values
    company = site.known_company(organisation)
    if company and candidate.company_values:
        candidate.warnings.append(
            Message(
                "The company “{name}” is known already; its own columns were left alone.",
                {"name": organisation},
            )
        )
    if not company and may_create and site.may_create_company(organisation):
        company = site.plan_company(organisation)
        source = Source(candidate.source.file, candidate.source.place, organisation)
        fields = {"company_name": organisation, **check_company_values(candidate)}
        yield Plan("create", COMPANY, company, changes=_changes(fields), source=source)
    if company:
        values.update(company=company, company_name=organisation)
    else:
        values["company_as_given"] = organisation[:TEXT_LENGTH]
        if may_create:
            candidate.warnings.append(site.why_not_linked(organisation))


def _changes(fields: Mapping[str, Any]) -> dict[str, tuple[object, object]]:
    return {name: (None, value) for name, value in fields.items()}


def _link_parent_account(candidate: Candidate, site: Site) -> None:
    if not candidate.parent_account:
        return
    if company := site.known_company(candidate.parent_account):
        candidate.contact.values["parent_account"] = company
    else:
        candidate.warnings.append(site.why_not_linked(candidate.parent_account))


def _photo(candidate: Candidate) -> str:
    """The photo as text for the stored plan, or "" with a warning that says why not."""
    photo = candidate.contact.photo
    if photo is None:
        return ""
    if not photo.content:
        warning = Message("The card only points at a photo on the web; it was not fetched.")
    elif not picture_extension(photo.content) or not is_whole_picture(photo.content):
        warning = Message("The photo is damaged or no picture; it is left out.")
    else:
        return base64.b64encode(photo.content).decode()
    candidate.warnings.append(warning)
    return ""
