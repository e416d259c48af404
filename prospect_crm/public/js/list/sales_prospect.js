import { status_indicator } from "./colours.js";

/** The list of companies. */
export const sales_prospect_list = {
	add_fields: ["status", "account_type", "logo"],
	hide_name_column: true,
	get_indicator: status_indicator("Sales Prospect"),
};
