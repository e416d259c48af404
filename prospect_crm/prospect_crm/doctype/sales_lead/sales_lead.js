frappe.ui.form.on("Sales Lead", prospect_crm.form.sales_lead);
