frappe.listview_settings["Sales Lead"] = prospect_crm.list.sales_lead;
