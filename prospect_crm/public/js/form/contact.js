import { record_history } from "../components/history.js";
import { table } from "../components/linked_records.js";
import { notes } from "../components/notes.js";
import { show_tabs } from "../components/record_tabs.js";
import { mailing_lists } from "../mailing/panel.js";
import { show_ties } from "../conversion/ties.js";
import * as tables from "./tables.js";

const TABS = {
	prospect_crm_mailing_html: mailing_lists(),
	prospect_crm_tasks_html: table(tables.tasks()),
	prospect_crm_opportunities_html: table({
		...tables.opportunities("contact", (frm) => ({ company: frm.doc.client_account })),
		...tables.with_those_of_origin,
	}),
	prospect_crm_notes_html: notes(),
	prospect_crm_history_html: record_history(),
};
const ASKED = ["first_name", "last_name", "designation", "client_account"];

/** Frappe's form of a contact: what a client contact (S4) needs and shows. */
export const contact_form = {
	refresh(frm) {
		if (frm.is_new()) take_account(frm);
		ask(frm);
		name_account(frm);
		show_tabs(frm, TABS);
		// others of the same person may have become this contact too
		show_ties(frm, ["prospect_crm_tasks_html"]);
	},
	client_account: ask,
};

/** Added from a company's page, it is that company's client contact. */
function take_account(frm) {
	const link = (frm.doc.links || []).find((row) => row.link_doctype === "Sales Prospect");
	if (link && !frm.doc.client_account) frm.set_value("client_account", link.link_name);
}

/** Frappe's button to the account bears its ID, and so does the same in the menu of a phone. */
function name_account(frm) {
	const { client_account, client_name } = frm.doc;
	const label = (text) => __("{0}: {1}", [__("Sales Prospect"), text]);
	if (!client_name) return;
	frm.custom_buttons[label(client_account)]?.text(label(client_name));
	const in_menu = (text) => `${__("Links")} > ${label(text)}`;
	frm.page.menu
		.find(".menu-item-label")
		.filter((_index, item) => item.textContent.trim() === in_menu(client_account))
		.text(in_menu(client_name));
}

/** Required of our client contacts only: other apps keep other people here. */
function ask(frm) {
	if (frm.doc.client_account) frm.prospect_client = frm.doc.name;
	const is_ours = Boolean(frm.doc.client_account) || frm.prospect_client === frm.doc.name;
	for (const fieldname of ASKED) {
		if (frm.fields_dict[fieldname]) frm.toggle_reqd(fieldname, is_ours);
	}
}
