frappe.listview_settings["Sales Prospect"] = prospect_crm.list.sales_prospect;
