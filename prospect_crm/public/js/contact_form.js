// Put behind Frappe's own script of the form (hooks.py: doctype_js).
frappe.ui.form.on("Contact", prospect_crm.form.contact);
