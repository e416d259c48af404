import { offer_action } from "../bulk/actions.js";

// What forms and lists offer; the dialogs come with their own bundle when they are opened.

const TARGETS = {
	"Contact Prospect": "Contact",
	"Sales Lead": "Sales Opportunity",
	"Sales Prospect": "Sales Prospect",
};

/** Opens the dialog that converts one record; `on_done(result)` is called with what it became. */
export async function convert_record(doctype, name, on_done) {
	await frappe.require("sales_conversion.bundle.js");
	return prospect_crm.conversion.open(doctype, name, on_done);
}

/** Converts the records ticked in a list: one in the dialog for one, many after a look at what will happen. */
export async function convert_selection(doctype, names, on_done = () => {}) {
	if (!names.length) return undefined;
	if (names.length === 1) return convert_record(doctype, names[0], on_done);
	return convert_many(doctype, { names }, names.length, on_done);
}

/** Whether the user may convert records of this type at all; what they may not is not offered. */
export function may_convert(doctype) {
	const holds = doctype !== "Contact Prospect" || frappe.boot.prospect_crm_rights?.includes("convert");
	const may_make = TARGETS[doctype] === doctype || frappe.model.can_create(TARGETS[doctype]);
	return Boolean(holds && may_make && frappe.model.can_write(doctype));
}

/** Adds the button to the form of a record that is not converted yet. */
export function offer_conversion(frm, label) {
	if (frm.is_new() || !may_convert(frm.doctype) || !frm.perm[0]?.write || is_converted(frm.doc)) return;
	frm.add_custom_button(label, () => convert_form(frm));
}

/** Offers the action in the bar over a list's selection. */
export function offer_conversion_of_selection() {
	offer_action((bar) => {
		const { doctype } = bar.listview;
		return doctype in TARGETS && may_convert(doctype) ? [__("Convert…"), convert_ticked] : null;
	});
}

function convert_ticked(bar) {
	const { doctype } = bar.listview;
	if (bar.takes_all) return convert_many(doctype, bar.selection, bar.count, () => bar.done());
	return convert_selection(doctype, bar.names, () => bar.done());
}

async function convert_many(doctype, selection, count, on_done) {
	await frappe.require("sales_conversion.bundle.js");
	return prospect_crm.conversion.open_many(doctype, selection, count, on_done);
}

async function convert_form(frm) {
	if (frm.is_dirty()) await frm.save();
	return convert_record(frm.doctype, frm.doc.name, (result) => show_result(frm, result));
}

/** The result, where it may be seen; the source says what it became anyway. */
async function show_result(frm, result) {
	await frm.reload_doc();
	if (result.title && result.doctype !== frm.doctype) frappe.set_route("Form", result.doctype, result.name);
}

function is_converted({ contact, opportunity, account_type, doctype }) {
	if (doctype === "Sales Prospect") return account_type === "Client";
	return Boolean(doctype === "Sales Lead" ? opportunity : contact);
}
