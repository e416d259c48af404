frappe.ui.form.on("Sales Operation", prospect_crm.form.sales_operation);
