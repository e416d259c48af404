import { button } from "../components/button.js";
import { element, icon } from "../components/element.js";
import { number } from "../components/format.js";

/** What will happen, in words: created, linked, filled, carried, stays, leaves. */
export function plan_view(dialog, plan) {
	if (plan.refusal) return element("p.prospect-convert-refusal", {}, icon("close"), plan.refusal);
	const rows = [
		["green", "add", __("Created", null, "Conversion"), plan.created.map(record)],
		["blue", "link-url", __("Linked", null, "Conversion"), plan.linked.map(record)],
		["blue", "edit", __("Filled", null, "Conversion"), plan.filled.map(filled)],
		["blue", "edit", __("Changed", null, "Conversion"), plan.changed],
		["gray", "right", __("Carried along", null, "Conversion"), carried(plan)],
		[
			"gray",
			"lock",
			__("Stays", null, "Conversion"),
			[...plan.stays.map((line) => stays(dialog, line)), ...plan.notes],
		],
		["gray", "up-arrow", __("Leaves", null, "Conversion"), plan.leaves],
	];
	return [
		element("p.text-muted", {}, __("What will happen. Nothing is written until you convert.")),
		element(
			"dl",
			{},
			rows.filter(([, , , lines]) => lines.length).map((row) => group(...row))
		),
	];
}

function group(colour, symbol, label, lines) {
	return element(
		"div",
		{},
		element("dt", {}, element(`span.indicator-pill.no-indicator-dot.${colour}`, {}, icon(symbol), label)),
		element(
			"dd",
			{},
			element(
				"ul",
				{},
				lines.map((line) => element("li", {}, line))
			)
		)
	);
}

function record({ doctype, title }) {
	// translation: names of DocTypes
	return [__(doctype), " ", element("strong", {}, title)];
}

function filled({ doctype, label, before, after, is_added }) {
	// translation: names of DocTypes
	return [
		element("span", {}, `${__(doctype)} · ${label}`),
		" · ",
		is_added ? "+ " : [element("span.text-muted", {}, before || __("empty", null, "History")), " → "],
		element("strong", {}, after),
	];
}

function stays(dialog, line) {
	return [
		__("{0} stays “{1}”; the source says “{2}”. A filled field is never overwritten.", [
			line.label,
			line.before,
			line.after,
		]),
		" ",
		button(__("Use the source’s"), () => dialog.overwrite(line.fieldname), "link"),
	];
}

const COUNTS = {
	notes: (count) => (count === "1" ? __("1 note") : __("{0} notes", [count])),
	tasks: (count) => (count === "1" ? __("1 open task") : __("{0} open tasks", [count])),
	emails: (count) => (count === "1" ? __("1 e-mail") : __("{0} e-mails", [count])),
	files: (count) => (count === "1" ? __("1 file") : __("{0} files", [count])),
	comments: (count) => (count === "1" ? __("1 comment") : __("{0} comments", [count])),
	lists: (count) => (count === "1" ? __("1 mailing list") : __("{0} mailing lists", [count])),
};

function carried({ carried: counts, source, result }) {
	const parts = Object.keys(COUNTS).filter((name) => counts[name]);
	if (!parts.length || source.doctype === result.doctype) return [];
	const list = parts.map((name) => COUNTS[name](number(counts[name]))).join(", ");
	return [__("{0}: seen from the result, and still where they are", [list])];
}
