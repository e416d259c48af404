frappe.listview_settings["Sales Note"] = prospect_crm.list.sales_note;
