import { element, icon } from "../components/element.js";
import { date_and_time, duration, number } from "../components/format.js";
import { record_link } from "../components/record_link.js";
import { user_name } from "../components/user_name.js";
import { proof_line, total_tile } from "./parts.js";
import { done_counts, left_counts, tally } from "./words.js";

const KIND_OF = { create: "created", update: "updated", delete: "deleted", send: "updated" };

/** What the numbers of an operation are called: before it is applied, and after. */
function tiles({ actions, progress: { counts, status } }) {
	const written =
		status === "Planned"
			? Object.entries(to_do_words()).map(([action, label]) => [action, label, actions[action]])
			: done_counts(counts);
	const state = status === "Planned" ? "planned" : "applied";
	return [
		...written.map(([action, label, count]) => ({ state, action, label, count })),
		...left_counts(counts).map(([name, label, count]) => ({ state: name, action: "", label, count })),
	].filter(({ state: name, count }) => count || ["skipped", "refused"].includes(name));
}

function to_do_words() {
	return {
		create: __("To add", null, "Counts of an operation"),
		update: __("To change", null, "Counts of an operation"),
		delete: __("To delete", null, "Counts of an operation"),
		send: __("To send", null, "Counts of an operation"),
	};
}

/** Totals that add up, each a filter of the entries below. */
export function totals(view) {
	return element(
		"div.prospect-totals",
		{},
		tiles(view.preview).map(({ state, action, label, count }) => {
			const is_chosen = view.filter.state === state && view.filter.action === action;
			const filter = is_chosen ? { state: "", action: "" } : { state, action };
			const kind = KIND_OF[action] || state;
			return total_tile({ kind, label, count, is_chosen, on_click: () => view.filter_by(filter) });
		})
	);
}

/** One line that lets anybody check the sum. */
export function proof(view) {
	const found = tiles(view.preview).map(({ label, count }) => `${number(count)} ${label.toLowerCase()}`);
	return proof_line(`${number(tally(view.preview.progress).all)} = ${found.join(" + ")}`);
}

/** Who did it, when, how long it took, how it was written and why. */
export function facts(view) {
	const { about } = view.preview;
	return element(
		"div.prospect-operation-facts",
		{},
		element("span", {}, icon("users"), user_name(about.owner)),
		element("span", {}, when(about)),
		about.resumed_count > 0 &&
			element("span", {}, icon("refresh"), resumed_sentence(about.resumed_count)),
		about.path && element("span", { title: about.path_reason }, path_sentence(about)),
		about.files.map(({ name, url }) =>
			element("span", {}, element("a", { href: url, target: "_blank", rel: "noopener" }, name))
		),
		about.why && element("span.prospect-operation-why", {}, `“${about.why}”`),
		about.undoes &&
			element("span", {}, record_link("Sales Operation", about.undoes, __("The operation it undoes"))),
		about.undone_by &&
			element(
				"span",
				{},
				record_link("Sales Operation", about.undone_by, __("Undone by this operation"))
			)
	);
}

function when(about) {
	const from = date_and_time(about.started_on || about.created_on);
	if (!about.started_on || !about.ended_on) return from;
	const seconds = moment(about.ended_on).diff(moment(about.started_on), "seconds", true);
	return __("{0}, in {1}", [from, duration(seconds)]);
}

function resumed_sentence(times) {
	return times === 1
		? __("Resumed once after an interruption: nothing lost, nothing twice")
		: __("Resumed {0} times after interruptions: nothing lost, nothing twice", [number(times)]);
}

function path_sentence(about) {
	return about.path === "Set"
		? __("Written all together. {0}", [about.path_reason])
		: __("Saved one by one. {0}", [about.path_reason]);
}
