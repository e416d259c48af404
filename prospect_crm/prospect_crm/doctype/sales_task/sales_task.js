frappe.ui.form.on("Sales Task", prospect_crm.form.sales_task);
