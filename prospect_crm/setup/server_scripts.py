"""Example Server Scripts for conversions: installed once, disabled; whoever writes scripts makes them their own."""

from __future__ import annotations

from typing import Any

import frappe

from prospect_crm.setup.records import MODULE

CONVERT_WANTED_LEADS = """\
# Converts a lead as soon as it is wanted and has a value.
# convert_later waits for this save to be committed; never call convert from a document event.
if doc.status == "Wanted" and doc.value and not doc.opportunity:
    frappe.call(
        "prospect_crm.api.conversion.convert_later",
        doctype="Sales Lead",
        name=doc.name,
        choices={"visibility": "Entity"},
    )
"""

CONVERT_AT_THE_END_OF_A_WORKFLOW = """\
# Converts a contact prospect when a Workflow brings it to its last state.
# Change the name of the state to that of your Workflow.
if doc.get("workflow_state") == "Ready to Convert" and not doc.contact:
    frappe.call(
        "prospect_crm.api.conversion.convert_later", doctype="Contact Prospect", name=doc.name
    )
"""

CLIENTS_OF_WON_OPPORTUNITIES = """\
# Every night: companies with a won opportunity become clients.
won = frappe.get_all("Sales Opportunity", filters={"status": "Won", "company": ["is", "set"]}, pluck="company")
prospects = frappe.get_all(
    "Sales Prospect", filters={"name": ["in", won], "account_type": "Prospect"}, pluck="name"
)
if prospects:
    frappe.call(
        "prospect_crm.api.conversion.convert_many", doctype="Sales Prospect", names=prospects
    )
"""

CONVERT_FOR_ANOTHER_SYSTEM = """\
# POST /api/method/convert_lead with the lead's name: answers with the opportunity, the first one on every call.
frappe.response["message"] = frappe.call(
    "prospect_crm.api.conversion.convert", doctype="Sales Lead", name=frappe.form_dict.lead
)
"""

SCRIPTS: tuple[dict[str, Any], ...] = (
    {
        "name": "Prospect CRM: Convert Wanted Leads",
        "script_type": "DocType Event",
        "reference_doctype": "Sales Lead",
        "doctype_event": "After Save",
        "script": CONVERT_WANTED_LEADS,
    },
    {
        "name": "Prospect CRM: Convert at the End of a Workflow",
        "script_type": "DocType Event",
        "reference_doctype": "Contact Prospect",
        "doctype_event": "After Save",
        "script": CONVERT_AT_THE_END_OF_A_WORKFLOW,
    },
    {
        "name": "Prospect CRM: Clients of Won Opportunities",
        "script_type": "Scheduler Event",
        "event_frequency": "Daily",
        "script": CLIENTS_OF_WON_OPPORTUNITIES,
    },
    {
        "name": "Prospect CRM: Convert for Another System",
        "script_type": "API",
        "api_method": "convert_lead",
        "allow_guest": 0,
        "script": CONVERT_FOR_ANOTHER_SYSTEM,
    },
)


def add_server_scripts() -> None:
    """Insert the examples that are not there, disabled; one that somebody has changed stays as it is."""
    for script in SCRIPTS:
        if not frappe.db.exists("Server Script", script["name"]):
            document = {"doctype": "Server Script", "disabled": 1, "module": MODULE, **script}
            frappe.get_doc(document).insert(ignore_permissions=True, set_name=script["name"])
