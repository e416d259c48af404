import { element } from "../components/element.js";
import { due } from "../components/moments.js";

const COLOURS = { late: "red", today: "green", later: "blue", none: "gray" };

/** The column "next task" of what tasks are about: a colour and a word. */
export function next_task(value, df, { activity_status }) {
	return marked(value ? due(value) : without_date(activity_status)).outerHTML;
}

/** The date of a task: late ones stand out while there is still something to do. */
export function task_date(value, df, { status }) {
	if (!value) return element("span.text-muted", {}, __("No date")).outerHTML;
	if (["Done", "Cancelled"].includes(status)) return frappe.datetime.str_to_user(value);
	return marked(due(value)).outerHTML;
}

function marked({ urgency, text }) {
	return element(`span.indicator.ellipsis.prospect-due.${COLOURS[urgency]}`, { title: text }, text);
}

function without_date(activity_status) {
	const is_planned = activity_status === "Planned";
	return { urgency: "none", text: is_planned ? __("Planned, no date") : __("None planned") };
}
