"""The rows of a population, one after the other: each as the DocTypes' controllers would have written it.

Derived columns come from the same pure functions. A company goes before its people, a record before the tasks about
it, and nothing is kept but counters: a million people need no more memory than a hundred.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from prospect_crm.domain.derived import records
from prospect_crm.domain.derived.activity import OPEN_STATUSES, activity_columns
from prospect_crm.domain.derived.entity_sets import entity_set_name
from prospect_crm.domain.derived.reference_columns import note_columns, task_columns
from tests.benchmarks import population_words as words
from tests.benchmarks.population_names import record_name
from tests.benchmarks.population_values import FRANCE, Draw, Row, Share, slug

if TYPE_CHECKING:
    from tests.benchmarks.population_words import Country

REMINDERS = {
    "": None,
    "At the Time": timedelta(),
    "15 Minutes Before": timedelta(minutes=15),
    "1 Hour Before": timedelta(hours=1),
    "1 Day Before": timedelta(days=1),
}
ENTITY_CHOICES = (*[(name,) for name in words.ENTITIES], words.ENTITIES[:2], words.ENTITIES[2:5])
FREE = 0.08
"""The share of people without a company."""

Made = tuple[str, Row]


@dataclass(frozen=True)
class Size:
    """How many of each there are."""

    people: int
    companies: int
    tasks: int
    leads: int
    opportunities: int
    notes: int


@dataclass(frozen=True)
class Site:
    """What rows show of the site: the stages of its pipeline, its users, its currency and its phones' region."""

    reps: tuple[str, ...]
    pipeline: str
    stages: tuple[tuple[str, str, float], ...]
    currency: str
    region: str


