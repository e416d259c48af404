import { call } from "../components/call.js";

/** Opens the board of a pipeline; with several pipelines, asks which. */
export async function open_board() {
	const pipelines = await frappe.db.get_list("Sales Pipeline", {
		filters: { disabled: 0 },
		fields: ["name"],
		order_by: "name asc",
		limit: 100,
	});
	if (!pipelines.length)
		return frappe.msgprint(__("There is no pipeline yet. Add a Sales Pipeline with its stages first."));
	if (pipelines.length === 1) return show_board(pipelines[0].name);
	const names = pipelines.map(({ name }) => name);
	const field = {
		fieldname: "pipeline",
		fieldtype: "Select",
		label: __("Pipeline"),
		options: names,
		default: names[0],
		reqd: 1,
	};
	return frappe.prompt(
		field,
		({ pipeline }) => show_board(pipeline),
		__("Board by Stage"),
		__("Open", null, "Button")
	);
}

async function show_board(pipeline) {
	const board = await call("opportunities.board", { pipeline });
	frappe.set_route("List", "Sales Opportunity", "Kanban", board);
}
