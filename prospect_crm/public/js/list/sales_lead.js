import { add_presets, show_presets } from "../components/presets.js";
import { status_indicator } from "./colours.js";
import { show_tags } from "./labels.js";
import { next_task } from "./next_task.js";
import { list_settings } from "./set_up.js";

/** The leads inbox. */
export const sales_lead_list = list_settings({
	add_fields: ["status", "company_logo", "activity_status", "inbox_state", "currency"],
	filters: [["inbox_state", "=", "Inbox"]],
	get_indicator: status_indicator("Sales Lead"),
	formatters: { next_task_on: next_task },
	columns: [
		"status_field",
		"next_task_on",
		"source",
		"sales_rep",
		"value",
		"person_name",
		"creation",
		"score",
		"company_name",
		"email",
		"phone",
	],
	onload(listview) {
		show_tags(listview);
		add_presets(listview, presets());
	},
	refresh: show_presets,
});

function presets() {
	return [
		{ label: __("Inbox", null, "Sales Lead"), filters: () => [["inbox_state", "=", "Inbox"]] },
		{ label: __("Archived", null, "Sales Lead"), filters: () => [["inbox_state", "=", "Archived"]] },
		{ label: __("Older than three months"), filters: () => [["creation", "<", three_months_ago()]] },
		{ label: __("With a person"), filters: () => [["person_name", "is", "set"]] },
		{ label: __("With an e-mail"), filters: () => [["email", "is", "set"]] },
		{ label: __("With a phone"), filters: () => [["phone", "is", "set"]] },
		{ label: __("Without activity"), filters: () => [["activity_status", "=", "No Activity"]] },
		{ label: __("With a planned activity"), filters: () => [["activity_status", "=", "Planned"]] },
		{ label: __("With a value"), filters: () => [["value", ">", 0]] },
	];
}

function three_months_ago() {
	return frappe.datetime.add_months(frappe.datetime.get_today(), -3);
}
