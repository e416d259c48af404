frappe.listview_settings["Sales Operation"] = prospect_crm.list.sales_operation;
