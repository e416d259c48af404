import { element, icon } from "../components/element.js";
import { now_for_server } from "../components/moments.js";
import { add_presets, show_presets } from "../components/presets.js";
import { refresh_now } from "./changes.js";
import { status_indicator } from "./colours.js";
import { task_date } from "./next_task.js";
import { list_settings } from "./set_up.js";

const OPEN = ["Not Started", "Pending", "In Progress"];
const IS_OPEN = ["status", "in", OPEN.join(",")];
const ICONS = { High: "up-line", Low: "down" };

/** What there is to do; the next first. */
export const sales_task_list = list_settings({
	add_fields: ["status", "priority", "task_type", "reference_doctype", "reference_name"],
	filters: [IS_OPEN],
	get_indicator: status_indicator("Sales Task"),
	formatters: { starts_on: task_date, priority },
	columns: [
		"starts_on",
		"status_field",
		"reference_title",
		"task_type",
		"priority",
		"sales_rep",
		"mobile",
		"phone",
	],
	button: {
		show: ({ status }) => OPEN.includes(status) && frappe.model.can_write("Sales Task"),
		get_label: () => __("Done", null, "Sales Task"),
		get_description: () => __("Mark this task as done"),
		action: mark_done,
	},
	onload: (listview) => add_presets(listview, presets()),
	refresh: show_presets,
});

function presets() {
	return [
		{ label: __("Open", null, "Sales Task"), filters: () => [IS_OPEN] },
		{ label: __("Late"), filters: () => [IS_OPEN, ["starts_on", "<", now_for_server()]] },
		{
			label: __("Today", null, "Sales Task"),
			filters: () => [IS_OPEN, ["starts_on", "Timespan", "today"]],
		},
		{ label: __("Mine", null, "Sales Task"), filters: () => [["sales_rep", "=", frappe.session.user]] },
		{ label: __("High priority"), filters: () => [["priority", "=", "High"]] },
		{ label: __("Done", null, "Sales Task"), filters: () => [["status", "=", "Done"]] },
	];
}

function priority(value) {
	// translation: the options of the field priority
	const word = __(value, null, "Sales Task");
	const mark = ICONS[value] ? icon(ICONS[value]) : null;
	return element(`span.prospect-priority.is-${String(value).toLowerCase()}`, { title: word }, mark, word)
		.outerHTML;
}

async function mark_done({ name }) {
	await frappe.db.set_value("Sales Task", name, "status", "Done");
	frappe.show_alert({ message: __("The task is done."), indicator: "green" });
	if (window.cur_list?.doctype === "Sales Task") refresh_now(window.cur_list);
}
