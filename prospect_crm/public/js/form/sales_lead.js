import { group_tree } from "../components/group_tree.js";
import { record_history } from "../components/history.js";
import { table } from "../components/linked_records.js";
import { notes } from "../components/notes.js";
import { show_head } from "../components/form_head.js";
import { sentence, show_tabs } from "../components/record_tabs.js";
import { translate_form } from "../components/translate_form.js";
import { company_facts } from "./company_facts.js";
import { lead_bar } from "./lead_bar.js";
import { lead_contacts } from "./lead_contacts.js";
import { no_summary, no_web_insights } from "./not_yet.js";
import { offer_conversion } from "../conversion/offer.js";
import { show_ties } from "../conversion/ties.js";
import * as tables from "./tables.js";

const TABS = {
	company_html: company_facts(),
	tasks_html: table(tables.tasks()),
	contacts_html: lead_contacts(),
	notes_html: notes(),
	history_html: record_history(),
	subsidiaries_html: group_tree((frm) => frm.doc.company),
	web_insights_html: sentence(no_web_insights),
	ai_summary_html: sentence(no_summary),
};

/** The form of a lead. */
export const sales_lead_form = {
	refresh(frm) {
		translate_form(frm);
		// the bar above holds these, one click each
		frm.toggle_display(["status", "opinion", "prospecting_action"], frm.is_new());
		show_ties(frm);
		show_head(frm, !frm.is_new() && lead_bar(frm));
		offer_conversion(frm, __("Convert to opportunity"));
		show_tabs(frm, TABS);
	},
};
