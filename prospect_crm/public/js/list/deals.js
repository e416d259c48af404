import { call } from "../components/call.js";
import { element } from "../components/element.js";
import { number } from "../components/format.js";

const FIELD = "prospect_deals";
const counts = new Map();

/** The column "deals" of companies and people: how many opportunities, proposals and deals they have. */
export const deals_column = () =>
	frappe.model.can_read("Sales Opportunity") && {
		type: "Field",
		df: { fieldname: FIELD, label: __("Deals"), fieldtype: "Data" },
	};

export const deals_formatter = {
	[FIELD]: (value, df, { name }) => cell(name).outerHTML,
};

/** Asks for the counts of the rows that are shown, once a page. */
export async function load_deals(listview) {
	if (listview.view_name !== "List") return;
	const names = listview.data.map(({ name }) => name);
	if (!names.length || !listview.columns?.some(({ df }) => df?.fieldname === FIELD)) return;
	const found = await call("opportunities.counts", { doctype: listview.doctype, names });
	for (const name of names) counts.set(name, found[name] || {});
	for (const node of listview.$result[0].querySelectorAll(".prospect-deals")) {
		node.replaceWith(cell(node.dataset.name));
	}
}

function cell(name) {
	const text = words(counts.get(name));
	return element("span.prospect-deals", { "data-name": name, title: text }, text);
}

function words(count) {
	if (!count) return "";
	const parts = [
		some(
			count.Opportunity,
			() => __("One opportunity"),
			(n) => __("{0} opportunities", [n])
		),
		some(
			count.Proposal,
			() => __("One proposal"),
			(n) => __("{0} proposals", [n])
		),
		some(
			count.Deal,
			() => __("One deal"),
			(n) => __("{0} deals", [n])
		),
	];
	return parts.filter(Boolean).join(", ") || "–";
}

function some(count, one, many) {
	if (!count) return "";
	return count === 1 ? one() : many(number(count));
}
