"""Right by right, over HTTP: refused without it by name, allowed with it; and no endpoint without an entry."""

from __future__ import annotations

import os
from typing import Any

import frappe
import pytest

if "PROSPECT_URL" not in os.environ:
    pytest.skip("Nothing is served: run these tests by ./dev test.", allow_module_level=True)


from prospect_crm.permissions.declaration import BY_KEY
from tests.factories import make_user
from tests.site import endpoints
from tests.site.http_client import Client
from tests.site.right_acts import ACTS, World, grant

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
    "rights.see_as": (),  # System Managers alone
    "rights.who_can_see": (),
    "users.full_names": (),
}

LATER = {"merge"}
"""Rights of features that are not built yet."""


def test_every_endpoint_has_an_entry() -> None:
    assert set(NEEDS) == set(endpoints.found())


def test_every_right_is_tried() -> None:
    tried = set(ACTS) | LATER
    assert tried == set(BY_KEY)
    assert {key for keys in NEEDS.values() for key in keys} <= set(ACTS)


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
    asked = {"changes": {"export_vcf": {"Sales Client Reader": True}}}
    for endpoint, arguments in (
        ("rights.matrix", asked),
        ("rights.grant", asked),
        ("rights.see_as", {"user": "Administrator"}),
    ):
        answer = world.client.post(endpoint, **arguments)
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
