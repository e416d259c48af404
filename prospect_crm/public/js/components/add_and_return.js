// Where the page stands that somebody left to add a record, by the new record's local name.
const origins = new Map();
const followed = new Set();

/**
 * Opens the form of a new record with values filled in, and comes back to this page once it is saved.
 *
 * @param {Object} frm the form to come back to
 * @param {string} doctype
 * @param {Object} values of the new record; arrays become rows of its tables
 */
export async function add_and_return(frm, doctype, values = {}) {
	await frappe.model.with_doctype(doctype);
	const fresh = frappe.model.get_new_doc(doctype, null, null, true);
	for (const [fieldname, value] of Object.entries(values)) {
		if (Array.isArray(value)) add_rows(fresh, fieldname, value);
		else fresh[fieldname] = value;
	}
	origins.set(fresh.name, ["Form", frm.doctype, frm.doc.name]);
	follow(doctype);
	return frappe.set_route("Form", doctype, fresh.name);
}

function add_rows(fresh, fieldname, rows) {
	const { options } = frappe.meta.get_docfield(fresh.doctype, fieldname);
	for (const row of rows) Object.assign(frappe.model.add_child(fresh, options, fieldname), row);
}

function follow(doctype) {
	if (followed.has(doctype)) return;
	followed.add(doctype);
	frappe.ui.form.on(doctype, {
		before_save(frm) {
			frm.prospect_origin = frm.is_new() ? origins.get(frm.doc.name) : null;
		},
		after_save(frm) {
			const origin = frm.prospect_origin;
			frm.prospect_origin = null;
			// after Frappe has put the saved name into the address, else it would be put into the next page's
			if (origin) setTimeout(() => frappe.set_route(...origin), 300);
		},
	});
}
