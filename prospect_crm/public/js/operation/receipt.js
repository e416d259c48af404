import { button } from "../components/button.js";
import { element, icon } from "../components/element.js";
import { date_and_time, duration, number } from "../components/format.js";
import { record_link } from "../components/record_link.js";
import { user_name } from "../components/user_name.js";
import { running_words, tally } from "./words.js";

/** What the numbers of an operation are called: before it is applied, and after. */
function tiles(preview) {
	const { counts, status } = preview.progress;
	const is_plan = status === "Planned";
	const planned = preview.actions || {};
	return [
		is_plan
			? ["planned", "create", __("To add", null, "Counts of an operation"), planned.create, "created"]
			: [
					"applied",
					"create",
					__("Added", null, "Counts of an operation"),
					counts.created_count,
					"created",
				],
		is_plan
			? [
					"planned",
					"update",
					__("To change", null, "Counts of an operation"),
					planned.update,
					"updated",
				]
			: [
					"applied",
					"update",
					__("Changed", null, "Counts of an operation"),
					counts.updated_count,
					"updated",
				],
		is_plan
			? [
					"planned",
					"delete",
					__("To delete", null, "Counts of an operation"),
					planned.delete,
					"deleted",
				]
			: [
					"applied",
					"delete",
					__("Deleted", null, "Counts of an operation"),
					counts.deleted_count,
					"deleted",
				],
		is_plan && planned.send
			? ["planned", "send", __("To send", null, "Counts of an operation"), planned.send, "updated"]
			: null,
		["kept", "", __("Left alone", null, "Counts of an operation"), counts.kept_count, "kept"],
		["skipped", "", __("Skipped", null, "Counts of an operation"), counts.skipped_count, "skipped"],
		["refused", "", __("Refused", null, "Counts of an operation"), counts.refused_count, "refused"],
	].filter((tile) => tile && (tile[3] || ["skipped", "refused"].includes(tile[0])));
}

/** Totals that add up, each a filter of the entries below. */
export function totals(view) {
	return element(
		"div.prospect-totals",
		{},
		tiles(view.preview).map(([state, action, label, count, kind]) => {
			const is_chosen = view.filter.state === state && view.filter.action === action;
			return element(
				`button.prospect-total.is-${kind}${is_chosen ? ".is-chosen" : ""}`,
				{
					type: "button",
					"aria-pressed": String(is_chosen),
					on: {
						click: () =>
							view.filter_by(is_chosen ? { state: "", action: "" } : { state, action }),
					},
				},
				element("span.prospect-total-label", {}, label),
				element("strong", {}, number(count))
			);
		})
	);
}

/** One line that lets anybody check the sum. */
export function proof(view) {
	const found = tiles(view.preview).map(([, , label, count]) => `${number(count)} ${label.toLowerCase()}`);
	const { all } = tally(view.preview.progress);
	return element(
		"p.prospect-proof",
		{},
		icon("check"),
		element("strong", {}, __("The count adds up.")),
		" ",
		`${number(all)} = ${found.join(" + ")}`
	);
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

/** It is on its way: how far, how fast, how long, and how to stop it. */
export function progress(view) {
	const { about, progress: told } = view.preview;
	const { all, done } = tally(told);
	return element(
		"section.prospect-card",
		{ "aria-live": "polite" },
		element("h3", {}, running_words(about.kind, all)),
		element(
			"div.prospect-bar",
			{ role: "progressbar", "aria-valuenow": done, "aria-valuemax": all },
			element("span", { style: `width:${all ? (100 * done) / all : 0}%` })
		),
		element(
			"p.prospect-split",
			{},
			__("{0} of {1}", [number(done), number(all)]),
			told.seconds_left !== null &&
				element(
					"span",
					{},
					__("{0} a second, about {1} left", [
						number(Math.round(told.rate)),
						duration(told.seconds_left),
					])
				)
		),
		element(
			"p.text-muted",
			{},
			told.status === "Interrupted"
				? __(
						"The server was interrupted. It goes on by itself where it was; nothing is lost and none comes twice."
					)
				: __("You can leave this page. If the server restarts, it goes on where it was.")
		),
		about.is_own &&
			element(
				"div.prospect-buttons",
				{},
				told.status === "Interrupted" && button(__("Go on now"), () => view.resume(), "primary"),
				button(__("Stop after this batch"), () => view.cancel())
			)
	);
}
