"""Right by right, over HTTP: refused without it by name, allowed with it; and no endpoint without an entry."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from typing import Any

import frappe
import pytest

if "PROSPECT_URL" not in os.environ:
    pytest.skip("Nothing is served: run these tests by ./dev test.", allow_module_level=True)

from prospect_crm.permissions import rights, viewer
from prospect_crm.permissions.declaration import BY_KEY, RIGHTS
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
from tests.site import bulk, endpoints
from tests.site.http_client import Client

# endpoint -> the rights that it needs as a whole; an empty entry says why there is none
NEEDS: dict[str, tuple[str, ...]] = {
    "attachments.of_tasks": (),  # files of tasks that the user reads
    "bulk_email.places": ("bulk_email",),
    "bulk_email.plan": ("bulk_email",),
    "bulk_email.rendered": (),  # one's own operation, whose plan needed the right
    "bulk_email.template": (),  # what the user reads
    "conversion.convert": ("convert",),
    "conversion.convert_later": ("convert",),
    "conversion.convert_many": ("convert",),
    "conversion.plan_many": ("convert",),
    "conversion.preview": ("convert",),
    "conversion.ties": (),  # of a record that the user reads
    "exports.vcards": ("export_vcf",),
    "frappe_views.act_on_many": (),  # plans an operation, which asks for each record
    "frappe_views.delete_items": (),
    "frappe_views.export_list": ("export_xlsx",),
    "frappe_views.export_report": ("export_xlsx",),
    "frappe_views.has_permission": (),  # answers no where the user may not
    "frappe_views.get_chart": (),  # counted for the user
    "frappe_views.move_card": (),  # saves the record, which asks
    "frappe_searches.get_count": (),  # narrowed to what the user reads
    "frappe_searches.get_documents_for_tag": (),
    "frappe_searches.global_search": (),
    "groups.of_company": (),
    "history.emails": (),
    "history.of_record": (),
    "imports.correct": (),
    "imports.plan": ("import_vcf", "import_files", "contact_prospects_write"),
    "imports.plan_again": ("import_vcf", "import_files", "contact_prospects_write"),
    "imports.template": ("import_files",),
    "list_search.link_query": (),
    "mailing_lists.change": ("mailing_lists",),
    "mailing_lists.names": ("mailing_lists", "bulk_email"),  # either
    "mailing_lists.of_record": (),
    "mailing_lists.plan": ("mailing_lists",),
    "notes.on_record": (),
    "operations.apply": (),  # one's own operation; each record's permission is asked
    "operations.cancel": (),
    "operations.choose": (),
    "operations.fields": (),  # the role has to allow writing
    "operations.plan_change": (),
    "operations.plan_delete": (),
    "operations.plan_undo": ("undo",),  # of others' operations
    "operations.preview": (),
    "operations.progress": (),
    "operations.resume": (),
    "opportunities.board": (),
    "opportunities.counts": (),
    "pipelines.default": (),
    "rights.grant": (),  # System Managers alone
    "rights.matrix": (),
    "rights.who_can_see": (),
    "users.full_names": (),
}

LATER = {"merge"}
"""Rights of features that are not built yet."""


def test_every_endpoint_has_an_entry() -> None:
    assert set(NEEDS) == endpoints.found()


def test_every_right_is_tried() -> None:
    tried = set(ACTS) | LATER
    assert tried == set(BY_KEY)
    assert {key for keys in NEEDS.values() for key in keys} <= set(ACTS)


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


@pytest.fixture
def world() -> Iterator[World]:
    viewer.forget()
    yield World()
    frappe.db.rollback()
    for right in RIGHTS:
        grant(right.key, *right.roles)


def grant(key: str, *roles: str) -> None:
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
    return lambda world: world.call("GET", f"/api/resource/{doctype}/{getattr(world, attribute).name}")


def write(doctype: str, attribute: str, **values: Any) -> Callable[[World], Any]:
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


# right -> what is refused without it and allowed with it
def undo_of_others(world: World) -> Any:
    """What the Administrator did to a person that the user sees."""
    frappe.set_user("Administrator")
    done = bulk.apply(
        bulk.plan(frappe.get_doc("Contact Prospect", world.person), origin_comment=frappe.generate_hash())
    )
    frappe.db.commit()
    return world.call("POST", "/api/method/prospect_crm.api.operations.plan_undo", operation=done.name)


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


@pytest.mark.parametrize("key", sorted(ACTS))
def test_a_right_is_refused_without_it_and_allowed_with_it(world: World, key: str) -> None:
    grant(key)
    for number, act in enumerate(ACTS[key]):
        answer = act(world)
        assert answer.status_code in (403, 404), (key, number, answer.status_code, answer.text[:300])
    grant(key, "Sales Prospector")
    for number, act in enumerate(ACTS[key]):
        answer = act(world)
        assert answer.status_code == 200, (key, number, answer.text[:600])


@pytest.mark.parametrize("key", ["export_vcf", "import_files", "export_xlsx", "create_many", "skills"])
def test_the_refusal_names_the_right(world: World, key: str) -> None:
    grant(key)
    answer = ACTS[key][0](world)
    assert BY_KEY[key].title.template in answer.text
    assert "Traceback" not in answer.text or "/api/resource/" in answer.url


def test_only_a_system_manager_reads_or_edits_the_matrix(world: World) -> None:
    for endpoint in ("rights.matrix", "rights.grant"):
        answer = world.client.post(endpoint, changes={"export_vcf": {"Sales Client Reader": True}})
        assert answer.status_code == 403
        assert "Only a System Manager grants rights. Ask your administrator." in answer.text
    admin = Client(make_user("admin@example.com", "System Manager"))
    told = admin.told("rights.grant", changes={"export_vcf": {"Sales Client Reader": True}})
    assert next(right for right in told["rights"] if right["key"] == "export_vcf")["roles"] == [
        "Sales Client Reader",
        "Sales Prospection Manager",
        "Sales Prospector",
    ]


@pytest.mark.parametrize(
    "changes",
    [
        {"nonsense": {"Sales Prospector": True}},
        {"export_vcf": {"No Such Role": True}},
        {"export_vcf": {"System Manager": False}},
        {"export_vcf": {"Sales Prospector": "yes"}},
        {"export_vcf": []},
        [],
    ],
)
def test_a_forged_grant_changes_nothing(changes: Any) -> None:
    admin = Client(make_user("admin@example.com", "System Manager"))
    answer = admin.post("rights.grant", changes=changes)
    assert answer.status_code < 500
    frappe.db.rollback()
    roles = frappe.get_all("Sales Right Role", filters={"parent": "export_vcf"}, pluck="role", order_by="idx")
    assert roles == list(BY_KEY["export_vcf"].roles)


def test_the_default_pipeline_is_told_to_those_who_may_add_an_opportunity() -> None:
    answer = Client(make_user("reader@example.com", "Sales Client Reader")).post("pipelines.default")
    sentence = "You may not add records of the type Sales Opportunity. Ask whoever manages your rights."
    assert answer.status_code == 403
    assert sentence in answer.text
    writer = Client(make_user("tried@example.com", "Sales Prospector"))
    assert writer.told("pipelines.default") == "Sales"


@pytest.mark.parametrize("kind", ["CSV", "Excel"])
def test_an_export_of_a_list_is_logged_with_filter_and_count(world: World, kind: str) -> None:
    make_person("Anne", "Line\nbreak")
    frappe.db.commit()
    fields = json.dumps(["`tabContact Prospect`.`name`", "`tabContact Prospect`.`last_name`"])
    asked = {"doctype": "Contact Prospect", "fields": fields, "file_format_type": kind, "title": "x"}
    filters = json.dumps([["Contact Prospect", "first_name", "=", "Anne"]])
    answer = world.method("frappe.desk.reportview.export_query", filters=filters, **asked)
    assert answer.status_code == 200, answer.text[:300]
    frappe.db.rollback()
    log = frappe.get_last_doc("Access Log", {"export_from": "Contact Prospect", "user": world.user})
    assert (log.method, log.file_type) == ("Export: 2 rows", kind)
    assert "Anne" in log.filters


def test_an_export_of_a_report_is_logged_with_filter_and_count(world: World) -> None:
    assert export_report(world).status_code == 200
    frappe.db.rollback()
    log = frappe.get_last_doc("Access Log", {"report_name": "People by hand", "user": world.user})
    assert (log.export_from, log.method, log.file_type) == ("Contact Prospect", "Export: 2 rows", "CSV")


PREPARED = "frappe.core.doctype.prepared_report.prepared_report"


@pytest.mark.parametrize(
    "method",
    [
        "frappe.desk.query_report.run",
        "frappe.desk.query_report.export_query",
        f"{PREPARED}.make_prepared_report",
    ],
)
def test_a_report_in_sql_needs_to_see_all_entities(world: World, method: str) -> None:
    export_report(world)
    grant("see_all_entities")
    answer = world.method(method, report_name="People by hand", filters="{}", file_format_type="CSV")
    assert answer.status_code == 403
    [told] = json.loads(answer.json()["_server_messages"])
    assert json.loads(told)["message"].startswith("You do not have the right “See all entities”. Ask ")
    assert world.person.name not in answer.text


def test_an_export_does_not_go_by_get_where_nothing_would_be_logged(world: World) -> None:
    for path in ("reportview", "query_report"):
        answer = world.client.session.get(f"{world.client.base}/api/method/frappe.desk.{path}.export_query")
        assert answer.status_code == 403
