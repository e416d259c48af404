frappe.listview_settings["Sales Task"] = prospect_crm.list.sales_task;
