import { deals_column, deals_formatter, load_deals } from "./deals.js";
import { list_settings } from "./set_up.js";

const settings = list_settings({
	add_fields: ["image", "client_account"],
	formatters: deals_formatter,
	columns: [
		"client_name",
		"designation",
		"phone",
		"sales_rep",
		deals_column,
		"mobile_no",
		"client_rep",
		"email_id",
		"fax",
	],
	onload: sort_by_name,
	refresh: load_deals,
});

/** Adds the search box and the columns of client contacts to what Frappe or another app set for its contacts. */
export function extend_contact_list() {
	if (!frappe.model.can_read("Sales Prospect")) return;
	const theirs = frappe.listview_settings.Contact || {};
	frappe.listview_settings.Contact = {
		...theirs,
		...settings,
		hide_name_column: true,
		add_fields: [...(theirs.add_fields || []), ...settings.add_fields],
		formatters: { ...theirs.formatters, ...settings.formatters },
		onload(listview) {
			theirs.onload?.(listview);
			settings.onload(listview);
		},
		refresh(listview) {
			theirs.refresh?.(listview);
			settings.refresh(listview);
		},
	};
}

/** Names in their order, until somebody sorts otherwise. */
function sort_by_name(listview) {
	if (listview.view_user_settings.sort_by || !listview.sort_selector) return;
	listview.sort_by = "full_name";
	listview.sort_order = "asc";
	const args = { sort_by: "full_name", sort_order: "asc" };
	Object.assign(listview.sort_selector, { sort_by: "full_name", sort_order: "asc", args });
	listview.sort_selector.make();
}
