import { button } from "../components/button.js";
import { call } from "../components/call.js";
import { element, fill, icon } from "../components/element.js";
import { date_and_time } from "../components/format.js";
import { record_link } from "../components/record_link.js";
import { renew } from "../components/record_tabs.js";

/** Says above the tabs what a record became, and what it was made from with the files that came along. */
export async function show_ties(frm, parts = []) {
	const node = place(frm);
	node.hidden = true;
	frm.prospect_sources = [];
	if (frm.is_new() || !has_ties(frm.doc)) return;
	const { name, doctype } = frm.doc;
	const ties = await call("conversion.ties", { doctype, name });
	if (frm.doc.name !== name) return;
	frm.prospect_sources = ties.sources.map((source) => [source.doctype, source.name]);
	const lines = [
		ties.became && became(frm, ties.became),
		...ties.sources.map((source) => origin(frm, source)),
	];
	fill(node, lines);
	node.hidden = !lines.some(Boolean);
	// they show what hangs on the sources too
	if (ties.sources.length) for (const fieldname of parts) renew(frm, fieldname);
}

function has_ties(doc) {
	return Boolean(doc.converted_on || doc.lead || (doc.doctype === "Contact" && doc.client_account));
}

function place(frm) {
	const page = frm.layout.page instanceof HTMLElement ? frm.layout.page : frm.layout.page[0];
	if (!frm.prospect_ties?.isConnected) {
		frm.prospect_ties = element("div.prospect-ties");
		page.prepend(frm.prospect_ties);
	}
	return frm.prospect_ties;
}

function became(frm, { doctype, name, title, on, by, operation }) {
	const is_itself = doctype === frm.doctype && name === frm.doc.name;
	const target = name && !is_itself ? record_link(doctype, name, title) : title;
	const sentence = is_itself
		? __("Client since {0}", [date_and_time(on)])
		: __("Converted on {0} to", [date_and_time(on)]);
	return element(
		"p",
		{},
		icon("right"),
		element("span", {}, sentence, is_itself ? null : [" ", target]),
		by && element("span.text-muted", {}, __("by {0}", [by])),
		operation && undo_button(frm, operation)
	);
}

function origin(frm, { doctype, name, title, on, files, operation }) {
	// translation: names of DocTypes
	const kind = __(doctype);
	return element(
		"p",
		{},
		icon("left"),
		element("span", {}, __("Made from: {0}", [kind]), " ", record_link(doctype, name, title)),
		on && element("span.text-muted", {}, date_and_time(on)),
		files.map(file_link),
		operation && undo_button(frm, operation)
	);
}

function file_link({ file_name, file_url }) {
	if (!/^(https?:\/\/|\/(?!\/))/i.test(file_url || "")) return null;
	return element(
		"a",
		{ href: file_url, target: "_blank", rel: "noopener noreferrer" },
		icon("attachment"),
		file_name
	);
}

function undo_button(frm, operation) {
	return button(
		__("Undo the conversion"),
		async () => {
			await frappe.require("sales_conversion.bundle.js");
			const { doctype, docname } = frm;
			await prospect_crm.conversion.ask_undo(operation, () => after_undo(frm, doctype, docname));
		},
		"link"
	);
}

/** The record itself may be gone. */
async function after_undo(frm, doctype, docname) {
	frappe.show_alert({ message: __("The conversion was undone."), indicator: "green" });
	frappe.model.clear_doc(doctype, docname);
	if ((await frappe.db.count(doctype, { filters: { name: docname } })) > 0) await frm.reload_doc();
	else frappe.set_route("List", doctype);
}
