"""Installing and uninstalling on a site with data, twice over, and what must not be left behind."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import frappe
import pytest

if "PROSPECT_SITES" not in os.environ:
    pytest.skip("The app is not uninstalled from a site of somebody else's.", allow_module_level=True)

from prospect_crm.services import exports, imports, operations
from prospect_crm.setup.records import MASTERS, ROLES
from tests.factories import card, make_company, make_person, make_user, upload


def command(*arguments: str) -> str:
    """Run a Frappe command on the test site, as an administrator does."""
    frappe.db.commit()
    done = subprocess.run(
        [
            sys.executable,
            "-W",
            "ignore",
            "-m",
            "frappe.utils.bench_helper",
            "frappe",
            "--site",
            os.environ["PROSPECT_SITE"],
            *arguments,
        ],
        cwd=os.environ["PROSPECT_SITES"],
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    frappe.db.rollback()
    frappe.clear_cache()
    return done.stdout


@pytest.fixture
def reinstalled() -> Iterator[None]:
    """Leave the app on the site, whatever the test did."""
    yield
    if "prospect_crm" not in frappe.get_installed_apps():
        command("install-app", "prospect_crm")


def rows_that_name(doctypes: list[str]) -> dict[str, int]:
    """Count the rows of every table that still name one of these DocTypes in a Link or Dynamic Link column."""
    found: dict[str, int] = {}
    fields = frappe.get_all(
        "DocField", filters={"fieldtype": "Link", "options": "DocType"}, fields=["parent", "fieldname"]
    )
    for field in fields:
        if frappe.get_meta(field.parent).issingle or not frappe.db.table_exists(field.parent):
            continue
        if number := frappe.db.count(field.parent, {field.fieldname: ["in", doctypes]}):
            found[f"{field.parent}.{field.fieldname}"] = number
    return found


def use_everything() -> list[str]:
    """Leave a trace of ours in as many of Frappe's tables as users do; gives our DocTypes."""
    company, person = make_company(), make_person()
    operations.apply(imports.plan_import([upload(card("Anne", "Weisse"))], {}))
    exports.export_vcards([person.name])
    person.add_comment("Comment", "called")
    person.add_tag("Salon")
    person.update({"job_title": "DAF"}).save()
    frappe.get_doc(
        doctype="Address",
        address_title="Siège",
        address_type="Office",
        address_line1="1 rue A",
        city="Lille",
        country="France",
        links=[{"link_doctype": "Sales Prospect", "link_name": company.name}],
    ).insert()
    user = make_user("rep@example.com", "Sales Prospector")
    frappe.share.add("Contact Prospect", person.name, user)
    frappe.get_doc(
        doctype="ToDo", description="call", reference_type="Contact Prospect", reference_name=person.name
    ).insert()
    frappe.get_doc(
        doctype="User Permission", user=user, allow="Sales Prospect", for_value=company.name
    ).insert()
    frappe.make_property_setter(
        {"doctype": "Contact Prospect", "fieldname": "fax", "property": "hidden", "value": "1"}
    )
    frappe.get_doc(
        doctype="List Filter", filter_name="mine", reference_doctype="Contact Prospect", filters="[]"
    ).insert()
    frappe.db.commit()
    return frappe.get_all("DocType", filters={"module": "Prospect CRM"}, pluck="name")


def leftovers(doctypes: list[str]) -> dict[str, Any]:
    """What is still there of ours."""
    return {
        "rows": rows_that_name(doctypes),
        "tables": [name for name in doctypes if frappe.db.table_exists(name, cached=False)],
        "doctypes": frappe.get_all("DocType", filters={"module": "Prospect CRM"}, pluck="name"),
        "roles": frappe.get_all("Role", filters={"name": ["in", ROLES]}, pluck="name"),
        "users' roles": frappe.get_all("Has Role", filters={"role": ["in", ROLES]}, pluck="parent"),
        "permissions": frappe.get_all("Custom DocPerm", filters={"parent": ["in", doctypes]}, pluck="name"),
        "workspaces": frappe.get_all("Workspace", filters={"module": "Prospect CRM"}, pluck="name"),
        "pages": frappe.get_all("Page", filters={"module": "Prospect CRM"}, pluck="name"),
        "modules": frappe.get_all("Module Def", filters={"app_name": "prospect_crm"}, pluck="name"),
        "custom fields": frappe.get_all("Custom Field", filters={"dt": ["in", doctypes]}, pluck="name"),
        "property setters": frappe.get_all(
            "Property Setter", filters={"doc_type": ["in", doctypes]}, pluck="name"
        ),
        "jobs": frappe.get_all(
            "Scheduled Job Type", filters={"method": ["like", "prospect_crm%"]}, pluck="name"
        ),
        "files": frappe.get_all("File", filters={"attached_to_doctype": ["in", doctypes]}, pluck="name"),
        "defaults": frappe.get_all(
            "DefaultValue", filters={"defkey": ["like", "prospect_crm%"]}, pluck="name"
        ),
    }


@pytest.mark.usefixtures("reinstalled")
def test_uninstalling_leaves_nothing_twice_over() -> None:
    for _round in range(2):
        doctypes = use_everything()
        assert len(doctypes) >= 14
        command("uninstall-app", "prospect_crm", "--yes", "--no-backup")
        found = leftovers(doctypes)
        assert {kind: what for kind, what in found.items() if what} == {}
        command("install-app", "prospect_crm")
        assert set(frappe.get_all("Role", filters={"name": ["in", ROLES]}, pluck="name")) == set(ROLES)


def test_migrating_twice_changes_nothing_and_revives_nothing() -> None:
    origin = frappe.get_all("Sales Origin", pluck="name")[0]
    frappe.delete_doc("Sales Origin", origin)
    frappe.get_doc(doctype="Sales Origin", origin_name="Notre salon").insert()
    before = {doctype: frappe.get_all(doctype, pluck="name", order_by="name") for doctype in MASTERS}
    try:
        command("migrate", "--skip-search-index")
        command("migrate", "--skip-search-index")
        after = {doctype: frappe.get_all(doctype, pluck="name", order_by="name") for doctype in MASTERS}
        assert after == before
    finally:
        frappe.delete_doc("Sales Origin", "Notre salon")
        frappe.get_doc(doctype="Sales Origin", origin_name=origin).insert()
        frappe.db.commit()


def test_run_tests_finds_the_suite_in_the_package() -> None:
    from prospect_crm.tests import test_suite

    assert (test_suite.TESTS / "site" / "test_install.py").is_file()
