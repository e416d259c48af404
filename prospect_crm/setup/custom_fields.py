"""The fields that the app adds to DocTypes of Frappe, as data: install makes them, uninstall takes them away."""

from __future__ import annotations

from typing import Any

import frappe
from frappe.custom.doctype.custom_field.custom_field import create_custom_fields

from prospect_crm.setup.records import MODULE


def _field(fieldtype: str, fieldname: str, label: str = "", options: str = "", **more: Any) -> dict[str, Any]:
    values = {"fieldtype": fieldtype, "fieldname": fieldname, "label": label, "options": options}
    return {key: value for key, value in values.items() if value} | more


def _derived(fieldtype: str, fieldname: str, label: str, options: str = "", **more: Any) -> dict[str, Any]:
    return _field(fieldtype, fieldname, label, options, read_only=1, no_copy=1, search_index=1, **more)


CONTACT_FIELDS: tuple[dict[str, Any], ...] = (
    _field("Tab Break", "prospect_crm_tab", "Client Contact"),
    _field(
        "Link", "client_account", "Client Account", "Sales Prospect", search_index=1, in_standard_filter=1
    ),
    _field("Link", "sales_department", "Sales Department", "Sales Department", search_index=1),
    _field("Link", "sales_rep", "Sales Rep", "User", search_index=1, in_standard_filter=1),
    _field("Table MultiSelect", "entities", "Entities", "Sales Record Entity"),
    _field("Link", "origin", "Origin", "Sales Origin", search_index=1),
    _field("Column Break", "prospect_crm_column"),
    _field("Data", "fax", "Fax"),
    _field("Check", "is_dpo", "Data Protection Officer (DPO)"),
    _field("Check", "is_ciso", "Information Security Officer (CISO)"),
    _field("Check", "has_left_company", "Has Left the Company"),
    _field("Check", "disabled", "Disabled", read_only_depends_on="has_left_company", in_standard_filter=1),
    _field("Section Break", "prospect_crm_skills_section", "Skills and Social Networks", collapsible=1),
    _field("Table", "skills", "Skills", "Sales Contact Skill"),
    _field("Table", "social_profiles", "Social Profiles", "Sales Social Profile"),
    _field("Section Break", "prospect_crm_mailing_section", "Mailing Lists"),
    _field("HTML", "prospect_crm_mailing_html"),
    _field("Section Break", "prospect_crm_derived_section", "Kept by the App", hidden=1),
    _derived("Data", "client_name", "Client Name"),
    _derived("Link", "client_rep", "Client's Sales Rep", "User"),
    _derived("Check", "client_is_archived", "Client Is Archived"),
    _derived("Int", "headcount", "Headcount"),
    _derived("Float", "annual_revenue", "Annual Revenue"),
    _derived("Link", "sector", "Sector", "Sales Sector"),
    _derived("Link", "contact_prospect", "Was the Contact Prospect", "Contact Prospect"),
    _derived("Datetime", "next_task_on", "Next Task"),
    _derived(
        "Select",
        "activity_status",
        "Activity Status",
        "No Activity\nPlanned\nDone",
        default="No Activity",
    ),
    _derived("Data", "entity_set", "Entity Set", length=40, hidden=1, print_hide=1, report_hide=1),
    _derived(
        "Data",
        "search_text",
        "Search",
        length=700,
        hidden=1,
        in_standard_filter=1,
        print_hide=1,
        report_hide=1,
    ),
    _field("Tab Break", "prospect_crm_tasks_tab", "Sales Tasks"),
    _field("HTML", "prospect_crm_tasks_html"),
    _field("Tab Break", "prospect_crm_opportunities_tab", "Opportunities"),
    _field("HTML", "prospect_crm_opportunities_html"),
    _field("Tab Break", "prospect_crm_notes_tab", "Notes"),
    _field("HTML", "prospect_crm_notes_html"),
    _field("Tab Break", "prospect_crm_history_tab", "Sales History"),
    _field("HTML", "prospect_crm_history_html"),
)
"""In their order on the form, behind Frappe's own last field. What a client contact needs is asked for by our
form only: other apps use Contact too."""


SOURCES = ("By Hand", "Selection", "Imported File", "Change of Address", "Unsubscribe Link", "Web Site")

MEMBER_FIELDS: tuple[dict[str, Any], ...] = (
    _field("Datetime", "subscribed_on", "Subscribed On", read_only=1, no_copy=1),
    _field(
        "Select",
        "subscription_source",
        "Source of the Subscription",
        "\n".join(["", *SOURCES]),
        read_only=1,
        no_copy=1,
        in_standard_filter=1,
    ),
    _field("Datetime", "unsubscribed_on", "Unsubscribed On", read_only=1, no_copy=1),
)
"""When and how an address came to a mailing list, and when its owner left it."""

FIELDS = {"Contact": CONTACT_FIELDS, "Email Group Member": MEMBER_FIELDS}


def add_custom_fields() -> None:
    """Make the fields that are missing; one of the same name that somebody else made stays as it is."""
    for doctype, wanted in FIELDS.items():
        meta = frappe.get_meta(doctype, cached=False)
        previous = meta.fields[-1].fieldname
        fields = []
        for field in wanted:
            name = field["fieldname"]
            if not meta.has_field(name):
                fields.append({**field, "insert_after": previous, "module": MODULE})
            previous = name
        create_custom_fields({doctype: fields}, ignore_validate=True)


def delete_custom_fields() -> dict[str, list[str]]:
    """Delete our fields; gives the names of the columns they leave behind, by DocType."""
    left: dict[str, list[str]] = {doctype: [] for doctype in FIELDS}
    for row in frappe.get_all("Custom Field", filters={"module": MODULE}, fields=["name", "dt", "fieldname"]):
        frappe.delete_doc("Custom Field", row.name, ignore_permissions=True, force=True)
        left.setdefault(row.dt, []).append(row.fieldname)
    for doctype in left:
        frappe.clear_cache(doctype=doctype)
    return left
