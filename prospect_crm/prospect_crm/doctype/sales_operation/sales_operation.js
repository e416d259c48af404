frappe.ui.form.on("Sales Operation", {
	refresh(frm) {
		frm.disable_form();
		if (frm.doc.kind === "Import" && frm.doc.owner === frappe.session.user) {
			frm.add_custom_button(__("Show the rows"), () => frappe.set_route("sales-import", frm.doc.name));
		}
	},
});
