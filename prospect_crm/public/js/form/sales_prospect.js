import { emails } from "../components/emails.js";
import { group_tree } from "../components/group_tree.js";
import { record_history } from "../components/history.js";
import { table } from "../components/linked_records.js";
import { notes } from "../components/notes.js";
import { sentence, show_tabs } from "../components/record_tabs.js";
import { translate_form } from "../components/translate_form.js";
import { no_web_insights } from "./not_yet.js";
import { offer_conversion } from "../conversion/offer.js";
import { show_ties } from "../conversion/ties.js";
import * as tables from "./tables.js";

const TABS = {
	people_html: table(tables.people((frm) => frm.doc.name)),
	leads_html: table(tables.leads()),
	opportunities_html: table(tables.opportunities("company")),
	tasks_html: table(
		tables.tasks({ filters: (frm) => [["company", "=", frm.doc.name]], has_reference: true })
	),
	events_html: table(tables.events()),
	emails_html: emails(),
	notes_html: notes(),
	subsidiaries_html: group_tree((frm) => frm.doc.name),
	web_insights_html: sentence(no_web_insights),
	history_html: record_history(),
};

/** The form of a company. */
export const sales_prospect_form = {
	refresh(frm) {
		translate_form(frm);
		if (frm.is_new()) {
			frappe.contacts.clear_address_and_contact(frm);
		} else {
			frappe.contacts.render_address_and_contact(frm);
		}
		show_ties(frm);
		show_tabs(frm, TABS);
		offer_conversion(frm, __("Make a client"));
	},
};
