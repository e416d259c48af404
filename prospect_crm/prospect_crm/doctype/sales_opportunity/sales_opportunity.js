frappe.ui.form.on("Sales Opportunity", prospect_crm.form.sales_opportunity);
