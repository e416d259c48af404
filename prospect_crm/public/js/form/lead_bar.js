import { button } from "../components/button.js";
import { choice } from "../components/cells.js";
import { element, icon } from "../components/element.js";
import { record_link } from "../components/record_link.js";
import { thumb } from "../components/thumb.js";
import { save_values } from "../components/save_values.js";
import { next_task } from "./headline.js";
import { task_strip } from "./task_strip.js";

const DOCTYPE = "Sales Lead";
const STATUSES = ["No Status", "Wanted", "Won", "Lost"];
const ACTIONS = ["Still Chasing", "Meeting Planned", "Could Not Reach", "Not Interested"];

/** Everything that is one click on a lead: status, opinion, prospecting action; and the task an action offers. */
export function lead_bar(frm) {
	return [facts(frm.doc), controls(frm), task_strip(frm)];
}

function facts(doc) {
	return element(
		"div.prospect-headline",
		{},
		doc.company && element("span", {}, record_link("Sales Prospect", doc.company, doc.company_name)),
		doc.person_name && element("span", {}, person_link(doc), doc.job_title && `, ${doc.job_title}`),
		doc.score > 0 && element("span", {}, __("Score {0} of 99", [doc.score])),
		next_task(doc)
	);
}

/** The lead's person, a contact prospect or a client contact. */
export function person_link({ contact_prospect, contact, person_name }) {
	return contact_prospect
		? record_link("Contact Prospect", contact_prospect, person_name)
		: record_link("Contact", contact, person_name);
}

function controls(frm) {
	const may_write = Boolean(frm.perm[0]?.write);
	return element(
		"div.prospect-lead-bar",
		{},
		segments(frm, may_write),
		opinions(frm, may_write),
		element("span.prospect-space"),
		element(
			"div.prospect-actions",
			{ role: "group", "aria-label": __("Prospecting Action", null, "Sales Lead") },
			ACTIONS.map((action) => toggle(frm, "prospecting_action", action, may_write))
		)
	);
}

function segments(frm, may_write) {
	return element(
		"div.prospect-segments",
		{ role: "group", "aria-label": __("Status", null, "Sales Lead") },
		STATUSES.map((status) => toggle(frm, "status", status, may_write))
	);
}

function opinions(frm, may_write) {
	return element(
		"div.prospect-opinions",
		{ role: "group", "aria-label": __("Opinion", null, "Sales Lead") },
		toggle(frm, "opinion", "Liked", may_write, [thumb(), __("Like", null, "Sales Lead")]),
		toggle(frm, "opinion", "Disliked", may_write, [thumb(true), __("Dislike", null, "Sales Lead")])
	);
}

function toggle(frm, fieldname, value, may_write, label = choice(DOCTYPE, value)) {
	const is_chosen = frm.doc[fieldname] === value;
	const node = button(label, () => choose(frm, fieldname, value), "default", {
		"aria-pressed": String(is_chosen),
		"data-value": value,
		disabled: !may_write,
	});
	if (is_chosen && fieldname === "prospecting_action") node.prepend(icon("check"));
	return node;
}

/**
 * Saves the choice at once. A like is taken back by a second click; an action chosen again is the same action
 * taken again, which offers its task anew.
 */
async function choose(frm, fieldname, value) {
	const before = frm.doc[fieldname] || "";
	if (before === value && fieldname === "status") return;
	const chosen = before === value && fieldname === "opinion" ? "" : value;
	if (fieldname === "prospecting_action") {
		frm.prospect_action = { name: frm.doc.name, action: value, before };
	}
	if (!(await save_values(frm, { [fieldname]: chosen }))) forget_action(frm);
}

function forget_action(frm) {
	frm.prospect_action = null;
	frm.refresh();
}
