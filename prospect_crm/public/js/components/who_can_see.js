import { call } from "./call.js";
import { element, fill } from "./element.js";

/** Adds "Who can see this?" to the menu of a form. */
export function offer_who_can_see(frm) {
	if (frm.is_new()) return;
	frm.page.add_menu_item(__("Who can see this?"), () => show_who_can_see(frm.doctype, frm.docname));
}

/** Shows who can read a record, and why each can. */
export async function show_who_can_see(doctype, name) {
	const body = element("div.prospect-onlookers", {}, element("p.text-muted", {}, __("Loading…")));
	const dialog = new frappe.ui.Dialog({ title: __("Who can see this?") });
	dialog.$body.append(body);
	dialog.show();
	const people = await call("rights.who_can_see", { doctype, name }).catch(() => null);
	if (!people) return dialog.hide();
	fill(
		body,
		element("p", {}, people.length === 1 ? __("1 person") : __("{0} people", [people.length])),
		element("ul", {}, people.map(onlooker)),
		element(
			"p.text-muted",
			{},
			__("Tasks, notes and files follow the record; private notes are seen by their authors alone.")
		)
	);
}

function onlooker({ full_name, user, may_write, reasons }) {
	return element(
		"li",
		{},
		element(
			"div",
			{},
			element("strong", {}, full_name || user),
			user === frappe.session.user ? ` (${__("you")})` : "",
			element("small", {}, reasons.join(" · "))
		),
		element("span.text-muted", {}, may_write ? __("may change it") : __("may see it"))
	);
}
