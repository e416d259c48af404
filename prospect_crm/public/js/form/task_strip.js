import { button } from "../components/button.js";
import { choice } from "../components/cells.js";
import { element, icon } from "../components/element.js";
import { renew } from "../components/record_tabs.js";
import { save_values } from "../components/save_values.js";

/** What each action makes one do next: type of task, days from now, hour, and what it is called. */
const PROPOSALS = {
	"Still Chasing": { type: "Call", days: 7, hour: 10, subject: (who) => __("Call {0} back", [who]) },
	"Meeting Planned": { type: "Meeting", days: 7, hour: 10, subject: (who) => __("Meet {0}", [who]) },
	"Could Not Reach": { type: "Call", days: 2, hour: 14, subject: (who) => __("Try {0} again", [who]) },
	"Not Interested": {
		type: "Call",
		days: 182,
		hour: 10,
		subject: (who) => __("Ask {0} whether things have changed", [who]),
	},
};
const LOCAL = "YYYY-MM-DD[T]HH:mm";

/** The strip under the actions: the action was saved, and here is the next task, dated, one click away. */
export function task_strip(frm) {
	const taken = frm.prospect_action;
	if (!taken || taken.name !== frm.doc.name || frm.doc.prospecting_action !== taken.action) return null;
	const { type, days, hour, subject } = PROPOSALS[taken.action];
	const { person_name, company_name, title } = frm.doc;
	const text = subject(person_name || company_name || title);
	const when = element("input.form-control.input-sm", {
		type: "datetime-local",
		value: working_day(days, hour).format(LOCAL),
		"aria-label": __("Date and time of the task"),
	});
	const add = () => add_task(frm, { subject: text, task_type: type, starts_on: when.value });
	return element(
		"div.prospect-strip",
		{ role: "status" },
		element("span", {}, __("Saved: {0}. Next task:", [choice("Sales Lead", taken.action)])),
		element("span.prospect-strip-task", {}, icon("calendar"), text),
		when,
		frappe.model.can_create("Sales Task") && button(__("Add the task"), add, "primary"),
		button(__("No task", null, "Sales Lead"), () => close(frm), "link"),
		button(__("Undo"), () => undo(frm, taken), "link")
	);
}

/** A day that far ahead at that hour of the reader; a week-end moves to Monday. */
function working_day(days, hour) {
	const now = frappe.datetime.convert_to_user_tz(frappe.datetime.system_datetime(), false);
	const day = now.add(days, "days").startOf("day").add(hour, "hours");
	const weekday = day.isoWeekday();
	return weekday > 5 ? day.add(8 - weekday, "days") : day;
}

async function add_task(frm, { starts_on, ...values }) {
	await frappe.db.insert({
		doctype: "Sales Task",
		...values,
		starts_on: frappe.datetime.convert_to_system_tz(starts_on.replace("T", " ")),
		reference_doctype: frm.doctype,
		reference_name: frm.doc.name,
		sales_rep: frappe.session.user,
	});
	frappe.show_alert({ message: __("The task was added."), indicator: "green" });
	frm.prospect_action = null;
	await frm.reload_doc();
	renew(frm, "tasks_html");
}

function close(frm) {
	frm.prospect_action = null;
	frm.refresh();
}

async function undo(frm, { before }) {
	frm.prospect_action = null;
	await save_values(frm, { prospecting_action: before });
}
