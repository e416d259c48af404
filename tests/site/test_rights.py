"""Each right: what is refused without it, on lists and documents alike."""

from __future__ import annotations

import frappe
import pytest

from prospect_crm.permissions import rights
from prospect_crm.permissions.declaration import EVERYTHING, RIGHTS
from tests.factories import make_company, make_lead, make_opportunity, make_person, make_task, make_user
from tests.site.rights_world import entity, first_grant, listed, of, refused, with_right, without  # noqa: F401


def test_every_right_of_the_seed_is_there() -> None:
    stored = frappe.get_all("Sales Right", pluck="name", order_by="position")
    assert stored == [right.key for right in RIGHTS]
    assert len(stored) == 20


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
