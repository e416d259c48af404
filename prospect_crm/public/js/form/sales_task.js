import { show_head } from "../components/form_head.js";
import { element, icon } from "../components/element.js";
import { phone_link } from "../components/record_link.js";
import { save_values } from "../components/save_values.js";
import { translate_form } from "../components/translate_form.js";
import { offer_who_can_see } from "../components/who_can_see.js";
import { limit_references } from "./references.js";

/** The form of a task. */
export const sales_task_form = {
	setup: limit_references,
	refresh(frm) {
		translate_form(frm);
		offer_who_can_see(frm);
		show_head(frm, !frm.is_new() && phones(frm.doc));
		if (frm.is_new() || !frm.perm[0]?.write || ["Done", "Cancelled"].includes(frm.doc.status)) return;
		frm.add_custom_button(__("Done", null, "Sales Task"), () => save_values(frm, { status: "Done" }));
	},
};

/** The numbers to call: on a phone a touch calls. */
function phones({ mobile, phone }) {
	const links = [mobile, phone]
		.filter(Boolean)
		.map((one) => element("span", {}, icon("call"), phone_link(one)));
	return links.length > 0 && element("div.prospect-headline", {}, links);
}
