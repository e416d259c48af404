import { translate_form } from "../components/translate_form.js";
import { offer_who_can_see } from "../components/who_can_see.js";
import { limit_references } from "./references.js";

/** The form of a note. */
export const sales_note_form = {
	setup(frm) {
		limit_references(frm);
		frappe.meta.get_docfield("Sales Note", "content", frm.docname).enable_mentions = 1;
		frappe.meta.get_docfield("Sales Note", "content").enable_mentions = 1;
	},
	refresh(frm) {
		translate_form(frm);
		offer_who_can_see(frm);
	},
};
