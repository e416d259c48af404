frappe.ui.form.on("Sales Note", prospect_crm.form.sales_note);