class Population:
    """Everything a seed makes, in the order of ``rows``."""

    def __init__(self, size: Size, seed: int, today: datetime, site: Site) -> None:
        self.size, self.seed, self.site = size, seed, site
        self.draw = Draw(seed, today)
        self.counters: dict[str, int] = {}
        subjects = size.people + size.companies
        self.leads = Share(size.leads, subjects)
        self.opportunities = Share(size.opportunities, subjects)
        subjects += size.leads + size.opportunities
        self.tasks, self.notes = Share(size.tasks, subjects), Share(size.notes, subjects)

    def rows(self) -> Iterator[Made]:
        """Yield (DocType, row) of all; the first company has a tenth of the people, as the largest account."""
        attached = self.size.people - int(self.size.people * FREE)
        for number in range(self.size.companies):
            company = yield from self.company(number)
            people = self._people_of(number, attached)
            attached -= people
            for _ in range(people):
                yield from self.person(company)
        for _ in range(self.size.people - self.counters.get("Contact Prospect", 0)):
            yield from self.person(None)

    def _people_of(self, number: int, left: int) -> int:
        """A few companies have many, most have one or nobody."""
        if number == 0:
            return self.size.people // 10
        expected = left / (self.size.companies - number)
        wanted = self.draw.count(expected, (self.draw.random.paretovariate(1.3) - 1) / 2.5)
        return min(left, wanted, max(3, self.size.people // 50))

    # -- companies and people ------------------------------------------------

    def company(self, number: int) -> Iterator[Made]:
        """Yield a company and what hangs on it; gives its row."""
        draw, row = self.draw, self._new("Sales Prospect")
        country = draw.country()
        name = draw.company_name(country)
        domain = f"{slug(name)[:30] or 'company'}{number}.example"
        place, headcount = draw.place(country), draw.headcount()
        row |= {
            "company_name": name,
            "account_type": draw.of(Prospect=85, Client=15),
            "status": draw.of(New=45, Assigned=20, In_Progress=20, To_Convert=5, Converted=5, Abandoned=5),
            "parent_company": self._parent(number),
            "is_archived": int(draw.chance(0.02)),
            "sales_rep": self._rep(0.6),
            "headcount": headcount,
            "annual_revenue": draw.revenue(headcount),
            "currency": self.site.currency,
            "sector": draw.frequent(words.SECTORS) if draw.chance(0.85) else None,
            "account_group": draw.frequent(words.GROUPS) if draw.chance(0.5) else None,
            "territory": place.territory,
            "origin": draw.frequent(words.ORIGINS) if draw.chance(0.7) else None,
            "website": f"https://www.{domain}" if draw.chance(0.8) else None,
            "email": f"contact@{domain}" if draw.chance(0.7) else None,
            "phone": draw.phone(country.phone) if draw.chance(0.8) else None,
            "siren": draw.siren() if country is FRANCE and draw.chance(0.7) else None,
        }
        _assign(row)
        own = yield from self._entities("Sales Prospect", row["name"], 0.55)
        row |= records.company_derived(row, own, self.site.region)
        row["_domain"], row["_country"], row["_place"] = domain, country, place
        yield from self._leads_and_opportunities(row, None)
        yield from self._about("Sales Prospect", row, row)
        return row

    def person(self, company: Row | None) -> Iterator[Made]:
        """Yield a person and what hangs on them."""
        draw, row = self.draw, self._new("Contact Prospect")
        country: Country = company["_country"] if company and draw.chance(0.95) else draw.country()
        first, last = draw.frequent(country.given), draw.family_name(country)
        row |= {
            "first_name": first,
            "last_name": last,
            "full_name": f"{first} {last}",
            "company": company["name"] if company else None,
            "status": draw.of(New=40, Assigned=20, In_Progress=25, Converted=8, Abandoned=7),
            "sales_rep": self._rep_of(company),
            "sector": draw.frequent(words.SECTORS) if draw.chance(0.2) else None,
            "origin": draw.frequent(words.ORIGINS) if draw.chance(0.6) else None,
        }
        row |= self._reached_at(row, company, country) | self._works_as() | self._lives_at(company, country)
        _assign(row)
        emails, phones = yield from self._further_details(row, country)
        own = yield from self._entities("Contact Prospect", row["name"], 0.05)
        region = country.region
        row |= records.person_derived(row, company, own, emails, phones, region)
        yield from self._skills(row["name"])
        yield from self._leads_and_opportunities(company, row)
        yield from self._about("Contact Prospect", row, row)

    def _reached_at(self, row: Row, company: Row | None, country: Country) -> Row:
        draw = self.draw
        domain = company["_domain"] if company else "courriel.example"
        local = ".".join(part for part in (slug(row["first_name"]), slug(row["last_name"])) if part)
        number = "" if draw.chance(0.3) else str(draw.random.randrange(1000))
        return {
            "email": f"{local}{number}@{domain}" if draw.chance(0.75) else None,
            "phone": draw.phone(country.phone) if draw.chance(0.55) else None,
            "mobile": draw.phone(country.mobile) if draw.chance(0.5) else None,
        }

    def _works_as(self) -> Row:
        draw = self.draw
        department = draw.frequent(words.DEPARTMENTS) if draw.chance(0.7) else None
        title = draw.one(words.TITLES[department]) if department and draw.chance(0.9) else None
        return {"department": department, "job_title": title}

    def _lives_at(self, company: Row | None, country: Country) -> Row:
        """A person's place is mostly the company's."""
        draw = self.draw
        place = company["_place"] if company and draw.chance(0.9) else draw.place(country)
        street = draw.street() if draw.chance(0.4) else None
        return {"address_line1": street, **place._asdict(), "country": country.name}

    def _further_details(self, row: Row, country: Country) -> Iterator[Made]:
        """Yield further e-mail addresses and phones; gives both lists."""
        draw, emails, phones = self.draw, [], []
        if row["email"] and draw.chance(0.05):
            emails = [f"{slug(row['last_name']) or 'x'}{draw.random.randrange(10_000)}@courriel.example"]
        if row["phone"] and draw.chance(0.06):
            phones = [draw.phone(country.phone)]
        for number, email in enumerate(emails, start=1):
            yield self._child("Contact Prospect Email", row, "other_emails", number, email=email, kind="Home")
        for number, phone in enumerate(phones, start=1):
            yield self._child(
                "Contact Prospect Phone", row, "other_phones", number, number=phone, kind="Work"
            )
        return emails, phones

    def _skills(self, name: str) -> Iterator[Made]:
        if not self.draw.chance(0.06):
            return
        parent = {"name": name, "_doctype": "Contact Prospect"}
        first = int(self.draw.random.random() * (len(words.SKILLS) - 2))
        for number, skill in enumerate(words.SKILLS[first : first + 2], start=1):
            level = self.draw.of(Basic=2, Intermediate=4, Advanced=3, Expert=1)
            yield self._child("Sales Contact Skill", parent, "skills", number, skill=skill, level=level)

    # -- leads and opportunities ---------------------------------------------

    def _leads_and_opportunities(self, company: Row | None, person: Row | None) -> Iterator[Made]:
        """Yield those of a company (without a person) or of a person (with their company)."""
        opportunities = self.opportunities.take(self.draw)
        for _ in range(self.leads.take(self.draw)):
            is_converted = opportunities > 0 and self.draw.chance(0.5)
            lead = self._lead(company, person, is_converted)
            if is_converted:
                opportunities -= 1
                yield from self._opportunity(company, person, lead)
            yield from self._about("Sales Lead", lead, person)
        for _ in range(opportunities):
            yield from self._opportunity(company, person, None)

    def _lead(self, company: Row | None, person: Row | None, is_converted: bool) -> Row:
        draw, row = self.draw, self._new("Sales Lead")
        action = draw.of(_=50, Still_Chasing=20, Meeting_Planned=10, Could_Not_Reach=12, Not_Interested=8)
        row |= {
            "company": company["name"] if company else None,
            "contact_prospect": person["name"] if person else None,
            "title": draw.one(words.DEALS) if draw.chance(0.3) else None,
            "status": draw.of(No_Status=60, Wanted=25, Won=5, Lost=10),
            "opinion": draw.of(_=80, Liked=12, Disliked=8).strip(),
            "prospecting_action": action.strip(),
            "prospecting_action_on": draw.moment(row["creation"]) if action.strip() else None,
            "sales_rep": self._rep_of(company),
            "inbox_state": draw.of(Inbox=80, Archived=20),
            "currency": self.site.currency,
            "value": 500 * draw.random.randrange(1, 400) if draw.chance(0.4) else 0,
            "source": draw.of(
                Manually_Created=40, Import=25, Web_Forms=15, Prospector=5, Live_Chat=5, API=5, Deals=5
            ),
            "channel": draw.frequent(words.ORIGINS) if draw.chance(0.5) else None,
            "_user_tags": f",{draw.one(words.LABELS)}" if draw.chance(0.3) else None,
        }
        if is_converted:
            row |= {"inbox_state": "Converted", "converted_on": draw.moment(row["creation"])}
        row |= records.lead_derived(row, company, person, "", self.site.region)
        return row

    def _opportunity(self, company: Row | None, person: Row | None, lead: Row | None) -> Iterator[Made]:
        draw, row = self.draw, self._new("Sales Opportunity")
        stage, kind, probability = draw.one(self.site.stages)
        status = draw.of(Open=60, Won=20, Lost=20)
        row |= {
            "title": f"{draw.one(words.DEALS)} {draw.random.randrange(1, 99)}",
            "company": company["name"] if company else None,
            "contact_prospect": person["name"] if person else None,
            "status": status,
            "lost_reason": draw.one(words.LOST_REASONS) if status == "Lost" else None,
            "closed_on": None if status == "Open" else draw.moment(row["creation"]),
            "sales_rep": self._rep_of(company),
            "visibility": draw.of(Everyone=85, Entity=10, Private=5),
            "pipeline": self.site.pipeline,
            "stage": stage,
            "stage_kind": kind,
            "probability": {"Open": probability, "Won": 100, "Lost": 0}[status],
            "currency": self.site.currency,
            "value": 1000 * draw.random.randrange(1, 300) if draw.chance(0.8) else 0,
            "expected_close_on": draw.at_work(draw.random.randrange(-200, 200)).date(),
        }
        if lead:
            row["lead"], lead["opportunity"] = lead["name"], row["name"]
            lead["status"] = "Wanted" if status == "Open" else status
        row |= records.opportunity_derived(row, company, person, self.site.region)
        yield from self._about("Sales Opportunity", row, person)

    # -- tasks and notes -----------------------------------------------------

    def _about(self, doctype: str, row: Row, person: Row | None) -> Iterator[Made]:
        """Yield a record with the tasks and notes about it."""
        person = None if doctype == "Sales Prospect" else person
        tasks = [self._task(doctype, row, person) for _ in range(self.tasks.take(self.draw))]
        for _ in range(self.notes.take(self.draw)):
            yield "Sales Note", self._note(doctype, row)
        yield from (("Sales Task", task) for task in tasks)
        yield doctype, row | activity_columns((task["status"], task["starts_on"]) for task in tasks)

    def _task(self, doctype: str, reference: Row, person: Row | None) -> Row:
        draw, row = self.draw, self._new("Sales Task")
        days = int(draw.random.gauss(-120, 150))
        starts_on = None if draw.chance(0.03) else draw.at_work(days)
        kind = draw.of(**{"Call": 40, "E-mail": 25, "Meeting": 15, "Phone Meeting": 8, "Note": 9, "Other": 3})
        minutes = draw.one((0, 0, 15, 30, 60))
        row |= {
            "subject": draw.one(words.SUBJECTS[kind]),
            "task_type": kind,
            "priority": draw.of(Low=20, Medium=60, High=20),
            "status": self._task_status(starts_on),
            "starts_on": starts_on,
            "duration_minutes": minutes,
            "ends_on": starts_on + timedelta(minutes=minutes) if starts_on else None,
            "sales_rep": self._rep(0.9),
            "reference_doctype": doctype,
            "reference_name": reference["name"],
            **task_columns(doctype, reference, person),
        }
        if row["status"] == "Done":
            row["completed_on"] = starts_on or self.draw.today
            row["report"] = draw.one(words.REPORTS) if draw.chance(0.6) else None
        return row | self._reminder(row)

    def _task_status(self, starts_on: datetime | None) -> str:
        """What is past was mostly done; some are late."""
        if starts_on and starts_on < self.draw.today and self.draw.chance(0.85):
            return self.draw.of(Done=9, Cancelled=1)
        return self.draw.of(Not_Started=70, Pending=15, In_Progress=15)

    def _reminder(self, row: Row) -> Row:
        """A reminder whose time has passed was sent, and is empty."""
        reminder = self.draw.frequent(tuple(REMINDERS))
        before = REMINDERS[reminder]
        remind_on = None
        if row["starts_on"] and before is not None and row["status"] in OPEN_STATUSES:
            remind_on = row["starts_on"] - before
        is_due = remind_on is not None and remind_on <= self.draw.today
        return {"reminder": reminder, "remind_on": None if is_due else remind_on}

    def _note(self, doctype: str, reference: Row) -> Row:
        text = self.draw.one(words.NOTES)
        return self._new("Sales Note") | {
            "content": f'<div class="ql-editor read-mode"><p>{text}</p></div>',
            "title": text,
            "is_private": int(self.draw.chance(0.1)),
            "is_pinned": int(self.draw.chance(0.15)),
            "reference_doctype": doctype,
            "reference_name": reference["name"],
            **note_columns(doctype, reference),
        }

    # -- parts ---------------------------------------------------------------

    def _new(self, doctype: str) -> Row:
        """A name, and who made it when."""
        creation = self.draw.moment()
        modified = self.draw.moment(creation) if self.draw.chance(0.6) else creation
        owner = self.draw.one(self.site.reps)
        head = {"name": self._name(doctype), "creation": creation, "modified": modified, "owner": owner}
        return head | {"modified_by": self.draw.one(self.site.reps) if modified > creation else owner}

    def _name(self, doctype: str) -> str:
        number = self.counters.get(doctype, 0)
        self.counters[doctype] = number + 1
        return record_name(number, self.seed)

    def _child(self, child: str, parent: Row, parentfield: str, idx: int, **values: Any) -> Made:
        place = {
            "parent": parent["name"],
            "parenttype": parent.get("_doctype", "Contact Prospect"),
            "parentfield": parentfield,
            "idx": idx,
        }
        return child, self._new(child) | place | values

    def _entities(self, doctype: str, name: str, share: float) -> Iterator[Made]:
        """Yield the record's own entities; gives the name of their set."""
        if not self.draw.chance(share):
            return ""
        chosen = self.draw.frequent(ENTITY_CHOICES)
        parent = {"name": name, "_doctype": doctype}
        for number, entity in enumerate(chosen, start=1):
            yield self._child("Sales Record Entity", parent, "entities", number, entity=entity)
        return entity_set_name(chosen)

    def _parent(self, number: int) -> str | None:
        """Every twentieth company heads a group of a few, with a subsidiary's subsidiary."""
        place = number % 20
        above = {1: 1, 2: 2, 3: 1}.get(place)
        return record_name(number - above, self.seed) if above else None

    def _rep(self, share: float) -> str | None:
        return self.draw.frequent(self.site.reps) if self.draw.chance(share) else None

    def _rep_of(self, company: Row | None) -> str | None:
        return company["sales_rep"] if company and self.draw.chance(0.7) else self._rep(0.5)


def _assign(row: Row) -> None:
    """New becomes Assigned with a rep."""
    if row["status"] == "New" and row["sales_rep"]:
        row["status"] = "Assigned"
