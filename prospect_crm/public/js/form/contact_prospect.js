import { record_history } from "../components/history.js";
import { table } from "../components/linked_records.js";
import { notes } from "../components/notes.js";
import { show_head } from "../components/form_head.js";
import { show_tabs } from "../components/record_tabs.js";
import { translate_form } from "../components/translate_form.js";
import { mailing_lists } from "../mailing/panel.js";
import { person_headline } from "./headline.js";
import { offer_conversion } from "../conversion/offer.js";
import { show_ties } from "../conversion/ties.js";
import * as tables from "./tables.js";

const TABS = {
	mailing_html: mailing_lists(),
	tasks_html: table(tables.tasks()),
	opportunities_html: table(
		tables.opportunities("contact_prospect", (frm) => ({ company: frm.doc.company }))
	),
	notes_html: notes(),
	history_html: record_history(),
};

/** The form of a person. */
export const contact_prospect_form = {
	refresh(frm) {
		translate_form(frm);
		show_ties(frm);
		show_head(frm, !frm.is_new() && person_headline(frm.doc));
		offer_conversion(frm, __("Convert to client contact"));
		show_tabs(frm, TABS);
	},
};
