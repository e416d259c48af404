"""Who sees and does what: rights, entities, notes and child tables, on lists and documents alike."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

import frappe
import pytest

from prospect_crm.permissions import rights, rules, viewer
from prospect_crm.permissions.conditions import allowed_names
from prospect_crm.permissions.declaration import EVERYTHING, RIGHTS
from prospect_crm.services import visibility
from tests.factories import (
    make_company,
    make_contact,
    make_entity,
    make_lead,
    make_note,
    make_opportunity,
    make_person,
    make_task,
    make_user,
)

KINDS = (
    "Sales Prospect",
    "Contact Prospect",
    "Contact",
    "Sales Lead",
    "Sales Opportunity",
    "Sales Task",
    "Sales Note",
)


@pytest.fixture(autouse=True)
def first_grant() -> Iterator[None]:
    """Every test begins with the first grant, and leaves it."""
    viewer.forget()
    yield
    frappe.db.rollback()
    rights.forget()
    viewer.forget()


def entity(name: str, *members: str) -> str:
    document = make_entity(name)
    document.extend("members", [{"user": user} for user in members])
    document.save()
    return document.name


def of(*names: str) -> list[dict[str, str]]:
    return [{"entity": name} for name in names]


def without(key: str, role: str = "Sales Prospector") -> None:
    """Take a right from a role until the test ends."""
    document = frappe.get_doc("Sales Right", key)
    document.set("roles", [{"role": row.role} for row in document.roles if row.role != role])
    document.save()


def with_right(key: str, role: str = "Sales Prospector") -> None:
    document = frappe.get_doc("Sales Right", key)
    document.append("roles", {"role": role})
    document.save()


def listed(doctype: str) -> set[str]:
    return set(frappe.get_list(doctype, pluck="name", limit_page_length=0))


def refused(act) -> str:
    with pytest.raises(frappe.PermissionError) as raised:
        act()
    return frappe.utils.strip_html(str(raised.value))


def test_every_right_of_the_seed_is_there() -> None:
    stored = frappe.get_all("Sales Right", pluck="name", order_by="position")
    assert stored == [right.key for right in RIGHTS]
    assert len(stored) == 19


def test_an_administrator_holds_every_right_whatever_is_granted() -> None:
    user = make_user("admin@example.com", "System Manager")
    for right in RIGHTS:
        without(right.key, "Sales Prospector")
    assert rights.held(user) == rights.held("Administrator") == EVERYTHING


def test_a_refusal_names_the_right_and_whom_to_ask(sales_rep: str) -> None:
    make_user("grace@example.com", "System Manager")
    without("export_vcf")
    frappe.set_user(sales_rep)
    from prospect_crm.services.exports import export_vcards

    frappe.set_user("Administrator")
    person = make_person().name
    frappe.set_user(sales_rep)
    sentence = refused(lambda: export_vcards([person]))
    assert sentence.startswith("You do not have the right “Export VCF”. Ask ")
    assert "grace" in sentence


def test_a_taken_right_is_gone_even_if_somebody_read_the_old_grants_meanwhile(sales_rep: str) -> None:
    assert rights.holds("export_vcf", sales_rep)
    without("export_vcf")
    frappe.cache().set_value(rights.CACHE_KEY, {"Sales Prospector": ["export_vcf"]})  # another request's read
    frappe.db.commit()
    try:
        assert not rights.holds("export_vcf", sales_rep)
    finally:
        with_right("export_vcf")
        frappe.db.commit()


# -- entities ----------------------------------------------------------------


def test_a_user_sees_records_of_their_entities_and_of_none(sales_rep: str) -> None:
    lille, paris = entity("Lille", sales_rep), entity("Paris")
    mine, theirs, free = make_company(entities=of(lille)), make_company(entities=of(paris)), make_company()
    both = make_company(entities=of(lille, paris))
    person = make_person(company=theirs.name)
    frappe.set_user(sales_rep)
    assert listed("Sales Prospect") == {mine.name, free.name, both.name}
    assert listed("Contact Prospect") == set()
    assert not frappe.has_permission("Sales Prospect", "read", doc=theirs.name)
    assert not frappe.has_permission("Contact Prospect", "write", doc=person.name)
    assert frappe.has_permission("Sales Prospect", "write", doc=both.name)


def test_the_manager_of_an_entity_is_a_member(sales_rep: str) -> None:
    lille = make_entity("Lille")
    lille.update({"manager": sales_rep}).save()
    company = make_company(entities=of(lille.name))
    frappe.set_user(sales_rep)
    assert listed("Sales Prospect") == {company.name}


def test_see_all_entities_lifts_the_restriction(sales_rep: str) -> None:
    company = make_company(entities=of(entity("Paris")))
    frappe.set_user(sales_rep)
    assert listed("Sales Prospect") == set()
    frappe.set_user("Administrator")
    with_right("see_all_entities")
    frappe.set_user(sales_rep)
    assert listed("Sales Prospect") == {company.name}


def test_a_shared_record_is_seen_in_list_and_document(sales_rep: str) -> None:
    company, other = (make_company(entities=of(name)) for name in (entity("Paris"), entity("Nantes")))
    frappe.share.add("Sales Prospect", company.name, sales_rep)
    frappe.set_user(sales_rep)
    assert listed("Sales Prospect") == {company.name}
    assert frappe.has_permission("Sales Prospect", "read", doc=company.name)
    assert not frappe.has_permission("Sales Prospect", "read", doc=other.name)
    assert not frappe.has_permission("Sales Prospect", "write", doc=company.name)


def test_user_permissions_of_frappe_narrow_further(sales_rep: str) -> None:
    territories = [frappe.get_doc(doctype="Sales Territory", territory_name=n).insert().name for n in "AB"]
    first, second = (make_company(territory=territory) for territory in territories)
    task, hidden = make_task(first), make_task(second)
    frappe.permissions.add_user_permission("Sales Territory", territories[0], sales_rep)
    try:
        frappe.set_user(sales_rep)
        assert listed("Sales Prospect") == {first.name}
        assert listed("Sales Task") == {task.name}
        assert not frappe.has_permission("Sales Task", "read", doc=hidden.name)
    finally:
        frappe.set_user("Administrator")
        frappe.db.delete("User Permission", {"user": sales_rep})
        frappe.clear_cache(user=sales_rep)


def test_what_hangs_on_a_hidden_record_is_hidden(sales_rep: str) -> None:
    company = make_company(entities=of(entity("Paris")))
    person, contact = make_person(company=company.name), make_contact(client_account=company.name)
    lead, deal = make_lead(contact_prospect=person.name), make_opportunity(company=company.name)
    for about in (company, person, contact, lead, deal):
        make_task(about)
        make_note(about)
    frappe.set_user(sales_rep)
    assert {doctype: listed(doctype) for doctype in KINDS if doctype != "Contact"} == {
        doctype: set() for doctype in KINDS if doctype != "Contact"
    }
    assert contact.name not in listed("Contact")


def test_contacts_of_other_apps_stay_visible(sales_rep: str) -> None:
    foreign = make_contact("Anne", "Weisse")
    client = make_contact("Hélène", "Blou", client_account=make_company().name)
    without("client_contacts")
    frappe.set_user(sales_rep)
    found = listed("Contact")
    assert (foreign.name in found, client.name in found) == (True, False)
    assert frappe.has_permission("Contact", "read", doc=foreign.name)
    assert not frappe.has_permission("Contact", "read", doc=client.name)


# -- rights ------------------------------------------------------------------


def test_without_access_no_contact_prospect_and_nothing_that_shows_one(sales_rep: str) -> None:
    person = make_person()
    lead, plain = make_lead(contact_prospect=person.name), make_lead()
    task = make_task(person)
    without("contact_prospects")
    frappe.set_user(sales_rep)
    assert listed("Contact Prospect") == set()
    assert listed("Sales Lead") == {plain.name}
    assert listed("Sales Task") == set()
    for record in (person, lead, task):
        assert not frappe.has_permission(record.doctype, "read", doc=record.name)


def test_without_the_right_to_write_people_are_only_read(sales_rep: str) -> None:
    person = make_person()
    without("contact_prospects_write")
    frappe.set_user(sales_rep)
    assert frappe.has_permission("Contact Prospect", "read", doc=person.name)
    document = frappe.get_doc("Contact Prospect", person.name)
    document.job_title = "DAF"
    with pytest.raises(frappe.PermissionError):
        document.save()
    with pytest.raises(frappe.PermissionError):
        make_person("Anne", "Weisse")


def test_skills_need_a_right_of_their_own(sales_rep: str) -> None:
    skill = frappe.get_doc(doctype="Sales Skill", skill_name="SAP").insert().name
    person = make_person()
    without("skills")
    frappe.set_user(sales_rep)
    document = frappe.get_doc("Contact Prospect", person.name)
    document.update({"job_title": "DAF"}).save()
    document.append("skills", {"skill": skill, "level": "Expert"})
    assert refused(document.save).startswith("You do not have the right “Manage skills”.")


def test_tasks_on_people_need_a_right_others_do_not(sales_rep: str) -> None:
    person, company = make_person(), make_company()
    without("tasks")
    frappe.set_user(sales_rep)
    make_task(company)
    with pytest.raises(frappe.PermissionError):
        make_task(person)


def test_opportunities_of_free_contacts_need_a_right_others_do_not(sales_rep: str) -> None:
    person, company = make_person(), make_company()
    without("free_contact_opportunities")
    frappe.set_user(sales_rep)
    make_opportunity(company=company.name)
    with pytest.raises(frappe.PermissionError):
        make_opportunity(contact_prospect=person.name)


@pytest.mark.parametrize(
    ("visibility_of_deal", "seen"), [("Everyone", True), ("Entity", False), ("Private", False)]
)
def test_an_opportunity_is_seen_by_whom_it_is_for(
    sales_rep: str, visibility_of_deal: str, seen: bool
) -> None:
    deal = make_opportunity(visibility=visibility_of_deal)
    task = make_task(deal)
    frappe.set_user(sales_rep)
    assert (deal.name in listed("Sales Opportunity"), task.name in listed("Sales Task")) == (seen, seen)
    frappe.set_user("Administrator")
    deal.update({"sales_rep": sales_rep}).save()
    frappe.set_user(sales_rep)
    assert deal.name in listed("Sales Opportunity")


def test_an_opportunity_of_an_entity_is_seen_by_its_members(sales_rep: str, manager: str) -> None:
    lille = entity("Lille", sales_rep)
    deal = make_opportunity(company=make_company(entities=of(lille)).name, visibility="Entity")
    other = make_user("nantes@example.com", "Sales Prospector")
    seen = {}
    for user in (sales_rep, other, manager):
        frappe.set_user(user)
        seen[user] = deal.name in listed("Sales Opportunity")
    assert list(seen.values()) == [True, False, True]


# -- notes -------------------------------------------------------------------


def notes_of(company: Any, *authors: str) -> dict[str, str]:
    found = {}
    for author in authors:
        frappe.set_user(author)
        found[author] = make_note(company, f"<p>{author}</p>").name
    return found


def test_notes_of_colleagues_are_seen_those_of_others_with_the_right(sales_rep: str) -> None:
    colleague = make_user("colleague@example.com", "Sales Prospector")
    stranger = make_user("stranger@example.com", "Sales Prospector")
    company = make_company()
    entity("Lille", sales_rep, colleague)
    entity("Paris", stranger)
    notes = notes_of(company, sales_rep, colleague, stranger)
    frappe.set_user(colleague)
    private = make_note(company, "<p>secret</p>", is_private=1).name
    frappe.set_user(sales_rep)
    assert listed("Sales Note") == {notes[sales_rep], notes[colleague]}
    frappe.set_user("Administrator")
    with_right("see_all_notes")
    frappe.set_user(sales_rep)
    assert listed("Sales Note") == set(notes.values())
    assert not frappe.has_permission("Sales Note", "read", doc=private)
    assert not frappe.has_permission("Sales Note", "write", doc=notes[stranger])
    frappe.set_user("Administrator")
    with_right("manage_all_notes")
    frappe.set_user(sales_rep)
    assert frappe.has_permission("Sales Note", "write", doc=notes[stranger])
    assert not frappe.has_permission("Sales Note", "write", doc=private)


def test_users_of_no_entity_are_one_team(sales_rep: str) -> None:
    colleague = make_user("colleague@example.com", "Sales Prospector")
    member = make_user("member@example.com", "Sales Prospector")
    company = make_company()
    notes = notes_of(company, colleague, member)
    frappe.set_user(sales_rep)
    assert listed("Sales Note") == set(notes.values())
    frappe.set_user("Administrator")
    entity("Lille", member)
    frappe.set_user(sales_rep)
    assert listed("Sales Note") == {notes[colleague]}
    frappe.set_user(member)
    assert listed("Sales Note") == {notes[member]}


def test_a_private_note_is_its_authors_alone(manager: str, sales_rep: str) -> None:
    company = make_company()
    frappe.set_user(sales_rep)
    private = make_note(company, "<p>secret</p>", is_private=1).name
    admin = make_user("admin@example.com", "System Manager")
    for user, seen in ((sales_rep, True), (manager, False), (admin, False)):
        frappe.set_user(user)
        assert (private in listed("Sales Note")) is seen
        assert bool(frappe.has_permission("Sales Note", "read", doc=private)) is seen


def test_without_any_right_on_notes_there_are_none(sales_rep: str) -> None:
    company = make_company()
    frappe.set_user(sales_rep)
    note = make_note(company).name
    frappe.set_user("Administrator")
    without("own_notes")
    frappe.set_user(sales_rep)
    assert listed("Sales Note") == set()
    assert not frappe.has_permission("Sales Note", "read", doc=note)
    with pytest.raises(frappe.PermissionError):
        make_note(company)


# -- child tables ------------------------------------------------------------


@pytest.mark.parametrize("parent", ["Contact Prospect", "Contact"])
def test_child_rows_of_a_hidden_person_are_hidden(sales_rep: str, parent: str) -> None:
    hidden, shown = make_company(entities=of(entity("Paris"))), make_company()
    skill = frappe.get_doc(doctype="Sales Skill", skill_name="SAP").insert().name
    profile = {"network": "linkedin", "url": "https://linkedin.example/in/x"}
    further: dict[str, Any] = {"skills": [{"skill": skill}], "social_profiles": [profile]}
    if parent == "Contact":
        further |= {"email_ids": [{"email_id": "a@b.example"}], "phone_nos": [{"phone": "+33142685300"}]}
        tables = (
            "Contact Email",
            "Contact Phone",
            "Sales Contact Skill",
            "Sales Social Profile",
            "Dynamic Link",
        )
        people = [make_contact(client_account=company.name, **further) for company in (hidden, shown)]
    else:
        further |= {"other_emails": [{"email": "a@b.example"}], "other_phones": [{"number": "0142685300"}]}
        tables = (
            "Contact Prospect Email",
            "Contact Prospect Phone",
            "Sales Contact Skill",
            "Sales Social Profile",
        )
        people = [make_person(company=company.name, **further) for company in (hidden, shown)]
    frappe.set_user(sales_rep)
    for table in tables:
        rows = frappe.get_list(
            table, parent_doctype=parent, fields=["parent"], filters={"parenttype": parent}
        )
        parents = {row.parent for row in rows}
        assert (people[0].name in parents, people[1].name in parents) == (False, True), table


def test_entities_of_a_hidden_record_are_hidden(sales_rep: str) -> None:
    company = make_company(entities=of(entity("Paris")))
    frappe.set_user(sales_rep)
    rows = frappe.get_list("Sales Record Entity", parent_doctype="Sales Prospect", fields=["parent"])
    assert company.name not in {row.parent for row in rows}


# -- one rule ----------------------------------------------------------------


def random_people(chance: random.Random) -> tuple[list[str], list[str]]:
    """Give users of every role of ours, and entities that two of them are members of."""
    users = [make_user(f"user{number}@example.com", "Sales Prospector") for number in range(3)]
    users.append(make_user("reader@example.com", "Sales Client Reader"))
    users.append(make_user("boss@example.com", "Sales Prospection Manager"))
    return users, [entity(name, *chance.sample(users, 2)) for name in ("Lille", "Paris", "Nantes")]


def random_records(chance: random.Random, entities: list[str]) -> list[Any]:
    """Give companies, people, contacts and leads with entities of their own, of their company or none."""

    def some() -> list[dict[str, str]]:
        return of(*chance.sample(entities, chance.randint(0, 2)))

    companies = [make_company(f"C{number}", entities=some()) for number in range(5)]
    employers = [None, *[company.name for company in companies]]
    people = [make_person(f"P{n}", "X", company=chance.choice(employers), entities=some()) for n in range(8)]
    contacts = [make_contact(f"K{n}", "X", client_account=chance.choice(companies).name) for n in range(4)]
    leads = [make_lead(contact_prospect=chance.choice(people).name) for _ in range(4)]
    leads += [make_lead(contact=chance.choice(contacts).name, entities=some()) for _ in range(4)]
    return [*companies, *people, *contacts, *leads]


def insert_as(user: str, **values: Any) -> Any:
    """Insert a document that a user has made, whatever they may do today."""
    frappe.set_user(user)
    document = frappe.get_doc(values)
    document.flags.ignore_permissions = True
    document.insert()
    frappe.set_user("Administrator")
    return document


def random_work(chance: random.Random, users: list[str], records: list[Any]) -> list[Any]:
    """Give opportunities of every visibility, and tasks and notes of several authors about everything."""
    companies = [record.name for record in records if record.doctype == "Sales Prospect"]
    deals = [
        insert_as(
            chance.choice([*users[:3], "Administrator"]),
            doctype="Sales Opportunity",
            title="D",
            company=chance.choice(companies),
            visibility=chance.choice(["Everyone", "Entity", "Private"]),
        )
        for _ in range(8)
    ]
    for about in (*records, *deals):
        make_task(about)
    for about in chance.choices([*records, *deals], k=20):
        insert_as(
            chance.choice(users[:3]),
            doctype="Sales Note",
            content="<p>x</p>",
            reference_doctype=about.doctype,
            reference_name=about.name,
            is_private=chance.randint(0, 1),
        )
    return deals


@pytest.mark.parametrize("seed", [11, 12])
def test_list_many_names_and_documents_agree_on_random_data(seed: int) -> None:
    chance = random.Random(seed)
    users, entities = random_people(chance)
    records = random_records(chance, entities)
    deals = random_work(chance, users, records)
    for record in chance.sample([*records, *deals], 5):
        frappe.share.add(record.doctype, record.name, chance.choice(users[:3]))
    compared = 0
    for user in users:
        frappe.set_user(user)
        for doctype in filter(frappe.has_permission, KINDS):
            names = set(frappe.get_all(doctype, pluck="name"))
            by_list = listed(doctype) & names
            by_document = {name for name in names if frappe.has_permission(doctype, "read", doc=name)}
            assert by_list == allowed_names(doctype, names) == by_document, (user, doctype)
            compared += len(names)
        compared += follow_their_record(user, records + deals)
    assert compared > 200


def follow_their_record(user: str, records: list[Any]) -> int:
    """Tasks are seen exactly by those who see what they are about; gives how many were compared."""
    seen = {(record.doctype, name) for record in records for name in seen_of(record.doctype)}
    tasks = frappe.get_all("Sales Task", fields=["name", "reference_doctype", "reference_name"])
    if not frappe.has_permission("Sales Task"):
        return 0
    shown = listed("Sales Task")
    for task in tasks:
        is_seen = (task.reference_doctype, task.reference_name) in seen
        assert (task.name in shown) == is_seen, (user, task)
    return len(tasks)


def seen_of(doctype: str) -> set[str]:
    return listed(doctype) if frappe.has_permission(doctype) else set()


def test_many_names_are_asked_in_one_query_a_thousand(sales_rep: str) -> None:
    make_company()
    frappe.set_user(sales_rep)
    viewer.viewer()
    allowed_names("Sales Prospect", ["x"])
    queries: list[str] = []
    real = frappe.db.sql

    def counted(query: Any, *args: Any, **kwargs: Any) -> Any:
        queries.append(str(query))
        return real(query, *args, **kwargs)

    frappe.db.sql = counted
    try:
        allowed_names("Sales Prospect", [f"name{number}" for number in range(2500)])
    finally:
        frappe.db.sql = real
    reads = [query for query in queries if "from `tabsales prospect`" in query.lower()]
    assert len(reads) == 3


def test_user_text_in_a_share_does_not_break_the_condition(sales_rep: str) -> None:
    nasty = make_contact("O'Brien\\", '"); drop table x; -- %s %', client_account=make_company().name)
    other = make_contact("Anne", "Weisse", client_account=make_company(entities=of(entity("Paris"))).name)
    frappe.share.add("Contact", nasty.name, sales_rep)
    frappe.set_user(sales_rep)
    found = listed("Contact")
    assert (nasty.name in found, other.name in found) == (True, False)
    make_task(nasty)
    assert len(listed("Sales Task")) == 1


# -- who can see this --------------------------------------------------------


def test_who_can_see_a_record_and_why(sales_rep: str, manager: str, outsider: str) -> None:
    other = make_user("nantes@example.com", "Sales Prospector")
    lille = entity("Lille", sales_rep)
    entity("Nantes", other)
    company = make_company(entities=of(lille), sales_rep=sales_rep)
    frappe.share.add("Sales Prospect", company.name, outsider)
    found = {row.user: row for row in visibility.who_can_see("Sales Prospect", company.name)}
    assert found[sales_rep].reasons == ["their record", "entity Lille"]
    assert found[manager].reasons == ["sees all entities"]
    assert found[outsider].reasons == ["it is shared with them"]
    assert (found[sales_rep].may_write, found[outsider].may_write) == (True, False)
    assert other not in found


def test_rules_name_every_record_of_ours() -> None:
    """A new DocType of ours without a rule is a leak, unless it is a list or a table that everybody may read."""
    everybodys = {
        "Sales Entity",
        "Sales Department",
        "Sales Origin",
        "Sales Sector",
        "Sales Territory",
        "Sales Account Group",
        "Sales Skill",
        "Sales Label",
        "Sales Label Document Type",
        "Sales Pipeline",
        "Sales Pipeline Stage",
        "Sales Entity Member",
    }
    administrators = {"Sales Right", "Sales Right Role", "Sales Entity Set", "Prospect CRM Settings"}
    through_services = {"Sales Operation", "Sales Operation Entry"}
    ours = set(frappe.get_all("DocType", filters={"module": "Prospect CRM"}, pluck="name"))
    assert ours - everybodys - administrators - through_services - set(rules.RULES) == set()
