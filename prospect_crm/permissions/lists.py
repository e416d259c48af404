"""The list conditions by DocType, as Frappe's hook wants them: a function each, called with the user."""

from __future__ import annotations

from functools import partial

from prospect_crm.permissions.conditions import list_condition

sales_prospect = partial(list_condition, doctype="Sales Prospect")
contact_prospect = partial(list_condition, doctype="Contact Prospect")
contact = partial(list_condition, doctype="Contact")
address = partial(list_condition, doctype="Address")
sales_lead = partial(list_condition, doctype="Sales Lead")
sales_opportunity = partial(list_condition, doctype="Sales Opportunity")
sales_task = partial(list_condition, doctype="Sales Task")
sales_note = partial(list_condition, doctype="Sales Note")
sales_operation = partial(list_condition, doctype="Sales Operation")
contact_prospect_email = partial(list_condition, doctype="Contact Prospect Email")
contact_prospect_phone = partial(list_condition, doctype="Contact Prospect Phone")
sales_contact_skill = partial(list_condition, doctype="Sales Contact Skill")
sales_social_profile = partial(list_condition, doctype="Sales Social Profile")
sales_record_entity = partial(list_condition, doctype="Sales Record Entity")
contact_email = partial(list_condition, doctype="Contact Email")
contact_phone = partial(list_condition, doctype="Contact Phone")
dynamic_link = partial(list_condition, doctype="Dynamic Link")
file = partial(list_condition, doctype="File")
tag_link = partial(list_condition, doctype="Tag Link")
comment = partial(list_condition, doctype="Comment")
communication = partial(list_condition, doctype="Communication")
version = partial(list_condition, doctype="Version")
email_group_member = partial(list_condition, doctype="Email Group Member")
