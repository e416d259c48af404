frappe.ui.form.on("Contact Prospect", prospect_crm.form.contact_prospect);
