import { button } from "../components/button.js";
import { element, icon } from "../components/element.js";
import { duration, number } from "../components/format.js";
import { running_words, tally } from "./words.js";

/** How much is done. */
export function progress_bar(done, all) {
	return element(
		"div.prospect-bar",
		{ role: "progressbar", "aria-valuenow": done, "aria-valuemax": all },
		element("span", { style: `width:${all ? (100 * done) / all : 0}%` })
	);
}

/** Nobody knows how much there is. */
export function endless_bar() {
	return element("div.prospect-bar.is-endless", {}, element("span"));
}

/** A total that filters the entries below it. */
export function total_tile({ kind, label, count, remark, is_chosen, on_click }) {
	return element(
		`button.prospect-total.is-${kind}${is_chosen ? ".is-chosen" : ""}`,
		{ type: "button", "aria-pressed": String(is_chosen), on: { click: on_click } },
		element("span.prospect-total-label", {}, label),
		element("strong", {}, number(count)),
		remark && count > 0 && element("small", {}, remark)
	);
}

/** One line that lets anybody check the sum. */
export function proof_line(sum) {
	return element(
		"p.prospect-proof",
		{},
		icon("check"),
		element("strong", {}, __("The count adds up.")),
		" ",
		sum
	);
}

/** It is being planned in the background. */
export function planning_card(title, ...rest) {
	return element(
		"section.prospect-card.prospect-empty",
		{ "aria-live": "polite" },
		element("h3", {}, title),
		element(
			"p",
			{},
			__("You can leave this page: a plan keeps for 24 hours, and nothing is written yet.")
		),
		endless_bar(),
		rest
	);
}

/** It is on its way: how far, how fast, how long, and how to stop it. */
export function running_card(view) {
	const { about, progress } = view.preview;
	const { to_do, done } = tally(progress);
	const is_interrupted = progress.status === "Interrupted";
	return element(
		"section.prospect-card",
		{ "aria-live": "polite" },
		element("h3", {}, running_words(about.kind, to_do)),
		progress_bar(done, to_do),
		element(
			"p.prospect-split",
			{},
			__("{0} of {1}", [number(done), number(to_do)]),
			progress.seconds_left !== null && element("span", {}, speed(progress))
		),
		element(
			"p.text-muted",
			{},
			is_interrupted
				? __(
						"The server was interrupted. It goes on by itself where it was; nothing is lost and none comes twice."
					)
				: __("You can leave this page. If the server restarts, it goes on where it was.")
		),
		about.is_own &&
			element(
				"div.prospect-buttons",
				{},
				is_interrupted && button(__("Go on now"), () => view.resume(), "primary"),
				button(__("Stop after this batch"), () => view.cancel())
			)
	);
}

function speed({ rate, seconds_left }) {
	return __("{0} a second, about {1} left", [number(Math.round(rate)), duration(seconds_left)]);
}
