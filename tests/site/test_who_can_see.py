"""Who can see a record, and that every kind of record has a rule."""

from __future__ import annotations

import frappe

from prospect_crm.permissions import rules
from prospect_crm.services import visibility
from tests.factories import make_company, make_user
from tests.site.rights_world import entity, first_grant, of, without  # noqa: F401


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


def test_a_record_shared_with_everyone_names_them_all(sales_rep: str, outsider: str) -> None:
    company = make_company(entities=of(entity("Lille", sales_rep)))
    frappe.share.add("Sales Prospect", company.name, everyone=1)
    found = {row.user: row.reasons for row in visibility.who_can_see("Sales Prospect", company.name)}
    assert found[outsider] == ["it is shared with everyone"]
    assert found[sales_rep] == ["it is shared with everyone", "entity Lille"]


def test_a_share_opens_and_shuts_in_the_same_request(sales_rep: str) -> None:
    company = make_company(entities=of(entity("Lille")))

    def seen() -> list[str]:
        return frappe.get_list("Sales Prospect", pluck="name", user=sales_rep)

    assert seen() == []
    frappe.share.add("Sales Prospect", company.name, sales_rep)
    assert seen() == [company.name]
    frappe.share.remove("Sales Prospect", company.name, sales_rep)
    assert seen() == []


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
