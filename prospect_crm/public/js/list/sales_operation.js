import { element } from "../components/element.js";
import { result_words } from "../operation/words.js";
import { colleague_formatters } from "./colleagues.js";
import { status_indicator } from "./colours.js";
import { set_columns } from "./columns.js";

const RESULT = "prospect_result";
const COUNTS = [
	"created_count",
	"updated_count",
	"deleted_count",
	"kept_count",
	"skipped_count",
	"refused_count",
	"planned_count",
];

/** The journal of changes of many records: what, by whom, on what, and what came of it. */
export const sales_operation_list = {
	add_fields: ["status", "kind", "started_on", ...COUNTS],
	hide_name_column: true,
	hide_name_filter: true,
	get_indicator: status_indicator("Sales Operation"),
	formatters: { owner: colleague_formatters.sales_rep, [RESULT]: result },
	onload: (listview) =>
		set_columns(listview, [
			"status_field",
			column(RESULT, () => __("Result", null, "Sales Operation")),
			column("owner", () => __("By", null, "Sales Operation")),
			"started_on",
		]),
};

function column(fieldname, label) {
	return () => ({ type: "Field", df: { fieldname, label: label(), fieldtype: "Data" } });
}

function result(value, df, operation) {
	const words =
		operation.status === "Planned"
			? __("{0} planned", [operation.planned_count])
			: result_words(operation) || "–";
	return element("span.ellipsis", { title: words }, words).outerHTML;
}
