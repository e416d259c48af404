frappe.views.calendar["Sales Task"] = prospect_crm.list.sales_task_calendar;
