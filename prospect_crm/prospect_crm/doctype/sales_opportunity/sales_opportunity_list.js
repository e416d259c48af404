frappe.listview_settings["Sales Opportunity"] = prospect_crm.list.sales_opportunity;
