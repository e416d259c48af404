frappe.ui.form.on("Sales Prospect", prospect_crm.form.sales_prospect);
