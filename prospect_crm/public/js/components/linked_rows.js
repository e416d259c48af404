import { cell_content } from "./cells.js";
import { button } from "./button.js";
import { element, icon } from "./element.js";

/** The rows of a table of linked records. */
export function linked_rows(part) {
	const columns = part.table.columns.map((column) =>
		typeof column === "string" ? { field: column, kind: "text" } : column
	);
	return element(
		"table.prospect-rows",
		{},
		element("thead", {}, element("tr", {}, heads(part, columns))),
		element(
			"tbody",
			{},
			part.rows.map((row) => line(part, columns, row))
		)
	);
}

function heads(part, columns) {
	const labels = columns.map((column) =>
		element(`th.is-${column.kind}`, { scope: "col" }, label_of(part.table.doctype, column))
	);
	return part.table.completes ? [element("th.is-action"), ...labels] : labels;
}

function label_of(doctype, { field, label }) {
	if (label) return label();
	const known = frappe.meta.get_docfield(doctype, field);
	// some of Frappe's own translations hold entities
	return known?.label ? frappe.utils.unescape_html(__(known.label, null, doctype)) : "";
}

function line(part, columns, row) {
	const { doctype } = part.table;
	const cells = columns.map((column) =>
		element(`td.is-${column.kind}`, {}, cell_content(doctype, column, row))
	);
	return element(
		"tr",
		{ "data-name": row.name, on: { click: (event) => open(event, doctype, row.name) } },
		part.table.completes && element("td.is-action", {}, done_button(part, row)),
		cells
	);
}

/** A click anywhere on the row opens it; links and buttons in it do what they say. */
function open(event, doctype, name) {
	if (event.target.closest("a, button") || String(window.getSelection())) return;
	frappe.set_route("Form", doctype, name);
}

function done_button(part, row) {
	const { doctype } = part.table;
	if (!frappe.model.can_write(doctype) || row.status === "Cancelled") return null;
	const is_done = row.status === "Done";
	const label = is_done ? __("Done: open it again") : __("Complete");
	const node = button(icon("check"), () => complete(part, row), "default", {
		"aria-label": label,
		"aria-pressed": String(is_done),
		title: label,
	});
	node.classList.add("prospect-done");
	return node;
}

async function complete(part, row) {
	const before = row.status;
	const status = before === "Done" ? row.status_before || "Not Started" : "Done";
	show_status(part, row, status);
	try {
		await frappe.db.set_value(part.table.doctype, row.name, "status", status);
		row.status_before = before;
	} catch {
		show_status(part, row, before);
	}
}

function show_status(part, row, status) {
	row.status = status;
	part.draw(part.rows);
	const line_of_row = [...part.node.querySelectorAll("tr")].find((node) => node.dataset.name === row.name);
	line_of_row?.querySelector(".prospect-done")?.focus();
}
