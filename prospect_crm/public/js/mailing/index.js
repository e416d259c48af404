import { offer_action } from "../bulk/actions.js";

const WRITTEN_TO = ["Contact Prospect", "Contact", "Sales Prospect", "Sales Lead", "Sales Opportunity"];

/**
 * Mailing lists and e-mail for a selection: small here, the dialogs come when they are opened.
 *
 * `names` are the selected records; without them, `filters` say which (all that match).
 */

/** Puts records on mailing lists, or takes them off: choose, look, apply; `on_done` once it is applied. */
export async function subscribe_selection(doctype, names, filters, on_done) {
	(await dialogs()).open_subscribe_dialog(doctype, selection_of(names, filters), on_done);
}

/** Writes one mail to many: choose, look at each, send; `on_done` once they are in the queue. */
export async function email_selection(doctype, names, filters, on_done) {
	(await dialogs()).open_email_dialog(doctype, selection_of(names, filters), on_done);
}

/** Offers both in the bar of a list's selection, to whoever may. */
export function offer_mailing() {
	offer_action((bar) => is_possible(bar, "mailing_lists") && [__("Mailing Lists"), subscribe]);
	offer_action((bar) => can_email(bar) && [__("Send E-mail"), email]);
}

function subscribe(bar) {
	const { names, filters } = bar.selection;
	return subscribe_selection(bar.listview.doctype, names, filters, () => bar.clear());
}

function email(bar) {
	const { names, filters } = bar.selection;
	return email_selection(bar.listview.doctype, names, filters, () => bar.clear());
}

function is_possible({ listview }, right) {
	const is_held = (frappe.boot.prospect_crm_rights || []).includes(right);
	return is_held && WRITTEN_TO.includes(listview.doctype);
}

function can_email(bar) {
	return is_possible(bar, "bulk_email") && frappe.model.can_email(bar.listview.doctype);
}

function selection_of(names, filters) {
	return names?.length ? { names } : { filters: filters || [] };
}

async function dialogs() {
	await frappe.require("sales_mailing.bundle.js");
	return prospect_crm.mailing;
}
