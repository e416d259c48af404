import { status_indicator } from "./colours.js";
import { open_board } from "./stage_board.js";
import { list_settings } from "./set_up.js";

/** Deals in the making. */
export const sales_opportunity_list = list_settings({
	add_fields: ["status", "currency"],
	get_indicator: status_indicator("Sales Opportunity"),
	columns: [
		"status_field",
		"stage",
		"company_name",
		"person_name",
		"value",
		"expected_close_on",
		"sales_rep",
		"stage_kind",
		"pipeline",
	],
	onload(listview) {
		listview.page.add_inner_button(__("Board by Stage"), () => open_board());
	},
});
