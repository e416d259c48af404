import { button } from "../components/button.js";
import { call } from "../components/call.js";
import { element } from "../components/element.js";
import { number } from "../components/format.js";
import { tally } from "./words.js";

const FIRST = 5;

/** Plans the undo and shows what it would do, beside the operation; nothing is undone yet. */
export async function open_undo(view) {
	const planned = await call("operations.plan_undo", { operation: view.operation });
	if (planned.status === "Planning") return frappe.set_route("Form", "Sales Operation", planned.operation);
	const undo = await call("operations.preview", { operation: planned.operation, length: FIRST });
	view.undo = { ...undo, operation: planned.operation };
	view.render();
}

/** The card: how many go back, what is left alone and why, and the two answers. */
export function undo_card(view) {
	const { undo } = view;
	const { left } = tally(undo.progress);
	const kept = undo.progress.counts.kept_count;
	const why = element("textarea.form-control", {
		rows: 2,
		maxlength: 500,
		placeholder: __("Why? (kept in the journal)"),
		"aria-label": __("Why? (kept in the journal)"),
	});
	return element(
		"aside.prospect-card.prospect-undo",
		{ "aria-live": "polite" },
		element("h3", {}, __("Undo this operation?")),
		element("p.text-muted", {}, __("Nothing is undone yet. This is what would happen.")),
		element(
			"div.prospect-undo-numbers",
			{},
			element(
				"div",
				{},
				element("small", {}, __("Will be undone")),
				element("strong", {}, number(left)),
				element("small", {}, undo_sentence(undo.actions || {}))
			),
			kept > 0 &&
				element(
					"div.is-kept",
					{},
					element("small", {}, __("Left alone", null, "Counts of an operation")),
					element("strong", {}, number(kept)),
					element("small", {}, __("edited since, or in use"))
				)
		),
		kept > 0 && left_alone(view, kept),
		why,
		element(
			"div.prospect-buttons",
			{},
			button(
				left === 1 ? __("Undo one record") : __("Undo {0} records", [number(left)]),
				() => view.apply_undo(why.value),
				"danger",
				{ disabled: !left, "data-action": "undo" }
			),
			button(__("Keep everything"), () => view.drop_undo())
		),
		element("p.text-muted", {}, __("The undo is an operation too, with its own journal."))
	);
}

function undo_sentence(actions) {
	return [
		actions.delete && __("{0} removed", [number(actions.delete)]),
		actions.update && __("{0} get their old values back", [number(actions.update)]),
		actions.create && __("{0} come back", [number(actions.create)]),
	]
		.filter(Boolean)
		.join(", ");
}

function left_alone(view, kept) {
	const entries = view.undo.entries.filter((entry) => entry.state === "kept");
	return [
		element("h4", {}, __("Left alone", null, "Counts of an operation")),
		element(
			"ul.prospect-undo-kept",
			{},
			entries.map((entry) =>
				element(
					"li",
					{},
					element("strong", {}, entry.label || "…"),
					element("span", {}, entry.reason)
				)
			)
		),
		kept > entries.length &&
			element(
				"a",
				{ href: frappe.utils.get_form_link("Sales Operation", view.undo.operation) },
				__("See all {0}", [number(kept)])
			),
	];
}
