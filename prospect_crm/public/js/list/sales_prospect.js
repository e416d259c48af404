import { status_indicator } from "./colours.js";
import { deals_column, deals_formatter, load_deals } from "./deals.js";
import { next_task } from "./next_task.js";
import { list_settings } from "./set_up.js";

/** The list of companies. */
export const sales_prospect_list = list_settings({
	add_fields: ["status", "account_type", "logo", "activity_status"],
	get_indicator: status_indicator("Sales Prospect"),
	formatters: { ...deals_formatter, next_task_on: next_task },
	columns: [
		"status_field",
		"account_type",
		"sales_rep",
		deals_column,
		"next_task_on",
		"sector",
		"phone",
		"headcount",
		"territory",
	],
	refresh: load_deals,
});
