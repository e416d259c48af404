import { status_indicator } from "./colours.js";

/** The journal of changes of many records. */
export const sales_operation_list = {
	add_fields: ["status", "kind"],
	hide_name_column: true,
	get_indicator: status_indicator("Sales Operation"),
};
