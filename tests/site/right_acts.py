"""For each right what it allows, done over HTTP; and the records to do it with."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import frappe

from prospect_crm.permissions import rights, viewer
from prospect_crm.permissions.declaration import RIGHTS
from tests.factories import (
    card,
    make_company,
    make_contact,
    make_entity,
    make_note,
    make_person,
    make_task,
    make_user,
)
from tests.site import bulk
from tests.site.http_client import Client


class World:
    """A client without extra rights, and records to try them on."""

    def __init__(self) -> None:
        self.user = make_user("tried@example.com", "Sales Prospector")
        other = make_user("author@example.com", "Sales Prospector")
        paris = make_entity("Paris")
        paris.extend("members", [{"user": other}])
        paris.save()
        lille = make_entity("Lille")
        lille.extend("members", [{"user": self.user}])
        lille.save()
        self.company = make_company()
        self.foreign = make_company("Elsewhere", entities=[{"entity": "Paris"}])
        self.person = make_person(company=self.company.name, email="helene@vauban.example")
        self.list = frappe.get_doc(doctype="Email Group", title="Lettre Métal").insert().name
        self.free = make_person("Anne", "Weisse")
        self.contact = make_contact(client_account=self.company.name)
        self.task = make_task(self.person)
        frappe.set_user(other)
        self.note = make_note(self.company)
        frappe.set_user("Administrator")
        self.skill = frappe.get_doc(doctype="Sales Skill", skill_name="SAP").insert().name
        frappe.db.commit()
        self.client = Client(self.user)

    def call(self, verb: str, path: str, **arguments: Any) -> Any:
        return self.client.session.request(verb, f"{self.client.base}{path}", json=arguments or None)

    def method(self, method: str, **arguments: Any) -> Any:
        return self.call("POST", f"/api/method/{method}", **arguments)


@contextmanager
def rights_to_try() -> Iterator[World]:
    """Make the records, and give each right back to whom it is granted at first."""
    viewer.forget()
    yield World()
    frappe.db.rollback()
    for right in RIGHTS:
        grant(right.key, *right.roles)


def grant(key: str, *roles: str) -> None:
    """Give a right to these roles and no other."""
    document = frappe.get_doc("Sales Right", key)
    document.set("roles", [{"role": role} for role in roles])
    document.save()
    frappe.db.commit()
    rights.forget()


def plan_card(world: World) -> Any:
    file = world.client.upload(card("Paul", "Martin"), "people.vcf")
    return world.client.post("imports.plan", files=[file])


def export_list(world: World) -> Any:
    fields = json.dumps(["`tabContact Prospect`.`name`"])
    asked = {"doctype": "Contact Prospect", "fields": fields, "file_format_type": "CSV", "title": "x"}
    return world.method("frappe.desk.reportview.export_query", **asked)


def export_report(world: World) -> Any:
    """A report of the site on people."""
    if not frappe.db.exists("Report", "People by hand"):
        query = "select name as 'Name:Link/Contact Prospect', last_name as 'Last' from `tabContact Prospect`"
        report = {"report_name": "People by hand", "ref_doctype": "Contact Prospect", "query": query}
        frappe.get_doc(doctype="Report", report_type="Query Report", is_standard="No", **report).insert()
    grant("see_all_entities", "Sales Prospector")
    asked = {
        "report_name": "People by hand",
        "file_format_type": "CSV",
        "visible_idx": "[0, 1]",
        "filters": "{}",
    }
    return world.method("frappe.desk.query_report.export_query", **asked)


def with_skill(world: World) -> Any:
    skills = [{"skill": world.skill, "level": "Expert"}]
    return world.call("PUT", f"/api/resource/Contact Prospect/{world.person.name}", skills=skills)


def read(doctype: str, attribute: str) -> Callable[[World], Any]:
    """Give the act of opening a record of the world."""
    return lambda world: world.call("GET", f"/api/resource/{doctype}/{getattr(world, attribute).name}")


def write(doctype: str, attribute: str, **values: Any) -> Callable[[World], Any]:
    """Give the act of changing a record of the world."""
    return lambda world: world.call(
        "PUT", f"/api/resource/{doctype}/{getattr(world, attribute).name}", **values
    )


def add_task(world: World) -> Any:
    about = {"reference_doctype": "Contact Prospect", "reference_name": world.person.name}
    return world.call("POST", "/api/resource/Sales Task", subject="Call", **about)


def add_deal(world: World) -> Any:
    return world.call(
        "POST", "/api/resource/Sales Opportunity", title="Deal", contact_prospect=world.free.name
    )


def add_note(world: World) -> Any:
    about = {"reference_doctype": "Sales Prospect", "reference_name": world.company.name}
    return world.call("POST", "/api/resource/Sales Note", content="<p>x</p>", **about)


def add_many(world: World) -> Any:
    people = [{"doctype": "Contact Prospect", "first_name": "Paul", "last_name": f"M{n}"} for n in range(2)]
    return world.method("frappe.client.insert_many", docs=json.dumps(people))


def subscribe(world: World) -> Any:
    about = {"doctype": "Contact Prospect", "name": world.person.name}
    return world.client.post("mailing_lists.change", list_name=world.list, change="subscribe", **about)


def plan_subscription(world: World) -> Any:
    selection = {"names": [world.person.name]}
    wanted = {"lists": [world.list], "change": "unsubscribe"}
    return world.client.post("mailing_lists.plan", doctype="Contact Prospect", selection=selection, **wanted)


def subscribe_by_rest(world: World) -> Any:
    values = {"email_group": world.list, "email": world.person.email, "subscription_source": ""}
    frappe.db.delete("Email Group Member")
    frappe.db.commit()
    return world.call("POST", "/api/resource/Email Group Member", **values)


def plan_mail(world: World) -> Any:
    mail = {"subject": "Salon", "body": "<p>Bonjour</p>"}
    selection = {"names": [world.person.name]}
    return world.client.post("bulk_email.plan", doctype="Contact Prospect", selection=selection, mail=mail)


def undo_of_others(world: World) -> Any:
    """What the Administrator did to a person that the user sees."""
    frappe.set_user("Administrator")
    done = bulk.apply(
        bulk.plan(frappe.get_doc("Contact Prospect", world.person), origin_comment=frappe.generate_hash())
    )
    frappe.db.commit()
    return world.call("POST", "/api/method/prospect_crm.api.operations.plan_undo", operation=done.name)


# right -> what is refused without it and allowed with it
ACTS: dict[str, tuple[Callable[[World], Any], ...]] = {
    "contact_prospects": (read("Contact Prospect", "person"), read("Sales Task", "task")),
    "contact_prospects_write": (
        write("Contact Prospect", "person", job_title="DAF"),
        lambda world: world.call(
            "POST", "/api/resource/Contact Prospect", first_name="Paul", last_name="Martin"
        ),
        plan_card,
    ),
    "skills": (with_skill,),
    "undo": (undo_of_others,),
    "tasks": (add_task, write("Sales Task", "task", status="Done")),
    "free_contact_opportunities": (add_deal,),
    "create_many": (add_many,),
    "import_files": (lambda world: world.client.get("imports.template"),),
    "import_vcf": (plan_card,),
    "export_vcf": (lambda world: world.client.post("exports.vcards", names=[world.person.name]),),
    "export_xlsx": (export_list, export_report),
    "mailing_lists": (subscribe, plan_subscription, subscribe_by_rest),
    "bulk_email": (plan_mail, lambda world: world.client.get("bulk_email.places")),
    "own_notes": (add_note,),
    "see_all_notes": (read("Sales Note", "note"),),
    "manage_all_notes": (write("Sales Note", "note", content="<p>changed</p>"),),
    "client_contacts": (read("Contact", "contact"),),
    "convert": (
        lambda world: world.client.post(
            "conversion.preview", doctype="Contact Prospect", name=world.person.name
        ),
        lambda world: world.client.post(
            "conversion.convert_many", doctype="Contact Prospect", names=[world.person.name]
        ),
        lambda world: world.client.post(
            "conversion.convert", doctype="Contact Prospect", name=world.person.name
        ),
    ),
    "see_all_entities": (read("Sales Prospect", "foreign"),),
}
