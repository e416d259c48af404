import { element } from "./element.js";

/**
 * Filters of one click above a list. A preset is on while the list has its filters, wherever they came from.
 *
 * @param {Object} listview
 * @param {Array<{label: string, filters: function(): Array}>} presets `filters` gives [field, operator, value] …
 */
export function add_presets(listview, presets) {
	const chips = presets.map((preset) => chip(listview, preset));
	const bar = element("div.prospect-presets", { role: "group", "aria-label": __("Quick filters") }, chips);
	listview.$frappe_list.before(bar);
	listview.prospect_presets = chips.map((node, index) => ({ node, ...presets[index] }));
	show_presets(listview);
}

/** Shows which presets are on. */
export function show_presets(listview) {
	for (const { node, filters } of listview.prospect_presets || []) {
		node.setAttribute("aria-pressed", String(is_on(listview, filters())));
	}
}

function chip(listview, { label, filters }) {
	const click = () => toggle(listview, filters());
	return element("button.prospect-chip", { type: "button", "aria-pressed": "false", on: { click } }, label);
}

/** Each field has one filter at a time, so that two presets never exclude every row between them. */
async function toggle(listview, wanted) {
	const was_on = is_on(listview, wanted);
	const fields = wanted.map(([field]) => field);
	const kept = listview.filter_area.get().filter(([, field]) => !fields.includes(field));
	const added = was_on ? [] : wanted.map((filter) => [listview.doctype, ...filter]);
	await listview.filter_area.clear(false);
	await listview.filter_area.set([...kept, ...added]);
	listview.start = 0;
	listview.refresh();
}

function is_on(listview, wanted) {
	const now = listview.filter_area.get();
	return wanted.every((filter) => now.some((other) => is_same(filter, other.slice(1, 4))));
}

function is_same([field, operator, value], [other_field, other_operator, other_value]) {
	if (field !== other_field || operator !== other_operator) return false;
	return ["<", ">", "Between"].includes(operator) || String(value) === String(other_value);
}
