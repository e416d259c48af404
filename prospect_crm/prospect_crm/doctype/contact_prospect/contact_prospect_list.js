frappe.listview_settings["Contact Prospect"] = prospect_crm.list.contact_prospect;
